import { describe, expect, test } from 'vitest'
import { PushClicks } from './push-clicks'

type Step =
  | { readonly at: number; readonly event: string }
  | { readonly at: number; readonly stored: string }
  | { readonly at: number; readonly started: true }

const cases: readonly (readonly [string, readonly Step[], readonly string[]])[] = [
  [
    'cold, found in the store',
    [
      { at: 0, stored: '' },
      { at: 150, stored: 'A' },
      { at: 400, stored: 'A' },
    ],
    ['cold A'],
  ],
  [
    'cold, store then event',
    [
      { at: 150, stored: 'A' },
      { at: 200, event: 'A' },
    ],
    ['cold A'],
  ],
  [
    'cold, event then store',
    [
      { at: 10, event: 'A' },
      { at: 150, stored: 'A' },
    ],
    ['cold A'],
  ],
  [
    'warm after the app was left',
    [
      { at: 0, started: true },
      { at: 900, event: 'A' },
    ],
    ['warm A'],
  ],
  [
    'warm, event and store',
    [
      { at: 0, started: true },
      { at: 900, event: 'A' },
      { at: 1000, stored: 'A' },
    ],
    ['warm A'],
  ],
  [
    'warm, the event was lost',
    [
      { at: 0, started: true },
      { at: 900, stored: 'A' },
    ],
    ['warm A'],
  ],
  [
    'cold, then warm',
    [
      { at: 150, stored: 'A' },
      { at: 5000, event: 'B' },
      { at: 5100, stored: 'B' },
    ],
    ['cold A', 'warm B'],
  ],
  [
    'warm, while the store still holds the last one',
    [
      { at: 150, stored: 'A' },
      { at: 5000, event: 'B' },
      { at: 5010, stored: 'A' },
      { at: 5200, stored: 'B' },
    ],
    ['cold A', 'warm B'],
  ],
  [
    'two events, then the store catches up',
    [
      { at: 0, started: true },
      { at: 100, event: 'A' },
      { at: 5000, event: 'B' },
      { at: 5010, stored: 'A' },
      { at: 5200, stored: 'B' },
    ],
    ['warm A', 'warm B'],
  ],
  [
    'the same ext clicked twice',
    [
      { at: 150, stored: 'A' },
      { at: 5000, event: 'A' },
      { at: 9000, event: 'A' },
    ],
    ['cold A', 'warm A', 'warm A'],
  ],
  [
    'a click without ext',
    [
      { at: 0, started: true },
      { at: 900, event: '' },
    ],
    ['warm '],
  ],
  [
    'two clicks close together',
    [
      { at: 0, started: true },
      { at: 100, event: 'A' },
      { at: 200, event: 'A' },
    ],
    ['warm A', 'warm A'],
  ],
]

describe('clicks', () => {
  test.each(cases)('%s', (_, steps, expected) => {
    const clicks = new PushClicks()
    const seen: string[] = []
    for (const step of steps) {
      const click =
        'event' in step
          ? clicks.event(step.event, step.at)
          : 'stored' in step
            ? clicks.stored(step.stored, step.at)
            : clicks.started()
      if (click) seen.push(`${click.start} ${click.ext}`)
    }
    expect(seen).toEqual(expected)
    expect(clicks.clicks).toBe(expected.length)
  })
})
