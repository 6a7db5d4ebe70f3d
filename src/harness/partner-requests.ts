import { z } from 'zod'
import { androidPushFields } from '../app/contract.ts'
import type { ChatMessage } from '../push/chat-message.ts'
import type { SituationChange } from '../push/usual-situation.ts'

const account = z.object({ userId: z.string(), nickname: z.string() })

/** What one phone can have done on another. */
export const partnerRequest = z.discriminatedUnion('kind', [
  /** Its owner writes in the app. `conversationId` as the SDKs name it, seen from there. */
  z.object({
    kind: z.literal('send'),
    conversationId: z.string(),
    message: z.object({
      text: z.string(),
      title: z.string(),
      desc: z.string(),
      ext: z.string(),
      disablePush: z.boolean(),
      android: z.partialRecord(z.enum(androidPushFields), z.string()),
    }),
  }),
  /** Somebody else logs in there, and the app goes to the background. */
  z.object({ kind: z.literal('log-in'), as: account }),
  /** The app shows that it was logged out by somebody else. */
  z.object({ kind: z.literal('is-kicked') }),
  /** A message that was sent to whoever is logged in there appears as the rules say. */
  z.object({
    kind: z.literal('shows'),
    token: z.string(),
    // Made by the same program of the same version.
    message: z.custom<ChatMessage>((value) => typeof value === 'object' && value !== null),
    change: z.custom<SituationChange>((value) => typeof value === 'object' && value !== null),
    sentAtMs: z.number(),
  }),
  /** There is no notification with this token. */
  z.object({ kind: z.literal('shows-nothing-of'), token: z.string() }),
])
export type PartnerRequest = z.infer<typeof partnerRequest>

export const partnerAnswer = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('done') }),
  z.object({ kind: z.literal('sent'), atMs: z.number() }),
  /** The app said no. */
  z.object({ kind: z.literal('refused'), code: z.number().nullable(), says: z.string() }),
  z.object({ kind: z.literal('shown'), latencyMs: z.number() }),
  z.object({
    kind: z.literal('failed'),
    verdict: z.enum(['product', 'infrastructure', 'set-up']),
    code: z.string(),
    message: z.string(),
    hint: z.string().nullable(),
  }),
])
export type PartnerAnswer = z.infer<typeof partnerAnswer>
