import type { Difference } from './difference.ts'
import type { Expectation } from './expectation.ts'
import type { Arrival, Opening } from './outcome.ts'

/** Which parts of the promise the push broke on its way to the shade. Empty: none. */
export function compareArrival(expected: Expectation, seen: Arrival): readonly Difference[] {
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
  if (!expected.mayBePostedBy.includes(first.postedBy))
    differences.push({
      part: 'package',
      expected: `posted by ${expected.mayBePostedBy.join(' or ')}`,
      seen: first.postedBy,
    })
  if (seen.kind === 'silent')
    differences.push({
      part: 'importance',
      expected: 'a notification that is heard',
      seen: `importance ${String(first.importance)}`,
    })
  return differences
}

/** Which parts of the promise the tap broke. `start` is asked for only where the trial promises a cold or a warm start. */
export function compareOpening(
  expected: { readonly conversationId: string; readonly ext: string; readonly start?: 'cold' | 'warm' },
  seen: Opening,
): readonly Difference[] {
  const conversation = `the conversation ${expected.conversationId}`
  switch (seen.kind) {
    case 'not-tapped':
      return []
    case 'nothing-opened':
      return [
        {
          part: 'opening',
          expected: conversation,
          seen: `nothing opened within ${ms(seen.withinMs)}, in front: ${seen.focus ?? 'nothing'}`,
        },
      ]
    case 'other-screen':
      return [
        { part: 'conversation', expected: conversation, seen: `the screen ${seen.screen}` },
        ...(seen.ext === expected.ext ? [] : [extDifference(expected.ext, seen.ext)]),
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
