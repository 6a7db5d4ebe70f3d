import { PushfarmError, type Verdict } from '../base/pushfarm-error.ts'

/** The Chat server refused a command. */
export class ChatRefused extends PushfarmError {
  override readonly name = 'ChatRefused'
  /** Tencent's code, e.g. 70009; see 1047/34348. */
  readonly errorCode: number
  constructor(command: string, errorCode: number, errorInfo: string) {
    const { verdict, hint } = meaningOf(errorCode)
    super(
      `The Chat server refused ${command} with ${errorCode}: ${errorInfo === '' ? 'no reason given' : errorInfo}.`,
      {
        code: 'chat/refused',
        verdict,
        facts: { command, errorCode, errorInfo },
        ...(hint === undefined ? {} : { hint }),
      },
    )
    this.errorCode = errorCode
  }
}

/** Codes that name a wrong setting (1047/34348); the rest is the server's or the message's matter. */
function meaningOf(errorCode: number): { verdict: Verdict; hint?: string } {
  switch (errorCode) {
    case 70001:
      return { verdict: 'set-up', hint: 'The signature has expired: check the clock of this machine.' }
    case 70003:
    case 70005:
    case 70009:
      return { verdict: 'set-up', hint: 'Check PUSHFARM_SECRET_KEY: it must be the key of PUSHFARM_SDK_APP_ID.' }
    case 70013:
    case 70014:
    case 60012:
      return { verdict: 'set-up', hint: 'Check PUSHFARM_SDK_APP_ID and PUSHFARM_ADMIN.' }
    case 60010:
    case 90009:
      return { verdict: 'set-up', hint: 'PUSHFARM_ADMIN must be an administrator of the application.' }
    case 60006:
    case 60009:
      return {
        verdict: 'set-up',
        hint: 'Check PUSHFARM_SDK_APP_ID, and PUSHFARM_CHAT_URL: the application may live in another region.',
      }
    default:
      return { verdict: 'product' }
  }
}
