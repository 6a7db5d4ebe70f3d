import { describe, expect, it } from 'vitest'
import { vendorNamed } from '../../vendors/all-vendors.ts'
import { phoneProfile } from '../../vendors/phone-profile.ts'
import { vendorNames } from '../../vendors/vendor.ts'
import { type Cell, type CellThatApplies, matrixOf } from '../matrix.ts'
import { usualMessage } from '../usual-message.ts'
import { usualSituation } from '../usual-situation.ts'

const app = { package: 'io.app', targetSdk: 34 }
const entered = { channelId: 'messages', vendorChannels: { messages: 'private', offers: 'public' } } as const
const phones = vendorNames.map((vendor) => ({
  name: vendor,
  profile: phoneProfile({ vendor, apiLevel: 33, app }),
  clearAll: vendorNamed(vendor).recentsClearAll.length > 0 ? ('known' as const) : ('unknown' as const),
  entered,
}))
const cells = matrixOf(phones, 'messages').filter((cell): cell is Cell & CellThatApplies => cell.kind === 'applies')

/** The class in which the vendor counts a message; undefined where it is refused before it is counted. */
function classOf({ message, situation }: Pick<CellThatApplies, 'message' | 'situation'>): string | undefined {
  const { service, apiLevel } = situation.phone
  const { console, switches } = situation
  const info = message.push?.androidInfo ?? {}
  const field = 'field' in service.channel.value ? service.channel.value.field : undefined
  const channelId = (field === undefined ? '' : String(info[field] ?? '')) || console.channelId
  const answer = service.classify({ info, console, switches, apiLevel, channelId, title: '' })
  return answer.kind === 'class' ? answer.class.name : undefined
}

/** Classes of which a phone or an app may get a few a day; the others are the vendors' classes for chats. */
const limited = ['public', 'no-channel', 'marketing', 'operational']

describe('a row that spends a class with a daily limit', () => {
  const spending = cells.filter((cell) => limited.includes(classOf(cell) ?? ''))

  it('is left out on real phones unless it is asked for', () => {
    expect(spending.filter(({ effort }) => effort === 'usual').map(({ id }) => id)).toEqual([
      // What is refused for its hour is not counted.
      'vivo/vivo/operational-at-night',
    ])
  })

  it('is one of those that are about these classes', () => {
    const rows = [...new Set(spending.map(({ row }) => row))]
    expect(rows).toEqual(
      expect.arrayContaining([
        'mi/channel-public',
        'huawei/category-marketing',
        'honor/importance-low',
        'meizu/public',
      ]),
    )
  })

  it('is not the usual message', () => {
    for (const { profile, name } of phones)
      expect(
        limited.includes(
          classOf({
            message: usualMessage('messages'),
            situation: usualSituation(profile, { console: entered }),
          }) ?? '',
        ),
        name,
      ).toBe(false)
  })
})
