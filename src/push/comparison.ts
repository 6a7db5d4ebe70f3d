import type { Difference } from './difference.ts'
import type { ChannelPlace, ExpectedImportance } from './device-steps.ts'
import type { Poster, Where } from './appearance.ts'
import type { Arrival, Opening, ShadePlace, Sighting, SoundState } from './outcome.ts'
import type { ClickRoute } from './push-service-rules.ts'

/** The part of an `Expectation` that can be seen in the shade and in the notification service. */
export type ExpectedArrival =
  | { readonly kind: 'nothing'; readonly why: string }
  | {
      readonly kind: 'shown' | 'silent'
      readonly title: string
      readonly text: string
      readonly withinMs: number
      readonly posters: readonly Poster[]
      readonly importance: ExpectedImportance
      readonly sound: SoundState
      readonly where: Pick<Where, 'shade'>
      readonly channel: Exclude<ChannelPlace, { readonly kind: 'none' }>
    }

/** Which parts of the promise the push broke on its way to the shade. Empty: none. */
export function compareArrival(expected: ExpectedArrival, seen: Arrival): readonly Difference[] {
  if (expected.kind === 'nothing') {
    if (seen.kind === 'not-shown') return []
    return [
      {
        part: 'nothing',
        expected: `nothing, because ${expected.why}`,
        seen: `"${seen.first.title ?? ''}" after ${ms(seen.first.latencyMs)}`,
      },
    ]
  }
  if (seen.kind === 'not-shown') {
    const because = seen.because === undefined ? '' : ` (${seen.because})`
    return [
      {
        part: 'arrival',
        expected: `a notification within ${ms(expected.withinMs)}`,
        seen: `not shown within ${ms(seen.withinMs)}${because}`,
      },
    ]
  }
  const differences: Difference[] = []
  const { first } = seen
  if (first.title !== expected.title)
    differences.push({ part: 'title', expected: quote(expected.title), seen: quote(first.title) })
  if (first.text !== expected.text)
    differences.push({ part: 'text', expected: quote(expected.text), seen: quote(first.text) })
  if (first.latencyMs > expected.withinMs)
    differences.push({ part: 'latency', expected: `at most ${ms(expected.withinMs)}`, seen: ms(first.latencyMs) })
  if (seen.count > 1)
    differences.push({ part: 'duplicate', expected: 'one notification', seen: `${seen.count} with the same text` })
  if (!expected.posters.some((poster) => posterFits(poster, first)))
    differences.push({
      part: 'package',
      expected: `posted by ${expected.posters.map(posterText).join(' or ')}`,
      seen: posterText({ pkg: first.package ?? 'a package that is not told', opPkg: first.postedBy }),
    })
  if (!importanceFits(expected.importance, first.importance))
    differences.push({
      part: 'importance',
      expected: importanceText(expected.importance),
      seen: `importance ${String(first.importance)}`,
    })
  if (first.sound !== null && first.sound !== expected.sound)
    differences.push({ part: 'sound', expected: soundText(expected.sound), seen: soundText(first.sound) })
  const { channel } = expected
  if (channel.kind === 'named' && first.channelId !== null && first.channelId !== channel.id)
    differences.push({ part: 'channel', expected: `the channel ${channel.id}`, seen: first.channelId })
  return [...differences, ...comparePlace(expected, first.place)]
}

/**
 * Whether its row stands where an owner sees it at once. What is neither heard nor peeks a ROM may put aside, nobody
 * documents where; and a row that stands for several is looked for as a whole.
 *
 * @param seen null: nobody looked
 */
export function comparePlace(
  expected: { readonly kind: 'shown' | 'silent'; readonly where: Pick<Where, 'shade'> },
  seen: ShadePlace | null,
): readonly Difference[] {
  if (seen?.kind !== 'fold' || expected.kind === 'silent' || expected.where.shade === 'folded') return []
  return [{ part: 'where', expected: 'a row of its own in the shade', seen: `behind the fold ${quote(seen.name)}` }]
}

/** What the phone does not tell fits everything: `opPkg` is printed since Android 10. */
function posterFits({ pkg, opPkg }: Poster, seen: Sighting): boolean {
  return (seen.package ?? pkg) === pkg && (seen.postedBy ?? opPkg) === opPkg
}

function posterText({ pkg, opPkg }: { readonly pkg: string; readonly opPkg: string | null }): string {
  if (opPkg === null) return `somebody in the name of ${pkg}`
  return opPkg === pkg ? `${opPkg} in its own name` : `${opPkg} in the name of ${pkg}`
}

/** What a tap should open. `start` is asked for only where the trial promises a cold or a warm start. */
export interface ExpectedOpening {
  readonly conversationId: string
  readonly ext: string
  readonly start?: 'cold' | 'warm'
  /** By the console's click action; usually the page inside the app. */
  readonly opens?: ClickRoute['opens']
}

/** Which parts of the promise the tap broke. */
export function compareOpening(expected: ExpectedOpening, seen: Opening): readonly Difference[] {
  const { opens = 'in-app-page' } = expected
  switch (opens) {
    case 'launcher-page':
      // Without the plugin's word of the click the app knows neither conversation nor ext.
      if (seen.kind === 'not-tapped' || (seen.kind === 'other-screen' && seen.screen === 'conversations')) return []
      return [{ part: 'opening', expected: 'the first page of the app', seen: openingText(seen) }]
    case 'browser':
      if (seen.kind === 'not-tapped' || seen.kind === 'web-page') return []
      return [{ part: 'opening', expected: 'the web page of the console', seen: openingText(seen) }]
    case 'in-app-page':
      return compareConversation(expected, seen)
  }
}

function openingText(seen: Opening): string {
  switch (seen.kind) {
    case 'conversation':
      return `the conversation ${seen.conversationId}`
    case 'other-screen':
      return `the screen ${seen.screen}`
    case 'web-page':
      return `${seen.address} in ${seen.package}`
    case 'nothing-opened':
      return `nothing opened within ${ms(seen.withinMs)}, in front: ${seen.focus ?? 'nothing'}`
    case 'not-tapped':
      return 'no tap'
  }
}

function compareConversation(expected: ExpectedOpening, seen: Opening): readonly Difference[] {
  const conversation = `the conversation ${expected.conversationId}`
  switch (seen.kind) {
    case 'not-tapped':
      return []
    case 'nothing-opened':
    case 'web-page':
      return [{ part: 'opening', expected: conversation, seen: openingText(seen) }]
    case 'other-screen':
      return [
        { part: 'conversation', expected: conversation, seen: `the screen ${seen.screen}` },
        ...((seen.ext ?? '') === expected.ext ? [] : [extDifference(expected.ext, seen.ext)]),
      ]
    case 'conversation': {
      const differences: Difference[] = []
      if (seen.conversationId !== expected.conversationId)
        differences.push({
          part: 'conversation',
          expected: conversation,
          seen: `the conversation ${seen.conversationId}`,
        })
      if (seen.ext !== expected.ext) differences.push(extDifference(expected.ext, seen.ext))
      if (expected.start !== undefined && seen.start !== 'unknown' && seen.start !== expected.start)
        differences.push({ part: 'start', expected: `a ${expected.start} start`, seen: `a ${seen.start} one` })
      return differences
    }
  }
}

/** android.app.NotificationManager.IMPORTANCE_LOW: at or below it nothing is heard or peeks. */
const importanceLow = 2

/** A dump that does not tell the importance fits everything. */
function importanceFits(expected: ExpectedImportance, seen: number | null): boolean {
  if (seen === null) return true
  switch (expected.kind) {
    case 'exactly':
      return seen === expected.value
    case 'normal':
      return seen > importanceLow
    case 'silent':
      return seen <= importanceLow
  }
}

function importanceText(expected: ExpectedImportance): string {
  switch (expected.kind) {
    case 'exactly':
      return `importance ${String(expected.value)}`
    case 'normal':
      return 'a notification that is heard (importance 3 or more)'
    case 'silent':
      return 'a notification that is not heard (importance 2 or less)'
  }
}

function soundText(sound: SoundState): string {
  switch (sound) {
    case 'let-through':
      return 'do not disturb lets it through'
    case 'held-back':
      return 'do not disturb holds its sound back'
  }
}

function extDifference(expected: string, seen: string | null): Difference {
  if (seen === null || seen === '')
    return { part: 'ext', expected: `${expected.length} characters of ext`, seen: 'no ext' }
  const at = firstDifference(expected, seen)
  return {
    part: 'ext',
    expected: `${expected.length} characters, at ${at}: ${quote(expected.slice(at, at + 40))}`,
    seen: `${seen.length} characters, at ${at}: ${quote(seen.slice(at, at + 40))}`,
  }
}

function firstDifference(a: string, b: string): number {
  let at = 0
  while (at < a.length && a[at] === b[at]) at++
  return at
}

function quote(text: string | null): string {
  return text === null ? 'none' : JSON.stringify(text)
}

function ms(value: number): string {
  return value >= 1000 ? `${(value / 1000).toFixed(1)} s` : `${Math.round(value)} ms`
}
