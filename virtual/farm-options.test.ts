import { describe, expect, it } from 'vitest'
import { BadFarmOption, readFarmOptions } from './farm-options.ts'

describe('readFarmOptions', () => {
  it('has all seven phones and ports beside each other by default', () => {
    expect(readFarmOptions([])).toMatchObject({
      phones: { length: 7 },
      portBase: 26010,
      chatPort: 26000,
      controlPort: 26001,
      seed: '1',
      faults: [],
    })
  })

  it.each([
    [['--phones', 'oppo,mi'], { phones: ['oppo', 'mi'] }],
    [['--phones', '9'], { phones: { length: 9 } }],
    [['--port-base', '0'], { portBase: 0, chatPort: 0, controlPort: 0 }],
    [['--fault', 'a', '--fault', 'b'], { faults: ['a', 'b'] }],
    [['--authorise', 'ask'], { authorise: 'ask' }],
    [[], { installs: 'allowed' }],
    [['--installs', 'asks-password', '--install-password', 'p'], { installs: 'asks-password', installPassword: 'p' }],
  ])('%j', (argv, expected) => {
    expect(readFarmOptions(argv)).toMatchObject(expected)
  })

  it.each([
    [['--phones', 'nokia'], '--phones names "nokia", which is none of'],
    [['--phones', '0'], '--phones 0 is not between 1 and 200'],
    [['--port-base', 'x'], '--port-base "x" is no port (0 to 65535)'],
    [['--port-base', '65530', '--phones', '2'], 'leaves no port for phone 2'],
    [['--port-base', '5555'], 'adb takes 5555 to 5585 for emulators'],
    [['--authorise', 'never'], '--authorise "never" is none of'],
    [['--installs', 'never'], '--installs "never" is none of usual, allowed, asks, asks-password, off'],
    [['--colour'], "Unknown option '--colour'"],
  ])('%j is one sentence', (argv, sentence) => {
    expect(() => readFarmOptions(argv)).toThrow(BadFarmOption)
    expect(() => readFarmOptions(argv)).toThrow(sentence)
  })

  it('shows help', () => {
    expect(readFarmOptions(['--help'])).toBe('help')
  })
})
