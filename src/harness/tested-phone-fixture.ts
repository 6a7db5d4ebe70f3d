import type { TimeOfDay } from '../push/situation.ts'
import type { SwitchSettings } from '../push/switches.ts'
import { noon } from '../push/usual-situation.ts'
import { vendorNamed } from '../vendors/all-vendors.ts'
import type { VendorName } from '../vendors/vendor.ts'
import type { TestedPhone } from './tested-phone.ts'

/** As much of a phone as tests ask for what is expected on it: nothing here speaks to one. */
export function phoneOnPaper(
  vendor: VendorName,
  given: {
    readonly switches?: Partial<SwitchSettings> | undefined
    readonly timeOfDay?: TimeOfDay
    /** A laboratory moves the servers' clock. */
    readonly movesTheClock?: boolean
  } = {},
): TestedPhone {
  const { switches, timeOfDay = noon, movesTheClock = false } = given
  const tested = {
    phone: { name: vendor, vendor: vendorNamed(vendor), entry: switches === undefined ? {} : { switches } },
    app: { contract: { channels: [{ id: 'messages' }] } },
    packageName: 'io.app',
    channelId: 'messages',
    apiLevel: 33,
    run: { softMs: 60_000 },
    world: { entered: {}, timeOfDay, can: () => movesTheClock },
  }
  return tested as unknown as TestedPhone
}
