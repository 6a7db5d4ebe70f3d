/** How well a rule is known. `switch`: nobody documents it, and the value is our named default. */
export type Grade = 'documented' | 'third-party' | 'inferred' | 'switch'

/** One fact of a rule table: its value, who says so, and the day on which that was read. */
export interface Rule<Value = unknown> {
  /** Stable, unique, e.g. `oppo/title-units`. */
  readonly name: string
  readonly value: Value
  /** The rule in one sentence, for reports. */
  readonly says: string
  /** Document number, repository or data sheet. */
  readonly source: string
  /** The page or section of it. */
  readonly page: string
  /** ISO day on which source and value were compared; vendors change them. */
  readonly checkedOn: string
  readonly grade: Grade
}

/** A rule of a table; `grade` is `documented` where it is not given. */
export function rule<const Value>(
  parts: Omit<Rule<Value>, 'grade'> & { readonly grade?: Exclude<Grade, 'switch'> },
): Rule<Value> {
  return { grade: 'documented', ...parts }
}

/** A rule in the words of a report: what it says, and where that stands. */
export function cite(rule: Rule): string {
  return `${rule.says} (${rule.name}; ${rule.source}, ${rule.page}; ${rule.grade}, checked ${rule.checkedOn})`
}

/** Every rule that hangs somewhere in a table of rules, functions left out. */
export function rulesIn(table: unknown): readonly Rule[] {
  if (typeof table !== 'object' || table === null) return []
  if (isRule(table)) return [table, ...rulesIn(table.value)]
  return Object.values(table).flatMap(rulesIn)
}

function isRule(value: object): value is Rule {
  return 'says' in value && 'source' in value && 'checkedOn' in value && 'value' in value
}
