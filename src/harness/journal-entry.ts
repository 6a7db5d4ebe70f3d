import { z } from 'zod'

const difference = z.object({ part: z.string(), expected: z.string(), seen: z.string() })
const verdict = z.enum(['product', 'infrastructure', 'set-up'])
const at = z.string()

/** One line of `journal.jsonl`. Every report is made from these and nothing else. */
export const journalEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('run-started'),
    at,
    phones: z.array(z.object({ name: z.string(), vendor: z.string(), serial: z.string(), pushService: z.string() })),
    farm: z.enum(['embedded', 'real']),
    limits: z.object({ softMs: z.number(), hardMs: z.number() }),
    fault: z.string().nullable(),
    seed: z.number().nullable(),
    /** What was to be checked. */
    promises: z.array(z.string()).optional(),
  }),
  z.object({
    kind: z.literal('phone'),
    at,
    phone: z.string(),
    vendor: z.string(),
    serial: z.string(),
    model: z.string(),
    android: z.string(),
    apiLevel: z.number(),
    build: z.string(),
    pushService: z.string(),
    pushServiceVersion: z.string().nullable(),
    clockOffsetMs: z.number(),
  }),
  z.object({
    kind: z.literal('trial'),
    at,
    phone: z.string(),
    promise: z.string(),
    trial: z.string(),
    token: z.string(),
    state: z.string(),
    msgKey: z.string().nullable(),
    /** The row of the matrix, if it is one. */
    row: z.string().nullable().optional(),
    /** ChatMessage as it was sent. */
    message: z.unknown().optional(),
    /** SituationChange: what differed from a healthy phone. */
    situation: z.unknown().optional(),
    /** Parts that were compared. */
    judged: z.array(z.string()).optional(),
    expected: z.unknown(),
    arrival: z.unknown(),
    opening: z.unknown(),
    latencyMs: z.number().nullable(),
    differences: z.array(difference),
    /** Time spent in each step, ms. */
    stepsMs: z.record(z.string(), z.number()),
    evidence: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('promise'),
    at,
    phone: z.string(),
    promise: z.string(),
    title: z.string(),
    result: z.enum(['kept', 'broken', 'not-checked', 'not-applicable']),
    /** Why it does not apply to this phone. */
    because: z.string().nullable().optional(),
    /** Rows of the promise that do not apply to this phone, and why. */
    leftOut: z.array(z.object({ row: z.string(), because: z.string() })).optional(),
    verdict: verdict.nullable(),
    error: z.object({ code: z.string(), message: z.string(), hint: z.string().nullable() }).nullable(),
    /** Of its slowest push. */
    latencyMs: z.number().nullable(),
    durationMs: z.number(),
    evidence: z.array(z.string()),
  }),
  /** Event log, notification dump and shade do not agree about a message, or one of them is of no use. */
  z.object({
    kind: z.literal('witnesses'),
    at,
    phone: z.string(),
    promise: z.string(),
    trial: z.string(),
    token: z.string(),
    said: z.object({ log: z.string(), dump: z.string(), shade: z.string(), records: z.string().optional() }),
    findings: z.array(z.object({ name: z.string(), sentence: z.string() })),
  }),
  z.object({ kind: z.literal('phone-lost'), at, phone: z.string(), error: z.string() }),
  z.object({ kind: z.literal('run-failed'), at, verdict, message: z.string(), hint: z.string().nullable() }),
  z.object({ kind: z.literal('run-ended'), at, exitCode: z.number(), durationMs: z.number() }),
])

export type JournalEntry = z.infer<typeof journalEntry>
export type PromiseEntry = Extract<JournalEntry, { kind: 'promise' }>
export type PhoneFacts = Extract<JournalEntry, { kind: 'phone' }>

/** What is new in an entry; the time is added when it is written. */
export type NewEntry = JournalEntry extends infer Entry ? (Entry extends unknown ? Omit<Entry, 'at'> : never) : never
