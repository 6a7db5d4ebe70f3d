import { PushfarmError } from '../base/pushfarm-error.ts'

/** Which Chat application, and who asks. */
export interface ChatSettings {
  /** e.g. `https://console.tim.qq.com` */
  readonly url: string
  readonly sdkAppId: number
  readonly secretKey: string
  /** An administrator's account: `identifier` of every REST call. */
  readonly admin: string
}

const names = {
  url: 'PUSHFARM_CHAT_URL',
  sdkAppId: 'PUSHFARM_SDK_APP_ID',
  secretKey: 'PUSHFARM_SECRET_KEY',
  admin: 'PUSHFARM_ADMIN',
}

/** Reads the settings from the environment (`.env`); names what is missing, never a value. */
export function readChatSettings(environment: Readonly<Record<string, string | undefined>>): ChatSettings {
  const missing = Object.values(names).filter((name) => (environment[name] ?? '') === '')
  if (missing.length > 0)
    throw new PushfarmError(`The Chat server's settings are incomplete: nothing is set for ${missing.join(', ')}.`, {
      code: 'chat/settings-missing',
      verdict: 'set-up',
      facts: { missing },
      hint: 'Copy .env.example to .env and fill it in.',
    })
  const text = (name: string): string => environment[name] ?? ''
  const sdkAppId = Number(text(names.sdkAppId))
  if (!Number.isSafeInteger(sdkAppId) || sdkAppId <= 0)
    throw new PushfarmError(`${names.sdkAppId} is not a number: ${JSON.stringify(text(names.sdkAppId))}.`, {
      code: 'chat/settings-wrong',
      verdict: 'set-up',
      hint: 'It is the SDKAppID of the Chat console, for example 1400000000.',
    })
  const url = text(names.url)
  if (!URL.canParse(url))
    throw new PushfarmError(`${names.url} is not a URL: ${JSON.stringify(url)}.`, {
      code: 'chat/settings-wrong',
      verdict: 'set-up',
    })
  return { url: url.replace(/\/$/, ''), sdkAppId, secretKey: text(names.secretKey), admin: text(names.admin) }
}

/** The environment in which a worker finds the same settings. */
export function chatEnvironment(settings: ChatSettings): Record<string, string> {
  return {
    [names.url]: settings.url,
    [names.sdkAppId]: String(settings.sdkAppId),
    [names.secretKey]: settings.secretKey,
    [names.admin]: settings.admin,
  }
}
