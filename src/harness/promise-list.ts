import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { type Grep, grepHint, readGrep } from './grep.ts'
import { meansRow } from './row-list.ts'
import { rowNames, statesOf } from './row-states.ts'

/**
 * `demo`: what runs when nothing is asked for. `smoke`: the shortest look that means something. `nightly`: everything that
 * puts back what it changes. `release`: also what takes long.
 */
export const promiseTags = ['demo', 'smoke', 'nightly', 'release'] as const
export type PromiseTag = (typeof promiseTags)[number]

/** A file of specs/, as far as choosing needs it. */
export interface ListedPromise {
  /** The file's name without its ending. */
  readonly name: string
  /** As written, with its placeholders. */
  readonly title: string
  readonly tags: readonly PromiseTag[]
  /** The rows of the matrix that it is about, ids or `group/*`. */
  readonly rows: readonly string[]
}

/** Which promises a run checks, and by its vendors on which phones. */
export interface Selection {
  readonly tag?: PromiseTag
  readonly grep?: Grep
}

export const selectionVariables = { tag: 'PUSHFARM_TAG', grep: 'PUSHFARM_GREP' } as const

/** Reads the selection from the environment; the tag must be one that exists. */
export function readSelection(environment: Readonly<Record<string, string | undefined>>): Selection {
  const tag = environment[selectionVariables.tag]
  const grep = environment[selectionVariables.grep]
  const known = promiseTags.find((one) => one === tag)
  if (tag !== undefined && tag !== '' && known === undefined)
    throw new PushfarmError(`There is no tag ${JSON.stringify(tag)}.`, {
      code: 'harness/no-tag',
      verdict: 'set-up',
      facts: { tag },
      hint: `Tags are ${promiseTags.join(', ')}.`,
    })
  return {
    ...(known === undefined ? {} : { tag: known }),
    ...(grep === undefined || grep === '' ? {} : { grep: readGrep(grep) }),
  }
}

/** Without a tag, a state and a text: the demo's. With a state or a text, and no tag: among all. */
export function select(promises: readonly ListedPromise[], selection: Selection): readonly ListedPromise[] {
  const { states, texts } = selection.grep ?? readGrep('')
  const tag = selection.tag ?? (states.length === 0 && texts.length === 0 ? 'demo' : undefined)
  return promises.filter(
    (one) =>
      (tag === undefined || one.tags.includes(tag)) &&
      isInOneOf(states, one) &&
      (texts.length === 0 || has(texts, one)),
  )
}

function isInOneOf(states: Grep['states'], { rows }: ListedPromise): boolean {
  if (states.length === 0) return true
  const own = statesOf(rows)
  return states.some((state) => own.has(state))
}

function has(texts: Grep['texts'], { name, title, rows }: ListedPromise): boolean {
  return [name, title, ...rows].some((said) => texts.some((text) => said.toLowerCase().includes(text)))
}

/**
 * Reads name, title and tags from a spec's text: the launcher must know them before it starts a worker, and running the
 * spec there would start the test framework.
 */
export function readListedPromise(name: string, source: string): ListedPromise {
  const call = /promise\(\s*import\.meta\.url,\s*(?:'((?:[^'\\]|\\.)*)'|"([^"]*)"|`([^`]*)`)/.exec(source)
  const title = call?.[1] ?? call?.[2] ?? call?.[3]
  const words = readWords(source, 'tags')
  const tags = promiseTags.filter((tag) => words.includes(tag))
  if (title === undefined || tags.length === 0 || tags.length !== words.length)
    throw new PushfarmError(`The promise ${name} has no ${title === undefined ? 'title' : 'tags'} that can be read.`, {
      code: 'harness/unreadable-spec',
      verdict: 'set-up',
      facts: { name },
      hint: `Write promise(import.meta.url, 'title', check, { tags: ['nightly'] }) with tags among ${promiseTags.join(', ')}.`,
    })
  return { name, title: title.replaceAll(/\\(.)/g, '$1'), tags, rows: readWords(source, 'rows') }
}

function readWords(source: string, option: 'tags' | 'rows'): readonly string[] {
  const written = new RegExp(`\\b${option}: \\[([^\\]]*)\\]`).exec(source)?.[1] ?? ''
  return [...written.matchAll(/'([^']*)'|"([^"]*)"/g)].map((match) => match[1] ?? match[2] ?? '')
}

/** All that is promised, in the order in which it is checked. */
export function listPromises(root: string): readonly ListedPromise[] {
  const folder = join(root, 'specs')
  const names = readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .map((file) => file.slice(0, -3))
  return inOrder(names).map((name) => readListedPromise(name, readFileSync(join(folder, `${name}.ts`), 'utf8')))
}

/** A row that the matrix does not have would be checked nowhere, and nobody would miss it. */
export function refuseUnknownRows({ name, rows }: Pick<ListedPromise, 'name' | 'rows'>): void {
  const known = rowNames()
  for (const pattern of rows) {
    if (known.some((row) => meansRow(pattern, row))) continue
    const [group = ''] = pattern.split('/')
    const near = known.filter((row) => row.startsWith(`${group}/`))
    throw new PushfarmError(`The promise ${name} names the row ${pattern}, which the matrix does not have.`, {
      code: 'harness/no-row',
      verdict: 'set-up',
      facts: { promise: name, row: pattern },
      hint:
        near.length > 0
          ? `Rows of ${group} are ${near.join(', ')}.`
          : `Rows begin with ${[...new Set(known.map((row) => row.split('/')[0]))].join(', ')}, and a slash.`,
    })
  }
}

/** Names of the promises of a run; none is a mistake in what was asked for. */
export function promiseNames(
  root: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const selection = readSelection(environment)
  const chosen = select(listPromises(root), selection)
  for (const one of chosen) refuseUnknownRows(one)
  if (chosen.length > 0) return chosen.map(({ name }) => name)
  const { states, texts } = selection.grep ?? readGrep('')
  const quoted = texts.map((text) => JSON.stringify(text)).join(' or ')
  throw new PushfarmError(
    `No promise has ${[
      ...(selection.tag === undefined ? [] : [`the tag ${selection.tag}`]),
      ...(states.length === 0 ? [] : [`a row in the state ${states.join(' or ')}`]),
      ...(texts.length === 0 ? [] : [`${quoted} in its name, title or rows`]),
    ].join(' and ')}.`,
    {
      code: 'harness/no-promise',
      verdict: 'set-up',
      facts: { tag: selection.tag ?? null, states: [...states], texts: [...texts] },
      hint: selection.grep === undefined ? 'The promises are the files of specs/.' : grepHint(),
    },
  )
}

/** The installation first, then the demo's in the order of a story, then the others; last what looks back on the whole run. */
const first = [
  'installs-and-logs-in',
  'push-in-background',
  'push-when-locked',
  'push-after-swipe-from-recents',
  'title-and-description-exact',
  'tap-opens-conversation-cold',
  'tap-opens-conversation-warm',
  'ext-survives',
  'nothing-after-logout',
]
/**
 * What upsets the phone or its app; what takes two phones, when all others come to that as well and nobody waits for one
 * that is busy with its own; and then what looks back.
 */
const last = [
  'permission-never-answered',
  'notifications-as-installed',
  'reinstall-gives-a-new-token',
  'nothing-until-the-reinstalled-app-is-opened',
  'nothing-after-data-were-cleared',
  'tap-after-an-update',
  'push-after-reboot',
  'muted-conversation-and-its-users',
  'sent-by-another-phone',
  'sent-by-every-other-phone',
  'sender-on-the-blocklist-is-refused',
  'kicked-by-login-on-another-phone',
  'moved-while-the-app-was-closed',
  'nothing-twice',
]

export function inOrder(names: readonly string[]): readonly string[] {
  const place = (name: string): number =>
    first.includes(name) ? first.indexOf(name) : first.length + 1 + last.indexOf(name)
  return names.toSorted((a, b) => place(a) - place(b) || a.localeCompare(b))
}
