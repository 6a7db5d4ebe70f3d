import { cellWidth } from './text-table.ts'
import type { Progress } from './progress.ts'

const marks = { kept: '✓', broken: '✗', 'not-checked': '?', 'not-applicable': '–' } as const

interface Line {
  readonly label: string
  kept: number
  broken: number
  notChecked: number
  notApplicable: number
  doing: string
}

/** One line per phone that changes in place on a terminal; where there is none, one line per finished promise. */
export class LiveLines {
  readonly #out: NodeJS.WriteStream
  readonly #lines: Map<string, Line>
  readonly #promises: number
  readonly #startedAt = performance.now()
  #drawn = 0
  #due: NodeJS.Timeout | undefined

  constructor(
    out: NodeJS.WriteStream,
    phones: readonly { readonly name: string; readonly label: string }[],
    promises: number,
  ) {
    this.#out = out
    this.#promises = promises
    this.#lines = new Map(
      phones.map(({ name, label }) => [
        name,
        { label, kept: 0, broken: 0, notChecked: 0, notApplicable: 0, doing: 'waiting' },
      ]),
    )
  }

  hear(progress: Progress): void {
    const line = this.#lines.get(progress.phone)
    if (line === undefined) return
    if (progress.kind === 'doing') line.doing = progress.what
    else {
      if (progress.result === 'kept') line.kept++
      else if (progress.result === 'broken') line.broken++
      else if (progress.result === 'not-applicable') line.notApplicable++
      else line.notChecked++
      line.doing = ''
      if (!this.#out.isTTY) {
        const mark = marks[progress.result]
        const latency = progress.latencyMs === null ? '' : `  ${(progress.latencyMs / 1000).toFixed(2)} s`
        this.#out.write(`${this.#clock()}  ${line.label.padEnd(8)} ${mark} ${progress.promise}${latency}\n`)
      }
    }
    if (this.#out.isTTY) this.#due ??= setTimeout(() => this.#draw(), 60).unref()
  }

  /** A plain line above the changing ones. */
  say(text: string): void {
    this.#erase()
    this.#out.write(`${this.#clock()}  ${text}\n`)
    if (this.#out.isTTY) this.#draw()
  }

  /** Takes the changing lines away, for the summary. */
  finish(): void {
    clearTimeout(this.#due)
    this.#due = undefined
    this.#erase()
  }

  #draw(): void {
    clearTimeout(this.#due)
    this.#due = undefined
    const columns = this.#out.columns > 0 ? this.#out.columns : 80
    const text = [...this.#lines.values()].map((line) => fit(this.#text(line), columns - 1)).join('\n')
    this.#erase()
    this.#out.write(`${text}\n`)
    this.#drawn = this.#lines.size
  }

  #erase(): void {
    if (this.#drawn === 0) return
    this.#out.write(`\u001B[${this.#drawn}A\u001B[0J`)
    this.#drawn = 0
  }

  #text(line: Line): string {
    const done = line.kept + line.broken + line.notChecked + line.notApplicable
    const drawn =
      '✓'.repeat(line.kept) +
      '✗'.repeat(line.broken) +
      '?'.repeat(line.notChecked) +
      '–'.repeat(line.notApplicable) +
      '·'.repeat(Math.max(0, this.#promises - done))
    return `${this.#clock()}  ${line.label.padEnd(8)} ${drawn}  ${done >= this.#promises ? 'done' : line.doing}`
  }

  #clock(): string {
    return `${((performance.now() - this.#startedAt) / 1000).toFixed(1).padStart(6)} s`
  }
}

function fit(text: string, columns: number): string {
  if (cellWidth(text) <= columns) return text
  let cut = ''
  for (const character of text) {
    if (cellWidth(cut + character) > columns) break
    cut += character
  }
  return cut
}
