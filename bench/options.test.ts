import { describe, expect, it } from 'vitest'
import { readBenchOptions } from './options.ts'

describe('readBenchOptions', () => {
  it('measures everything by default', () => {
    expect(readBenchOptions([])).toEqual({
      only: ['lag', 'trial', 'scale'],
      posts: 40,
      trials: 10,
      phonesAtMost: 50,
      seed: '1',
      out: undefined,
    })
  })

  it('reads what it is given', () => {
    expect(
      readBenchOptions(['--only', 'lag,scale', '--posts', '5', '--phones-at-most=7', '--out', 'x.json']),
    ).toMatchObject({ only: ['lag', 'scale'], posts: 5, phonesAtMost: 7, out: 'x.json' })
    expect(readBenchOptions(['--help'])).toBe('help')
  })

  it.each([
    [['--only', 'speed'], '--only names "speed", which is none of lag, trial, scale.'],
    [['--posts', 'many'], '--posts wants a whole number from 1 on, not "many".'],
    [['--trials', '0'], '--trials wants a whole number from 1 on, not "0".'],
    [['--fast'], "Unknown option '--fast'."],
    [['lag'], "Unexpected argument 'lag'."],
  ])('refuses %j', (argv, sentence) => {
    expect(() => readBenchOptions(argv)).toThrow(sentence)
  })
})
