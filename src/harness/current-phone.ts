import { PushfarmError } from '../base/pushfarm-error.ts'
import type { TestedPhone } from './tested-phone.ts'

/** This worker's phone: each worker tests one, and specs run inside it. */
let current: TestedPhone | undefined

export function setCurrentPhone(phone: TestedPhone | undefined): void {
  current = phone
}

export function currentPhone(): TestedPhone {
  if (current === undefined)
    throw new PushfarmError('There is no phone to test.', {
      code: 'harness/no-phone',
      verdict: 'set-up',
      hint: 'Run specs with: npx wdio run wdio.conf.ts',
    })
  return current
}
