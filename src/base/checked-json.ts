import type { core, z } from 'zod'
import { PushfarmError } from './pushfarm-error.ts'

type Issue = core.$ZodIssue

/** How a file is complained about. */
export interface JsonComplaints {
  /** Of PushfarmError, for a file that is no JSON and for one that says something wrong. */
  readonly notJson: string
  readonly wrong: string
  readonly hint?: (issue: Issue) => string | undefined
}

/**
 * Reads JSON that people write by hand. Rejects with one sentence that names file, place and value; of several mistakes an
 * unknown key comes first, since a key that was mistyped is missing as well.
 *
 * @param path for messages
 */
export function checkedJson<T>(text: string, path: string, schema: z.ZodType<T>, complaints: JsonComplaints): T {
  const value = parseJson(text, path, complaints.notJson)
  const read = schema.safeParse(value)
  if (read.success) return read.data
  const { issues } = read.error
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0]
  if (issue === undefined) throw read.error
  const hint = complaints.hint?.(issue)
  throw new PushfarmError(`${path}: ${sentenceOf(issue, value)}.`, {
    code: complaints.wrong,
    verdict: 'set-up',
    facts: { at: nameOf(issue.path) },
    ...(hint === undefined ? {} : { hint }),
  })
}

function parseJson(text: string, path: string, code: string): unknown {
  // Editors on Windows begin a file with a byte order mark, which is no JSON.
  const json = text.replace(/^\uFEFF/, '')
  try {
    return JSON.parse(json)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new PushfarmError(`${path} is not JSON: ${placed(said, json)}.`, { code, verdict: 'set-up', cause: error })
  }
}

/** V8 counts characters; editors count lines. */
function placed(said: string, json: string): string {
  const what = said.replace(/ in JSON at position.*$| \(line \d+ column \d+\)$/, '')
  const at = /at position (\d+)/.exec(said)?.[1]
  if (at === undefined) return what
  const before = json.slice(0, Number(at)).split('\n')
  return `${what}, line ${String(before.length)}, column ${String((before.at(-1) ?? '').length + 1)}`
}

function sentenceOf(issue: Issue, value: unknown): string {
  const at = issue.path.length === 0 ? 'the file' : nameOf(issue.path)
  const seen = valueAt(value, issue.path)
  const instead = seen === undefined ? '' : `, not ${shortly(seen)}`
  switch (issue.code) {
    case 'unrecognized_keys':
      return `${at} has an unknown key ${issue.keys.map((key) => JSON.stringify(key)).join(', ')}`
    case 'invalid_value':
      return `${at} must be one of ${issue.values.map(String).join(', ')}${instead}`
    case 'invalid_type':
      return seen === undefined ? `${at} is missing` : `${at} must be ${withArticle(issue.expected)}${instead}`
    default:
      return `${at}: ${issue.message}`
  }
}

/** `phones[0].serial`, as one writes it in code. */
function nameOf(path: Issue['path']): string {
  return path
    .map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '')
}

function valueAt(value: unknown, path: Issue['path']): unknown {
  return path.reduce<unknown>(
    (inside, part) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, part) : undefined),
    value,
  )
}

function shortly(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length <= 60 ? text : `${text.slice(0, 57)}...`
}

function withArticle(kind: string): string {
  return `${/^[aeiou]/.test(kind) ? 'an' : 'a'} ${kind}`
}
