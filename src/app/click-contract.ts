import { z } from 'zod'
import { pushPlatforms } from '../vendors/vendor.ts'
import { readContractAs } from './contract.ts'

/** The console's channel, for messages that name none; and the channels registered with the vendor, with their class. */
const entrySettings = {
  /** Of the vendor's certificate. */
  certificateId: z.int().optional(),
  channelId: z.string().optional(),
  channels: z.record(z.string(), z.enum(['private', 'public'])).optional(),
}

const clickSetting = z.discriminatedUnion('clickAction', [
  /** "Open app" */
  z.strictObject({ clickAction: z.literal('open-app'), ...entrySettings }),
  /** "Open web page" */
  z.strictObject({ clickAction: z.literal('web-page'), page: z.string(), ...entrySettings }),
  /** "Open specified in-app page"; the page as the console's field has it. */
  z.strictObject({ clickAction: z.literal('in-app-page'), page: z.string(), ...entrySettings }),
])

const contract = z.object({
  package: z.string(),
  activity: z.string(),
  channels: z.array(z.object({ id: z.string() })),
  click: z.object({ intentUri: z.string(), scheme: z.string(), host: z.string(), path: z.string() }),
  /** What the Chat console says of clicks, written down by hand: no API tells it. */
  console: z.partialRecord(z.enum(Object.keys(pushPlatforms) as [keyof typeof pushPlatforms]), clickSetting),
})

/** The part of `contract.json` that clicks and channels depend on. */
export type ClickContract = Readonly<z.infer<typeof contract>>

export function readClickContract(path: string): ClickContract {
  return readContractAs(contract, path)
}
