import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { checkedJson } from '../base/checked-json.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** Android's fields of V2TIMOfflinePushInfo, as far as the app's composer offers them. */
export const androidPushFields = [
  'androidSound',
  'androidOPPOChannelID',
  'androidOPPOCategory',
  'androidOPPONotifyLevel',
  'androidFCMChannelID',
  'androidFCMImage',
  'androidXiaoMiChannelID',
  'androidVIVOClassification',
  'androidVIVOCategory',
  'androidHuaWeiCategory',
  'androidHuaWeiImage',
  'androidHonorImportance',
  'androidHonorImage',
  'androidMeizuNotifyType',
] as const
export type AndroidPushField = (typeof androidPushFields)[number]

const contract = z.object({
  package: z.string(),
  activity: z.string(),
  appName: z.string(),
  channels: z.array(z.object({ id: z.string(), name: z.string(), importance: z.number() })),
  click: z.object({ intentUri: z.string() }),
  /** What the app's owner entered at the consoles, by push service. */
  console: z.record(
    z.string(),
    z.looseObject({
      certificateId: z.int().optional(),
      channelId: z.string().optional(),
      channels: z.record(z.string(), z.enum(['private', 'public'])).optional(),
    }),
  ),
  testIds: z.object({
    login: z.object({
      screen: z.string(),
      sdkAppId: z.string(),
      userId: z.string(),
      userSig: z.string(),
      pushBeforeLogin: z.string(),
      submit: z.string(),
      error: z.string(),
    }),
    conversations: z.object({
      screen: z.string(),
      user: z.string(),
      registrationCode: z.string(),
      item: z.string(),
      newChat: z.string(),
      newChatUser: z.string(),
      pushPanel: z.string(),
      logout: z.string(),
    }),
    chat: z.object({
      screen: z.string(),
      conversationId: z.string(),
      pushExt: z.string(),
      back: z.string(),
      input: z.string(),
      send: z.string(),
      sendError: z.string(),
      pushFields: z.string(),
      pushTitle: z.string(),
      pushDesc: z.string(),
      pushExtInput: z.string(),
      pushDisable: z.string(),
      pushAndroid: z.record(z.enum(androidPushFields), z.string()),
      block: z.string(),
      receiveOption: z.string(),
    }),
    pushPanel: z.object({
      screen: z.string(),
      back: z.string(),
      registrationId: z.string(),
      certificateId: z.string(),
      registrationCode: z.string(),
      token: z.string(),
      lastExt: z.string(),
      clickCount: z.string(),
      lastClickStart: z.string(),
      sdkState: z.string(),
      loginUser: z.string(),
      notificationPermission: z.string(),
      askPermission: z.string(),
      log: z.string(),
    }),
  }),
})

/** What the app under test promises to testers: its package, its test ids, its channels. */
export type AppContract = Readonly<z.infer<typeof contract>>

/** Reads an app's `contract.json`: data, not code. */
export function readContract(path: string): AppContract {
  return readContractAs(contract, path)
}

/** Reads as much of a contract as the schema knows. */
export function readContractAs<T>(schema: z.ZodType<T>, path: string): T {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new PushfarmError(`The app's contract ${path} cannot be read.`, {
      code: 'app/contract',
      verdict: 'set-up',
      hint: 'It tells the harness of the app: write one like sample-app/contract.json.',
      cause: error,
    })
  }
  return checkedJson(text, path, schema, { notJson: 'app/contract', wrong: 'app/contract' })
}
