import type { JournalEntry, PhoneFacts, PromiseEntry } from '../harness/journal-entry.ts'
import { type Cell, type RunSummary, summarise } from '../harness/run-summary.ts'
import { type SeenTrial, seenTrial } from './seen-trial.ts'

/** A file of the run's `evidence` folder. `text` where the page shows what is in it. */
export interface EvidenceFile {
  readonly name: string
  readonly text?: string
}

/** What the page is made from. */
export interface RunRecord {
  readonly entries: readonly JournalEntry[]
  /** Promises in their order, for journals that do not name theirs. */
  readonly promises: readonly string[]
  readonly evidence: readonly EvidenceFile[]
  /** Whether Allure's report lies beside the page. */
  readonly allureReport: 'made' | 'not-made'
}

export interface SeenPhone {
  readonly name: string
  readonly vendor: string
  readonly pushService: string
  /** Undefined: the phone was never read. */
  readonly facts: PhoneFacts | undefined
  readonly lost: string | undefined
  /** Of every push that was seen, ms. */
  readonly latenciesMs: readonly number[]
}

/** Where the witnesses of one message disagree. */
export type Disagreement = Extract<JournalEntry, { kind: 'witnesses' }>

/** One promise on one phone. */
export interface SeenCell {
  /** The anchor of its details. */
  readonly id: string
  readonly phone: SeenPhone
  readonly promise: string
  readonly cell: Cell
  readonly entry: PromiseEntry | undefined
  readonly trials: readonly SeenTrial[]
  readonly disagreements: readonly Disagreement[]
  readonly evidence: readonly EvidenceFile[]
}

export interface SeenRun {
  readonly started: Extract<JournalEntry, { kind: 'run-started' }> | undefined
  readonly ended: Extract<JournalEntry, { kind: 'run-ended' }> | undefined
  readonly firstAt: string | undefined
  readonly summary: RunSummary
  readonly phones: readonly SeenPhone[]
  /** By promise, then by phone, in the order of the matrix. */
  readonly lines: readonly { readonly promise: string; readonly title: string; readonly cells: readonly SeenCell[] }[]
  readonly evidence: ReadonlySet<string>
  readonly allureReport: 'made' | 'not-made'
}

export function isFailed({ cell }: SeenCell): boolean {
  return cell.kind === 'broken' || cell.kind === 'not-checked'
}

/** Sorts a journal into phones and cells. */
export function seeRun(record: RunRecord): SeenRun {
  const { entries, evidence } = record
  const summary = summarise(entries, record.promises)
  const started = entries.find((entry) => entry.kind === 'run-started')
  const facts = entries.filter((entry) => entry.kind === 'phone')
  const checked = entries.filter((entry) => entry.kind === 'promise')
  const trials = entries.filter((entry) => entry.kind === 'trial').map(seenTrial)
  const disagreements = entries.filter((entry) => entry.kind === 'witnesses')
  const phones = (started?.phones ?? []).map(({ name, vendor, pushService }) => ({
    name,
    vendor,
    pushService,
    facts: facts.find((one) => one.phone === name),
    lost: summary.phones.find((one) => one.name === name)?.lost,
    latenciesMs: trials
      .filter(({ entry }) => entry.phone === name)
      .map(({ entry }) => entry.latencyMs)
      .filter((ms) => ms !== null),
  }))
  const lines = summary.promises.map((promise) => ({
    promise,
    title: checked.find((entry) => entry.promise === promise)?.title ?? promise,
    cells: phones.map((phone): SeenCell => {
      const entry = checked.find((one) => one.phone === phone.name && one.promise === promise)
      return {
        id: anchor(`${phone.name}.${promise}`),
        phone,
        promise,
        cell: summary.phones.find((one) => one.name === phone.name)?.cells.get(promise) ?? { kind: 'not-checked' },
        entry,
        trials: trials.filter((trial) => trial.entry.phone === phone.name && trial.entry.promise === promise),
        disagreements: disagreements.filter((entry) => entry.phone === phone.name && entry.promise === promise),
        evidence: filesOf(evidence, phone.name, promise, entry),
      }
    }),
  }))
  return {
    started,
    ended: entries.findLast((entry) => entry.kind === 'run-ended'),
    firstAt: entries[0]?.at,
    summary,
    phones,
    lines,
    evidence: new Set(evidence.map(({ name }) => name)),
    allureReport: record.allureReport,
  }
}

/** Letters, digits, `.`, `_` and `-`; nothing that a link must write in another way. */
export function anchor(text: string): string {
  return text.replace(/[^\w.-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)
}

/** Those that the journal names, and those that lie in the folder under the cell's name. */
function filesOf(
  files: readonly EvidenceFile[],
  phone: string,
  promise: string,
  entry: PromiseEntry | undefined,
): readonly EvidenceFile[] {
  const found = files.filter(({ name }) => name.startsWith(`${phone}.${promise}.`))
  const named = (entry?.evidence ?? []).filter((name) => !found.some((file) => file.name === name))
  return [...found, ...named.map((name) => files.find((file) => file.name === name) ?? { name })]
}
