import { expect, it } from 'vitest'
import { refuseEmptyCheck } from './empty-check.ts'

const looked = { judged: ['arrival'] as const }
const sentOnly = { judged: [] }

it.each([
  ['sends nothing, though it names rows', ['app/background'], [], 'names rows and sent no message'],
  ['looks at nothing that it sent', ['app/background'], [sentOnly], 'sent one message and compared nothing'],
  ['looks at none of several', [], [sentOnly, sentOnly], 'sent 2 messages and compared nothing'],
])('refuses a check that %s', (_, rows, trials, sentence) => {
  expect(() => {
    refuseEmptyCheck('p', rows, trials)
  }).toThrow(sentence)
})

it.each([
  ['looks at one of its messages', ['app/background'], [sentOnly, looked]],
  ['is about something else than messages', [], []],
])('takes one that %s', (_, rows, trials) => {
  expect(() => {
    refuseEmptyCheck('p', rows, trials)
  }).not.toThrow()
})
