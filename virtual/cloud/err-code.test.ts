import { expect, it } from 'vitest'
import { errCodeOf } from './err-code.ts'
import { defaultSwitches } from './switches.ts'

it.each<[string, boolean, string, number]>([
  ['success', true, '0', 0],
  ['a tap', true, '', 0],
  ['a number', false, '80300007', 80_300_007],
  ['a number below zero (OPPO)', false, '-2', -2],
  ['a name of FCM', false, 'UNREGISTERED', 404],
  ['words', false, 'user-frequency', -1],
  ['nothing', false, '', -1],
  ['a failure that says 0', false, '0', -1],
])('%s', (_, ok, code, expected) => {
  expect(errCodeOf({ ok, code, info: '', atMs: 0 }, defaultSwitches)).toBe(expected)
})
