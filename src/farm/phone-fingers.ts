import { type ScreenNode, readScreen } from '../android/screen-nodes.ts'
import type { Deadline } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import type { PhoneShell } from './phone-shell.ts'

/**
 * The screen by the means of adb alone. Only while no UiAutomator2 server runs: Android lends UiAutomation to one at a time, and
 * ends `uiautomator` for it.
 */
export async function dumpScreen(shell: PhoneShell, deadline: Deadline): Promise<readonly ScreenNode[]> {
  return readScreen(await shell.read(['uiautomator', 'dump', '/dev/tty'], deadline))
}

export async function tap(
  shell: PhoneShell,
  at: { readonly x: number; readonly y: number },
  deadline: Deadline,
): Promise<void> {
  await shell.run(['input', 'tap', String(at.x), String(at.y)], deadline)
}

/**
 * Types into the field that has the focus. Over adb and not through Appium, whose log would hold the text; no error of this
 * function holds it either.
 */
export async function typeSecret(shell: PhoneShell, secret: string, deadline: Deadline): Promise<void> {
  // `input text` takes "%s" for a blank, so a sign of percent before an s is typed alone.
  for (const part of secret.split(/(?<=%)(?=s)/)) await typePart(shell, part.replaceAll(' ', '%s'), deadline)
}

async function typePart(shell: PhoneShell, text: string, deadline: Deadline): Promise<void> {
  try {
    await shell.run(['input', 'text', text], deadline)
  } catch {
    throw new PushfarmError(`A password could not be typed on ${shell.serial}.`, {
      code: 'farm/cannot-type',
      verdict: 'infrastructure',
      hint: 'Only the signs of a US keyboard can be typed over adb; and the phone must be connected.',
    })
  }
}
