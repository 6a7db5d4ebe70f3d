import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { vendorNames } from '../vendors/vendor.ts'
import { readGrep } from './grep.ts'
import {
  type ListedPromise,
  type PromiseTag,
  inOrder,
  listPromises,
  promiseNames,
  readListedPromise,
  readSelection,
  refuseUnknownRows,
  select,
} from './promise-list.ts'

function thrownBy(act: () => unknown): PushfarmError {
  try {
    act()
  } catch (error) {
    if (error instanceof PushfarmError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

const root = join(import.meta.dirname, '..', '..')
const promises: readonly ListedPromise[] = [
  {
    name: 'push-when-locked',
    title: 'With the screen locked',
    tags: ['demo', 'smoke', 'nightly', 'release'],
    rows: ['app/locked'],
  },
  { name: 'burst-of-ten', title: 'Ten messages in a minute', tags: ['nightly', 'release'], rows: ['rate/burst'] },
  { name: 'rebooted', title: 'After a reboot', tags: ['release'], rows: [] },
]

describe('select', () => {
  it.each<[string, PromiseTag | undefined, string | undefined, readonly string[]]>([
    ['nothing asked: the demo', undefined, undefined, ['push-when-locked']],
    ['a tag', 'nightly', undefined, ['push-when-locked', 'burst-of-ten']],
    ['another tag', 'release', undefined, ['push-when-locked', 'burst-of-ten', 'rebooted']],
    ['a text of the name, among all', undefined, 'burst', ['burst-of-ten']],
    ['a text of the title, in any case', undefined, 'SCREEN', ['push-when-locked']],
    ['a row of the matrix', undefined, 'app/locked', ['push-when-locked']],
    ['tag and text', 'smoke', 'ten', []],
    ['one of two texts', undefined, 'screen, reboot', ['push-when-locked', 'rebooted']],
    ['a state', undefined, 'locked', ['push-when-locked']],
    ['the usual state', undefined, 'background', ['burst-of-ten']],
    ['one of two states', undefined, 'Locked,background', ['push-when-locked', 'burst-of-ten']],
    ['state and text', undefined, 'background,locked,ten', ['burst-of-ten']],
    ['state and text that do not meet', undefined, 'locked,ten', []],
    ['a vendor, which is no text: its promises are the demo', undefined, 'mi', ['push-when-locked']],
    ['a vendor and a tag', 'nightly', 'Xiaomi', ['push-when-locked', 'burst-of-ten']],
    ['a vendor and a text, among all', undefined, 'pixel,reboot', ['rebooted']],
    ['nothing but commas', undefined, ' , ', ['push-when-locked']],
  ])('%s', (_, tag, grep, names) => {
    const selection = {
      ...(tag === undefined ? {} : { tag }),
      ...(grep === undefined ? {} : { grep: readGrep(grep) }),
    }
    expect(select(promises, selection).map(({ name }) => name)).toEqual(names)
  })
})

describe('readSelection', () => {
  it('reads both variables; empty ones are none', () => {
    expect(readSelection({ PUSHFARM_TAG: 'smoke', PUSHFARM_GREP: 'tap' })).toEqual({
      tag: 'smoke',
      grep: { vendors: [], states: [], texts: ['tap'] },
    })
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
  it.each([
    ['nokia', 'No promise has "nokia" in its name, title or rows.'],
    ['rebooted,muted', 'No promise has a row in the state rebooted and "muted" in its name, title or rows.'],
    [
      'swiped,killed,nokia,samsung',
      'No promise has a row in the state swiped-away or cache-killed and "nokia" or "samsung" in its name, title or rows.',
    ],
  ])('says what --grep %s may ask for', (grep, sentence) => {
    const error = thrownBy(() => promiseNames(root, { PUSHFARM_GREP: grep }))
    expect(error.message).toBe(sentence)
    expect(error.verdict).toBe('set-up')
    for (const word of [
      ...vendorNames,
      'Xiaomi',
      'Pixel',
      'background',
      'locked',
      'swiped',
      'swiped-away',
      'logged-out',
    ])
      expect(error.hint).toMatch(new RegExp(`\\b${word}\\b`))
  })
  it.each([
    ['swiped', ['push-after-swipe-from-recents', 'moved-while-the-app-was-closed']],
    ['rebooted', ['push-after-reboot']],
    ['force-stopped', ['push-after-force-stop']],
    ['kicked', ['nothing-after-kick', 'kicked-by-login-on-another-phone']],
    ['vivo/', ['vivo-classification', 'vivo-sends-no-operational-message-at-night']],
  ])('has promises for %s', (grep, expected) => {
    expect(promiseNames(root, { PUSHFARM_GREP: grep })).toEqual(expect.arrayContaining(expected))
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

describe('refuseUnknownRows', () => {
  it.each([['account/logged-out'], ['ext/*']])('takes %s', (row) => {
    expect(() => {
      refuseUnknownRows({ name: 'p', rows: [row] })
    }).not.toThrow()
  })

  it.each([
    ['account/loged-out', /^Rows of account are .*account\/logged-out/],
    ['acount/*', /^Rows begin with .*account.*, and a slash\.$/],
  ])('refuses %s, and tells what there is', (row, hint) => {
    const error = thrownBy(() => {
      refuseUnknownRows({ name: 'p', rows: ['app/background', row] })
    })
    expect(error.message).toBe(`The promise p names the row ${row}, which the matrix does not have.`)
    expect(error.hint).toMatch(hint)
  })
})
