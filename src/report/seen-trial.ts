import { z } from 'zod'
import type { JournalEntry } from '../harness/journal-entry.ts'

type TrialEntry = Extract<JournalEntry, { kind: 'trial' }>

const rule = z.object({
  name: z.string(),
  says: z.string(),
  source: z.string().optional(),
  page: z.string().optional(),
  checkedOn: z.string().optional(),
  grade: z.string().optional(),
})
export type CitedRule = z.infer<typeof rule>

/** Fields that a journal of another day may lack, or may write in another way: then the page does without. */
const lenient = <Shape extends z.ZodType>(shape: Shape): z.ZodCatch<z.ZodOptional<Shape>> =>
  shape.optional().catch(undefined)

const text = lenient(z.string().nullable())

const expected = z.object({
  kind: z.string(),
  title: lenient(z.string()),
  text: lenient(z.string()),
  ext: lenient(z.string()),
  conversationId: lenient(z.string()),
  withinMs: lenient(z.number()),
  posters: lenient(z.array(z.object({ pkg: z.string(), opPkg: z.string() }))),
  channel: lenient(z.object({ kind: z.string(), id: lenient(z.string()) })),
  importance: lenient(z.object({ kind: z.string(), value: lenient(z.number()) })),
  sound: text,
  where: lenient(z.object({ shade: z.string(), lockScreen: z.string(), headsUp: z.string() })),
  click: lenient(z.object({ opens: z.string() })),
  rules: lenient(z.array(rule)),
  because: lenient(rule),
  rule: lenient(rule),
  why: lenient(z.string()),
  at: lenient(z.string()),
  code: lenient(z.union([z.string(), z.number()])),
})
export type Expected = z.infer<typeof expected>

const arrival = z.object({
  kind: z.string(),
  withinMs: lenient(z.number()),
  because: lenient(z.string()),
  count: lenient(z.number()),
  first: lenient(
    z.object({
      package: text,
      postedBy: text,
      channelId: text,
      importance: lenient(z.number().nullable()),
      sound: text,
      title: text,
      text,
      place: lenient(z.object({ kind: z.string(), name: lenient(z.string()) }).nullable()),
      latencyMs: lenient(z.number()),
    }),
  ),
})

const opening = z.object({
  kind: z.string(),
  conversationId: lenient(z.string()),
  ext: text,
  start: lenient(z.string()),
  screen: lenient(z.string()),
  focus: text,
  withinMs: lenient(z.number()),
})

const newer = z.object({
  row: text,
  judged: lenient(z.array(z.string())),
  message: z.unknown().optional(),
  situation: z.unknown().optional(),
})

/** A trial of the journal, read as far as it can be read. */
export interface SeenTrial {
  readonly entry: TrialEntry
  readonly row: string | undefined
  /** Parts that were compared; undefined: the journal does not say. */
  readonly judged: readonly string[] | undefined
  readonly message: unknown
  readonly situation: unknown
  readonly expected: Expected | undefined
  readonly arrival: z.infer<typeof arrival> | undefined
  readonly opening: z.infer<typeof opening> | undefined
}

export function seenTrial(entry: TrialEntry): SeenTrial {
  const more = newer.parse(entry)
  return {
    entry,
    row: more.row ?? undefined,
    judged: more.judged,
    message: more.message,
    situation: more.situation,
    expected: expected.safeParse(entry.expected).data,
    arrival: arrival.safeParse(entry.arrival).data,
    opening: opening.safeParse(entry.opening).data,
  }
}

/** The rules behind an expectation, each once: first the one that stops or silences the push. */
export function rulesOf(trial: SeenTrial): readonly CitedRule[] {
  const { rule: stop, because, rules = [] } = trial.expected ?? {}
  const all = [stop, because, ...rules].filter((one) => one !== undefined)
  return [...new Map(all.map((one) => [one.name, one])).values()]
}
