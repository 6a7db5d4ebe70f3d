import { PushfarmError } from '../../base/pushfarm-error.ts'
import { readChatSettings } from '../../chat/chat-settings.ts'
import { checkChat } from '../run-setup.ts'
import { type Finding, good, stops } from './finding.ts'

/** Asks the Chat server one real question as the administrator: imports the account that every run imports first. */
export async function chatFindings(
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly Finding[]> {
  try {
    const settings = readChatSettings(environment)
    await checkChat(settings)
    return [good('chat', 'rest', `${settings.url} takes SDKAppID ${String(settings.sdkAppId)} and its key`)]
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    return [stops('chat', 'rest', error.message, error.hint === undefined ? {} : { then: error.hint })]
  }
}
