import { FileError, type FileStat } from '../../android/files.ts'
import { isDirectory, isLink } from '../../android/user-files.ts'
import { dateTimeText, phoneTimeZone } from '../local-time.ts'
import { humanSize, modeText } from './file-mode.ts'
import { defineTool, type ToolRun } from './tool.ts'
import { userName } from './user-names.ts'

interface Entry {
  /** As printed. */
  readonly name: string
  readonly path: string
  readonly stat: FileStat
  readonly links: number
}

export const ls = defineTool({
  options: 'ACFHLRSZabcdfghiklmnopqrstux1',
  long: { color: 'G', 'show-control-chars': 'G', all: 'a' },
  run: async (tool) => {
    const names = tool.operands.length === 0 ? ['.'] : tool.operands
    const plain: Entry[] = []
    const directories: Entry[] = []
    for (const name of names) {
      try {
        const path = tool.path(name)
        // A link given by name is followed to its directory, unless the list is long.
        const follow =
          !(tool.has('l') || tool.has('d') || tool.has('F')) || tool.has('L') || tool.has('H') || name.endsWith('/')
        const entry = look(tool, name, path, follow)
        if (isDirectory(entry.stat) && !tool.has('d')) directories.push(entry)
        else plain.push(entry)
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await tool.complain(`${name}: ${error.message}`)
      }
    }
    const order = sorter(tool)
    let first = true
    if (plain.length > 0) {
      await print(tool, plain.sort(order))
      first = false
    }
    const headed = names.length > 1 || tool.has('R')
    for (const directory of directories.sort(order)) {
      await printDirectory(tool, directory, headed, first)
      first = false
    }
    return tool.status
  },
})

async function printDirectory(tool: ToolRun, directory: Entry, headed: boolean, first: boolean): Promise<void> {
  let names: readonly string[]
  try {
    names = tool.files.list(directory.path) ?? []
  } catch (error) {
    if (!(error instanceof FileError)) throw error
    await tool.complain(`${directory.name}: ${error.message}`)
    return
  }
  if (headed) await tool.out(`${first ? '' : '\n'}${directory.name}:\n`)
  const wanted = names.filter((name) => tool.has('a') || tool.has('A') || tool.has('f') || !name.startsWith('.'))
  const entries: Entry[] = []
  for (const name of wanted) {
    try {
      entries.push(look(tool, name, `${directory.path}/${name}`, tool.has('L')))
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await tool.complain(`${directory.name}/${name}: ${error.message}`)
    }
  }
  if (tool.has('a') || tool.has('f'))
    for (const name of ['.', '..']) entries.push(look(tool, name, `${directory.path}/${name}`, false))
  entries.sort(sorter(tool))
  if (isLong(tool) || tool.has('s')) {
    const blocks = entries.reduce((sum, entry) => sum + kilobytes(entry.stat), 0)
    await tool.out(`total ${tool.has('h') ? humanSize(blocks * 1024) : String(blocks)}\n`)
  }
  await print(tool, entries)
  if (!tool.has('R')) return
  for (const entry of entries)
    if (isDirectory(entry.stat) && entry.name !== '.' && entry.name !== '..') {
      const name = directory.name.endsWith('/') ? `${directory.name}${entry.name}` : `${directory.name}/${entry.name}`
      await printDirectory(tool, { ...entry, name }, true, false)
    }
}

function look(tool: ToolRun, name: string, path: string, follow: boolean): Entry {
  const stat = (follow ? tool.files.stat(path) : undefined) ?? tool.files.lstat(path)
  if (stat === undefined) throw new FileError('ENOENT', 'No such file or directory')
  return { name, path, stat, links: isDirectory(stat) ? linkCount(tool, path) : 1 }
}

/** A directory has a link from each directory inside, besides its own two; the kernel counts them for everybody. */
function linkCount(tool: ToolRun, path: string): number {
  if (!isLong(tool)) return 2
  const { files } = tool.context.phone
  const names = files.list(path) ?? []
  return 2 + names.filter((name) => isDirectory(files.attributes?.lstat(`${path}/${name}`))).length
}

function isLong(tool: ToolRun): boolean {
  return ['l', 'o', 'g', 'n'].some((letter) => tool.has(letter))
}

function sorter(tool: ToolRun): (a: Entry, b: Entry) => number {
  const sign = tool.has('r') ? -1 : 1
  const byName = (a: Entry, b: Entry): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)
  if (tool.has('f')) return () => 0
  if (tool.has('t') || (tool.has('c') && !tool.has('l')) || (tool.has('u') && !tool.has('l')))
    return (a, b) => sign * (b.stat.mtimeMs - a.stat.mtimeMs || byName(a, b))
  if (tool.has('S')) return (a, b) => sign * (b.stat.size - a.stat.size || byName(a, b))
  return (a, b) => sign * byName(a, b)
}

async function print(tool: ToolRun, entries: readonly Entry[]): Promise<void> {
  const long = isLong(tool)
  const rows = entries.map((entry) => columnsOf(tool, entry, long))
  const widths: number[] = []
  for (const row of rows) for (const [i, { text }] of row.entries()) widths[i] = Math.max(widths[i] ?? 0, text.length)
  const lines = rows.map((row, index) => {
    const cells = row.map(({ text, left }, i) => (left ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0)))
    const entry = entries[index]
    return entry === undefined ? '' : [...cells, nameText(tool, entry, long)].join(' ')
  })
  // A terminal gets columns; everything else one name per line.
  if (long || tool.has('1') || !tool.context.pty || tool.has('m')) {
    if (tool.has('m')) await tool.out(lines.length > 0 ? `${lines.join(', ')}\n` : '')
    else await tool.out(lines.map((line) => `${line}\n`).join(''))
    return
  }
  await tool.out(inColumns(lines, Number(tool.context.env.get('COLUMNS') ?? '80')))
}

function columnsOf(tool: ToolRun, entry: Entry, long: boolean): { readonly text: string; readonly left: boolean }[] {
  const { stat } = entry
  const cells: { text: string; left: boolean }[] = []
  const add = (text: string, left = false): void => {
    cells.push({ text, left })
  }
  if (tool.has('i')) add(String(stat.inode ?? 0))
  if (tool.has('s')) add(String(kilobytes(stat)))
  if (!long) return cells
  const who = (id: number): string => (tool.has('n') ? String(id) : userName(id))
  add(modeText(stat.mode), true)
  add(String(entry.links))
  if (!tool.has('g')) add(who(stat.uid), true)
  if (!tool.has('o')) add(who(stat.gid), true)
  if (tool.has('Z')) add(contextOf(entry.path), true)
  const device = (stat.mode & 0o170000) === 0o020000
  add(device ? '1,   3' : tool.has('h') ? humanSize(stat.size) : String(stat.size))
  add(dateTimeText(stat.mtimeMs, phoneTimeZone(tool.context.phone)).slice(0, 16), true)
  return cells
}

function nameText(tool: ToolRun, entry: Entry, long: boolean): string {
  const { stat, name } = entry
  const mark = isDirectory(stat)
    ? tool.has('F') || tool.has('p')
      ? '/'
      : ''
    : tool.has('F')
      ? isLink(stat)
        ? long
          ? ''
          : '@'
        : (stat.mode & 0o111) !== 0
          ? '*'
          : ''
      : ''
  const target = long && isLink(stat) ? ` -> ${tool.files.readLink(entry.path) ?? ''}` : ''
  return `${name}${mark}${target}`
}

function inColumns(lines: readonly string[], width: number): string {
  if (lines.length === 0) return ''
  const longest = Math.max(...lines.map((line) => line.length))
  const columns = Math.max(1, Math.floor((width + 1) / (longest + 2)))
  const rows = Math.ceil(lines.length / columns)
  let text = ''
  for (let row = 0; row < rows; row++) {
    const cells: string[] = []
    for (let i = row; i < lines.length; i += rows) cells.push(lines[i] ?? '')
    text += cells.map((cell, i) => (i < cells.length - 1 ? cell.padEnd(longest + 2) : cell)).join('') + '\n'
  }
  return text
}

/** ext4 and f2fs give out whole blocks of 4 KB. */
export function kilobytes(stat: FileStat): number {
  return isLink(stat) || (stat.mode & 0o170000) === 0o020000 ? 0 : Math.ceil(stat.size / 4096) * 4
}

function contextOf(path: string): string {
  if (path.startsWith('/data/local/tmp')) return 'u:object_r:shell_data_file:s0'
  if (path.startsWith('/storage') || path.startsWith('/sdcard')) return 'u:object_r:fuse:s0'
  if (path.startsWith('/data/data') || path.startsWith('/data/user')) return 'u:object_r:app_data_file:s0'
  if (path.startsWith('/data')) return 'u:object_r:system_data_file:s0'
  return path.startsWith('/system') ? 'u:object_r:system_file:s0' : 'u:object_r:rootfs:s0'
}
