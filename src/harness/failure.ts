import { PushfarmError, type Verdict } from '../base/pushfarm-error.ts'
import { Deadline } from '../base/deadline.ts'
import { guardSession } from './session-guard.ts'
import type { TestedPhone } from './tested-phone.ts'

/** A promise that could not be kept or could not be checked, and who must act. */
export interface Failure {
  readonly verdict: Verdict
  readonly code: string
  readonly message: string
  readonly hint: string | null
  /** The phone or its session is gone: nothing more can be checked on it. */
  readonly phoneIsLost: boolean
}

/**
 * Judges an error. Whatever it says, a phone that no longer answers makes it the farm's matter: the product must not be
 * accused because a cable came loose.
 */
export async function judge(error: unknown, tested: TestedPhone): Promise<Failure> {
  const lost = await whyLost(tested)
  if (lost !== undefined)
    return {
      verdict: 'infrastructure',
      code: 'harness/phone-lost',
      message: `${tested.phone.name} was lost: ${lost}. First seen in: ${firstLine(error)}`,
      hint: 'Check its power, its cable or network, and `adb devices`.',
      phoneIsLost: true,
    }
  if (error instanceof PushfarmError)
    return {
      verdict: error.verdict,
      code: error.code,
      message: error.message,
      hint: error.hint ?? null,
      phoneIsLost: false,
    }
  // Nobody foresaw it: WebDriver's errors, and our own mistakes.
  return {
    verdict: 'infrastructure',
    code: 'harness/unforeseen',
    message: firstLine(error),
    hint: null,
    phoneIsLost: false,
  }
}

/**
 * A phone that is cut off is told at once by adb; one that only answers late, beside others on a busy machine, is not lost.
 */
const signOfLifeMs = 20_000

async function whyLost(tested: TestedPhone): Promise<string | undefined> {
  try {
    await tested.phone.shell.read(['echo', 'alive'], Deadline.in(signOfLifeMs))
  } catch {
    return 'adb does not reach it'
  }
  try {
    await tested.browser.getWindowRect()
  } catch (error) {
    return `its Appium session is gone (${firstLine(error)})`
  }
  try {
    await guardSession(tested.browser, tested.phone, Deadline.in(signOfLifeMs))
  } catch (error) {
    return firstLine(error)
  }
  return undefined
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? ''
}
