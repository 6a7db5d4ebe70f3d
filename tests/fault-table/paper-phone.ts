import { join } from 'node:path'
import { readContract } from '../../src/app/contract.ts'
import type { TestedPhone } from '../../src/harness/tested-phone.ts'
import { noon } from '../../src/push/usual-situation.ts'
import { vendorNamed } from '../../src/vendors/all-vendors.ts'
import { type VendorName, vendorNames } from '../../src/vendors/vendor.ts'
import { onlyKnown } from './only-known.ts'

/** A phone of which nothing is known but what it is. */
export interface PaperPhone {
  readonly vendor: VendorName
  readonly apiLevel: number
}

const limits = { softMs: 60_000, hardMs: 180_000 }

/**
 * As much of a tested phone as plans and expectations are made of. It stands in a laboratory that can do everything; nothing
 * on it can be touched.
 */
export function paperPhone({ vendor, apiLevel }: PaperPhone): TestedPhone {
  const contract = readContract(join(import.meta.dirname, '..', '..', 'sample-app', 'contract.json'))
  const account = (who: string, nickname: string) => ({ userId: `${who}-of-${vendor}`, nickname })
  const friend = account('friend', '林小满')
  const nameless = account('nameless', '')
  const { pushService } = vendorNamed(vendor)
  const { channelId, channels } = contract.console[pushService] ?? {}
  const paper = {
    phone: { name: vendor, vendor: vendorNamed(vendor), entry: {}, pushService },
    app: { contract },
    packageName: contract.package,
    appName: contract.appName,
    channelId: contract.channels[0]?.id ?? '',
    apiLevel,
    owner: { userId: `pushfarm-${vendor}`, nickname: '机主' },
    friend,
    secondFriend: account('second-friend', '阿明'),
    nameless,
    visitor: account('visitor', '访客'),
    // Another phone whose app writes; nothing is broken about it.
    partnership: { owner: account('partner', '对方机主') },
    cast: { friend, nameless, group: { groupId: `group-of-${vendor}`, name: '周末爬山' } },
    // What it spends nobody misses: it is one of the virtual farm.
    run: { ...limits, efforts: ['costs-quota', 'locks-the-phone'] },
    neighbours: vendorNames
      .filter((other) => other !== vendor)
      .map((other) => ({ name: other, vendor: other, pushService: vendorNamed(other).pushService })),
    world: {
      can: () => true,
      timeOfDay: noon,
      setBack: () => Promise.resolve(),
      entered: {
        ...(channelId === undefined ? {} : { channelId }),
        ...(channels === undefined ? {} : { vendorChannels: channels }),
      },
    },
  }
  // What is missing is what a device would be needed for.
  return onlyKnown(paper, 'tested', 'shallow') as unknown as TestedPhone
}
