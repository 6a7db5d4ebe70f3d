import { describe, expect, it } from 'vitest'
import { allowedEfforts, efforts, tooMuchEffort } from './effort.ts'

describe('allowedEfforts', () => {
  it.each([
    ['nothing given, virtual phones', undefined, 'embedded', efforts],
    ['nothing given, real phones', undefined, 'real', []],
    ['an empty variable, real phones', '', 'real', []],
    ['none, virtual phones', 'none', 'embedded', []],
    ['all, real phones', 'all', 'real', efforts],
    ['a list', 'takes-minutes, costs-quota', 'real', ['takes-minutes', 'costs-quota']],
    ['a list narrows virtual phones too', 'takes-hours', 'embedded', ['takes-hours']],
  ] as const)('%s', (_, text, farm, allowed) => {
    expect(allowedEfforts(text, farm)).toEqual(allowed)
  })

  it('says what a wrong word should have been', () => {
    expect(() => allowedEfforts('takes-minutes,days', 'real')).toThrow(
      expect.objectContaining({
        message: 'There is no effort "days".',
        verdict: 'set-up',
        hint: '--effort takes a list of costs-quota, locks-the-phone, cannot-be-undone, takes-minutes, takes-hours; or all, or none.',
      }),
    )
  })
})

describe('tooMuchEffort', () => {
  it.each([
    ['usual', [], undefined],
    [undefined, [], undefined],
    ['takes-minutes', ['takes-minutes'], undefined],
    [
      'takes-minutes',
      [],
      'it takes minutes: give --effort takes-minutes (or PUSHFARM_EFFORT=takes-minutes) to check it',
    ],
    [
      'locks-the-phone',
      ['costs-quota'],
      'it sets a PIN, which stays on the phone if the run is killed meanwhile: give --effort locks-the-phone (or PUSHFARM_EFFORT=locks-the-phone) to check it',
    ],
    [
      'cannot-be-undone',
      ['takes-minutes'],
      'what it changes on the phone cannot be put back: give --effort cannot-be-undone (or PUSHFARM_EFFORT=cannot-be-undone) to check it',
    ],
  ] as const)('%s with %j', (effort, allowed, because) => {
    expect(tooMuchEffort(effort, allowed)).toBe(because)
  })
})
