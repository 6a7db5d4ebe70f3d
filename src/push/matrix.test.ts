import { describe, expect, it } from 'vitest'
import { vendorNamed } from '../vendors/all-vendors.ts'
import { phoneProfile } from '../vendors/phone-profile.ts'
import { vendorNames } from '../vendors/vendor.ts'
import { expectBurst } from './burst.ts'
import { type Expectation, expect as expectPush } from './expectation.ts'
import { type Cell, type CellThatApplies, matrixOf, rowGroups } from './matrix.ts'
import type { MatrixPhone } from './matrix-row.ts'
import { objectionTo } from './sendable.ts'
import { type SwitchName, settle, switchNames, switches } from './switches.ts'
import { usualMessage } from './usual-message.ts'
import { usualSituation } from './usual-situation.ts'

const app = { package: 'io.app', targetSdk: 34 }
const apiLevels = { mi: 33, huawei: 29, honor: 31, oppo: 34, vivo: 33, meizu: 30, google: 35 } as const
const farm: readonly MatrixPhone[] = vendorNames.map((vendor) => ({
  name: vendor,
  profile: phoneProfile({ vendor, apiLevel: apiLevels[vendor], app }),
  clearAll: vendorNamed(vendor).recentsClearAll.length > 0 ? 'known' : 'unknown',
}))
const cells = matrixOf(farm, 'messages')
const applying = cells.filter((cell): cell is Cell & CellThatApplies => cell.kind === 'applies')

describe('matrixOf', () => {
  it('holds all nine groups on every phone, each cell once', () => {
    expect(new Set(cells.map((cell) => cell.id)).size).toBe(cells.length)
    for (const phone of farm) {
      const groups = new Set(cells.filter((cell) => cell.phone === phone.name).map((cell) => cell.group))
      expect([...groups]).toEqual(rowGroups.map((group) => group.number))
    }
    const rows = farm.map(({ name }) =>
      cells.filter((cell) => cell.phone === name && !cell.row.startsWith('sender/app-of-')).map((cell) => cell.row),
    )
    for (const one of rows) expect(one).toEqual(rows[0])
    expect(cells.length).toBeGreaterThan(900)
  })

  it('gives each cell that applies an expectation with a source', () => {
    for (const cell of applying) {
      expect(cell.expectations.length, cell.id).toBe(
        cell.expectations[0]?.kind === 'nothing' && cell.expectations[0].at === 'harness' ? 1 : cell.count,
      )
      for (const one of cell.expectations) {
        const rules = one.kind === 'nothing' ? [one.rule] : one.rules
        expect(rules.length, cell.id).toBeGreaterThan(0)
        const unsourced = rules.filter(
          ({ source, checkedOn }) => source === '' || !/^20\d\d-\d\d-\d\d$/.test(checkedOn),
        )
        expect(unsourced, cell.id).toEqual([])
        if (one.kind === 'nothing') expect(one.why).toContain(one.rule.source)
      }
    }
  })

  it('says in a sentence why a cell does not apply', () => {
    for (const cell of cells)
      if (cell.kind === 'does-not-apply') expect(cell.because.length, cell.id).toBeGreaterThan(20)
  })

  it('applies each row to some phone, except what only another build can show', () => {
    const never = new Set(cells.map((cell) => cell.row))
    for (const cell of applying) never.delete(cell.row)
    expect([...never]).toEqual(['app/background-not-reported'])
  })

  it('keeps what costs quota, hours or data out of the nightly run of real phones', () => {
    const rows = (effort: string): string[] => [
      ...new Set(applying.filter((cell) => cell.effort === effort).map((cell) => cell.row)),
    ]
    expect(rows('costs-quota')).toEqual([
      ...['mi/channel-public', 'mi/channel-missing'],
      ...['rate/burst-public', 'rate/last-of-the-day', 'rate/over-the-day'],
      ...['rate/last-of-the-apps-day', 'rate/over-the-apps-day'],
      ...['huawei/category-marketing', 'huawei/category-missing', 'honor/importance-low'],
      ...['oppo/channel-missing', 'oppo/channel-unknown', 'oppo/channel-of-console'],
      ...['vivo/operational', 'meizu/public', 'meizu/type-missing'],
    ])
    expect(rows('locks-the-phone')).toEqual(['owner/lock-screen-hide-content', 'tap/locked-with-pin'])
    expect(
      applying.filter(({ situation, effort }) => situation.settings.keyguard === 'secure' && effort === 'usual'),
    ).toEqual([])
    expect(rows('takes-hours')).toEqual(['account/idle-for-seven-days', 'rate/next-day'])
    expect(rows('cannot-be-undone')).toEqual(['token/data-cleared'])
  })

  it.each<[string, string]>([
    ['mi/app/force-stopped', 'shown'],
    ['google/app/force-stopped', 'fcm/after-force-stopped'],
    ['oppo/ext/not-json', 'oppo/ext-json'],
    ['mi/ext/not-json', 'shown'],
    ['mi/ext/over-the-limit', 'mi/ext-characters'],
    ['oppo/ext/over-the-limit', 'harness/desc-and-ext-bytes'],
    ['oppo/owner/as-installed', 'oppo/notifications-at-install'],
    ['oppo/rate/over-the-day', 'oppo/public-per-device-and-day'],
    ['oppo/rate/last-of-the-day', 'shown'],
    ['mi/rate/last-of-the-apps-day', 'shown'],
    ['mi/rate/over-the-apps-day', 'mi/public-per-app-and-day'],
    ['oppo/rate/over-the-apps-day', 'oppo/public-per-app-and-day'],
    ['vivo/rate/over-the-apps-day', 'vivo/operational-per-app-and-day'],
    ['meizu/rate/last-of-the-apps-day', 'shown'],
    ['meizu/rate/over-the-apps-day', 'meizu/public-per-app-and-day'],
    ['vivo/vivo/operational-at-night', 'vivo/operational-hours'],
    ['huawei/huawei/category-marketing', 'silent'],
    ['vivo/vivo/classification-missing', 'shown'],
    ['vivo/vivo/operational', 'vivo/operational-message-box'],
    ['google/owner/silent-channel', 'silent'],
    ['huawei/owner/channel-off', 'device/channel-off'],
    ['huawei/owner/silent-channel', 'silent'],
    ['huawei/owner/service-channel-on', 'silent'],
    ['huawei/owner/service-channel-off', 'device/channel-off'],
    ['huawei/owner/service-channel-heard', 'shown'],
    ['huawei/owner/service-channel-silent', 'silent'],
    ['mi/owner/service-channel-silent', 'silent'],
    ['vivo/owner/service-channel-silent', 'silent'],
    ['vivo/length/title-at-han', 'vivo/text-width'],
    ['vivo/length/title-at-latin', 'shown'],
  ])('%s: %s', (id, result) => {
    const cell = applying.find((one) => one.id === id)
    const first = cell?.expectations[0]
    expect(first?.kind === 'nothing' ? first.rule.name : first?.kind).toBe(result)
  })
})

describe("OPPO's long style", () => {
  it.each([
    ['below', 127, '安安安'],
    ['at', 128, '安安安'],
    ['above', 128, '...'],
  ])('%s its limit: %i units that end in %s', (value, units, end) => {
    const one = applying.find(({ id }) => id === `oppo/oppo/long-style-${value}`)?.expectations[0]
    const text = one?.kind === 'shown' ? one.text : ''
    expect([text.length, text.slice(-3)]).toEqual([units, end])
  })
})

describe('a burst', () => {
  const profile = (vendor: (typeof vendorNames)[number]) => phoneProfile({ vendor, apiLevel: 33, app })

  it('uses up the quota of the day', () => {
    const burst = expectBurst(
      usualMessage('messages'),
      4,
      usualSituation(profile('oppo'), { settings: { channels: { messages: 4 } } }),
    )
    expect(burst.map((one) => one.kind)).toEqual(['shown', 'shown', 'nothing', 'nothing'])
  })

  it('folds on Meizu after five public ones in a minute', () => {
    const folded = (change: Parameters<typeof settle>[0]): number =>
      expectBurst(
        usualMessage('messages', { androidInfo: { MeiZuNoticeMsgType: 0 } }),
        10,
        usualSituation(profile('meizu'), change === undefined ? {} : { switches: change }),
      ).filter((one) => one.kind === 'shown' && one.where.shade === 'folded').length
    expect(folded({})).toBe(5)
    expect(folded({ meizuFoldAfter: 3 })).toBe(7)
  })

  it('does not fold private ones', () => {
    const burst = expectBurst(usualMessage('messages'), 10, usualSituation(profile('meizu')))
    expect(burst.every((one) => one.kind === 'shown' && one.where.shade === 'own-row')).toBe(true)
  })
})

describe('what the harness refuses to send', () => {
  it.each(vendorNames)('the largest ext on %s fits, one byte more does not', (vendor) => {
    const first = (row: string) => applying.find(({ id }) => id === `${vendor}/ext/${row}`)?.expectations[0]
    expect(first('largest')?.kind).toBe('shown')
    expect(first('over-the-limit')).toMatchObject({ kind: 'nothing', at: 'harness' })
  })

  it('is not what a vendor refuses for its form', () => {
    const situation = usualSituation(phoneProfile({ vendor: 'oppo', apiLevel: 33, app }))
    expect(objectionTo(usualMessage('messages', { push: { ext: 'x' } }), situation)).toBeUndefined()
  })
})

describe("a phone's own switches", () => {
  const vivo = farm.find(({ name }) => name === 'vivo')
  const rowOf = (row: string, switchesOfPhone: NonNullable<MatrixPhone['switches']>): CellThatApplies => {
    if (vivo === undefined) throw new Error('the farm has no vivo')
    const cell = matrixOf([{ ...vivo, switches: switchesOfPhone }], 'messages').find((one) => one.row === row)
    if (cell?.kind !== 'applies') throw new Error(`${row} does not apply`)
    return cell
  }

  it.each([
    [2, 'vivo/operational-per-device-and-day'],
    [5, 'vivo/operational-five-per-device-and-day'],
  ] as const)('decide how many messages a day takes: %i', (value, rule) => {
    const cell = rowOf('rate/over-the-day', { vivoOperationalPerDevice: value })
    expect(cell.situation.usedQuota.deviceToday).toBe(value)
    expect(cell.expectations).toMatchObject([{ kind: 'nothing', rule: { name: rule } }])
  })

  it('are those of the situation, the others at their default', () => {
    expect(rowOf('app/background', { backgroundAlive: 'self-posted' }).situation.switches).toEqual(
      settle({ backgroundAlive: 'self-posted' }),
    )
  })
})

/** Everything of an expectation that can be seen. */
function brief(one: Expectation): string {
  if (one.kind === 'nothing') return one.rule.name
  const { shade, lockScreen, headsUp } = one.where
  return [
    one.kind,
    one.click.opens,
    one.title,
    one.text,
    one.ext,
    shade,
    lockScreen,
    headsUp,
    one.channel.kind,
    one.posters[0]?.opPkg,
  ].join()
}

describe('each switch', () => {
  /** Situations that the matrix has no cell for, because they take a switch to matter. */
  const others: Readonly<
    Partial<Record<SwitchName, () => readonly [Parameters<typeof expectPush>[0], Parameters<typeof expectPush>[1]]>>
  > = {
    overlongLifeTime: () => [usualMessage('messages', { lifeTimeSec: 700_000 }), usualSituation(phone('mi'))],
    otherInstanceOnline: () => [usualMessage('messages'), usualSituation(phone('mi'), { elsewhere: 'online' })],
    headsUpOnVendorRoms: () => [
      usualMessage('messages'),
      usualSituation(phone('oppo'), { settings: { channels: { messages: 4 } } }),
    ],
    huaweiUnknownChannel: () => [
      usualMessage('messages', { androidInfo: { HuaWeiChannelID: 'nobody' } }),
      usualSituation(phone('huawei')),
    ],
    unansweredPermissionOfOldTarget: () => [
      usualMessage('messages'),
      usualSituation({ ...phone('mi'), app: { ...app, targetSdk: 30 } }, { settings: { permission: 'as-installed' } }),
    ],
    vivoOperationalPerDevice: () => [
      usualMessage('messages', { androidInfo: { VIVOClassification: 0 } }),
      usualSituation(phone('vivo'), { usedQuota: { appToday: 3, deviceToday: 3, deviceLastMinute: 0 } }),
    ],
    meizuThousandADay: () => [
      usualMessage('messages', { androidInfo: { MeiZuNoticeMsgType: 0 } }),
      usualSituation(phone('meizu'), { usedQuota: { appToday: 1000, deviceToday: 0, deviceLastMinute: 0 } }),
    ],
    honorUnnamedImportance: () => [
      usualMessage('messages', { androidInfo: { HonorImportance: '' } }),
      usualSituation(phone('honor')),
    ],
    extInIntentUri: () => [
      usualMessage('messages', { push: { ext: '安'.repeat(400) } }),
      usualSituation(phone('huawei')),
    ],
    bodyEnvelopeBytes: () => [
      usualMessage('messages', { push: { ext: 'x'.repeat(3950) } }),
      usualSituation(phone('huawei')),
    ],
  }
  const phone = (vendor: (typeof vendorNames)[number]) => phoneProfile({ vendor, apiLevel: 33, app })

  it.each(switchNames)('%s changes an expectation', (name) => {
    const tried = others[name]?.()
    const asking = farm.find(({ profile }) => profile.service.undecided.includes(name)) ?? farm[0]
    const candidates =
      tried === undefined
        ? applying
            .filter((cell) => cell.phone === asking?.name)
            .map((cell) => [cell.message, cell.situation, cell.count] as const)
        : [[...tried, 1] as const]
    const changed = candidates.some(([message, situation, count]) => {
      const outcomes = switches[name].values.map((value) => {
        const given = { ...situation, switches: settle({ [name]: value }) }
        return expectBurst(message, count, given).map(brief).join()
      })
      return new Set(outcomes).size > 1
    })
    expect(changed).toBe(true)
  })
})
