import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  type ListedPromise,
  inOrder,
  listPromises,
  promiseNames,
  readListedPromise,
  readSelection,
  select,
} from './promise-list.ts'

const root = join(import.meta.dirname, '..', '..')
const promises: readonly ListedPromise[] = [
  {
    name: 'push-when-locked',
    title: 'With the screen locked',
    tags: ['demo', 'smoke', 'nightly', 'release'],
    rows: ['app/locked'],
  },
  { name: 'burst-of-ten', title: 'Ten messages', tags: ['nightly', 'release'], rows: [] },
  { name: 'rebooted', title: 'After a reboot', tags: ['release'], rows: [] },
]

describe('select', () => {
  it.each([
    ['nothing asked: the demo', {}, ['push-when-locked']],
    ['a tag', { tag: 'nightly' }, ['push-when-locked', 'burst-of-ten']],
    ['another tag', { tag: 'release' }, ['push-when-locked', 'burst-of-ten', 'rebooted']],
    ['a text of the name, among all', { grep: 'burst' }, ['burst-of-ten']],
    ['a text of the title, in any case', { grep: 'SCREEN' }, ['push-when-locked']],
    ['a row of the matrix: a state', { grep: 'app/locked' }, ['push-when-locked']],
    ['both', { tag: 'smoke', grep: 'ten' }, []],
  ] as const)('%s', (_, selection, names) => {
    expect(select(promises, selection).map(({ name }) => name)).toEqual(names)
  })
})

describe('readSelection', () => {
  it('reads both variables; empty ones are none', () => {
    expect(readSelection({ PUSHFARM_TAG: 'smoke', PUSHFARM_GREP: 'tap' })).toEqual({ tag: 'smoke', grep: 'tap' })
    expect(readSelection({ PUSHFARM_TAG: '', PUSHFARM_GREP: '' })).toEqual({})
  })
  it('names the tags when one does not exist', () => {
    expect(() => readSelection({ PUSHFARM_TAG: 'nightlies' })).toThrow('There is no tag "nightlies".')
  })
})

describe('readListedPromise', () => {
  it.each([
    ["promise(import.meta.url, 'The app\\'s \"own\"', check, { tags: ['smoke'] })", 'The app\'s "own"'],
    ["promise(\n  import.meta.url,\n  \"It's shown\",\n  check,\n  { tags: ['smoke'] },\n)", "It's shown"],
    ["promise(import.meta.url, `ext: ${list}`, check, { tags: ['smoke'] })", 'ext: ${list}'],
  ])('%s', (source, title) => {
    expect(readListedPromise('a', source)).toEqual({ name: 'a', title, tags: ['smoke'], rows: [] })
  })
  it.each([
    ["promise(import.meta.url, 'x', check)", 'no tags'],
    ["promise(import.meta.url, 'x', check, { tags: ['hourly'] })", 'no tags'],
    ['nothing', 'no title'],
  ])('refuses %s', (source, reason) => {
    expect(() => readListedPromise('a', source)).toThrow(`The promise a has ${reason} that can be read.`)
  })
})

describe('specs/', () => {
  it('can all be read, and what smoke, demo and nightly run is part of release', () => {
    for (const { name, tags } of listPromises(root)) expect([name, tags.includes('release')]).toEqual([name, true])
  })
  it('runs the ten of the demo by default, the installation first and what looks back last', () => {
    const names = promiseNames(root, {})
    expect(names).toHaveLength(10)
    expect([names[0], names.at(-1)]).toEqual(['installs-and-logs-in', 'nothing-twice'])
  })
  it('says when nothing is chosen', () => {
    expect(() => promiseNames(root, { PUSHFARM_TAG: 'smoke', PUSHFARM_GREP: 'no such' })).toThrow(
      'No promise has the tag smoke and "no such" in its name, title or rows.',
    )
  })
})

it('checks new promises between the demo and what looks back', () => {
  expect(inOrder(['nothing-twice', 'b', 'reinstall-gives-a-new-token', 'a', 'nothing-after-logout'])).toEqual([
    'nothing-after-logout',
    'a',
    'b',
    'reinstall-gives-a-new-token',
    'nothing-twice',
  ])
})
