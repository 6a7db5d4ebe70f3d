import { FileError } from '../../android/files.ts'
import { isDirectory, isLink, type UserFiles } from '../../android/user-files.ts'
import type { Command } from '../command.ts'
import { clockText, dateText, localTime, phoneTimeZone, zoneText } from '../local-time.ts'
import { baseName } from './file-changes.ts'
import { humanSize, modeText } from './file-mode.ts'
import { kilobytes } from './ls.ts'
import { defineTool, type ToolRun } from './tool.ts'
import { userName } from './user-names.ts'

const missing = (): FileError => new FileError('ENOENT', 'No such file or directory')

/** The path without links and dots; the last name need not exist. */
export function canonicalPath(files: UserFiles, path: string): string | undefined {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.')
  let reached = ''
  for (let links = 0; steps.length > 0;) {
    const step = steps.shift() ?? ''
    if (step === '..') {
      reached = reached.slice(0, reached.lastIndexOf('/'))
      continue
    }
    const next = `${reached}/${step}`
    const stat = files.lstat(next)
    if (isLink(stat)) {
      const target = files.readLink(next) ?? ''
      if (++links > 40) return undefined
      steps.unshift(...target.split('/').filter((name) => name !== '' && name !== '.'))
      if (target.startsWith('/')) reached = ''
      continue
    }
    if (stat === undefined && steps.length > 0) return undefined
    reached = next
  }
  return reached === '' ? '/' : reached
}

const readlink = defineTool({
  options: 'nqmefz',
  least: 1,
  run: async (tool) => {
    for (const name of tool.operands) {
      const path = tool.path(name)
      const canonical = tool.has('f') || tool.has('e') || tool.has('m')
      const target = canonical ? canonicalPath(tool.files, path) : tool.files.readLink(path)
      const exists = target !== undefined && (!tool.has('e') || tool.files.stat(target) !== undefined)
      if (exists) await tool.out(tool.has('n') ? target : `${target}\n`)
      else tool.status = 1
    }
    return tool.status
  },
})

const realpath = defineTool({
  options: 'e',
  least: 1,
  run: (tool) =>
    tool.forEach(tool.operands, async (_name, path) => {
      const target = canonicalPath(tool.files, path)
      if (target === undefined) throw missing()
      await tool.out(`${target}\n`)
    }),
})

const basename = defineTool({
  options: 'as:',
  least: 1,
  run: async (tool) => {
    const many = tool.has('a') || tool.has('s')
    const suffix = many ? tool.value('s') : tool.operands[1]
    for (const name of many ? tool.operands : tool.operands.slice(0, 1)) {
      const base = baseName(name)
      await tool.out(
        `${suffix !== undefined && base !== suffix && base.endsWith(suffix) ? base.slice(0, -suffix.length) : base}\n`,
      )
    }
    return 0
  },
})

const dirname = defineTool({
  options: '',
  least: 1,
  run: async (tool) => {
    for (const name of tool.operands) {
      const trimmed = name.replace(/\/+$/, '')
      const cut = trimmed.lastIndexOf('/')
      const parent = trimmed === '' ? '/' : cut < 0 ? '.' : trimmed.slice(0, cut).replace(/\/+$/, '') || '/'
      await tool.out(`${parent}\n`)
    }
    return 0
  },
})

function typeText(mode: number, size: number): string {
  switch (mode & 0o170000) {
    case 0o040000:
      return 'directory'
    case 0o120000:
      return 'symbolic link'
    case 0o020000:
      return 'character device'
    default:
      return size === 0 ? 'regular empty file' : 'regular file'
  }
}

const stat = defineTool({
  options: 'c:fLt',
  long: { format: 'c', dereference: 'L' },
  least: 1,
  run: (tool) =>
    tool.forEach(
      tool.operands,
      async (name, path) => {
        const found = tool.has('L') ? tool.files.stat(path) : tool.files.lstat(path)
        if (found === undefined) throw missing()
        const time = localTime(found.mtimeMs, phoneTimeZone(tool.context.phone))
        const stamp = `${dateText(time)} ${clockText(time)}.${String(time.millis).padStart(3, '0')}000000 ${zoneText(time)}`
        const octal = (found.mode & 0o7777).toString(8)
        const blocks = kilobytes(found) * 2
        const target = isLink(found) ? ` -> '${tool.files.readLink(path) ?? ''}'` : ''
        const values: Readonly<Record<string, string>> = {
          a: octal,
          A: modeText(found.mode),
          b: String(blocks),
          B: '512',
          d: '64774',
          f: found.mode.toString(16),
          F: typeText(found.mode, found.size),
          g: String(found.gid),
          G: userName(found.gid),
          h: '1',
          i: String(found.inode ?? 0),
          m: '/',
          n: name,
          N: `'${name}'${target}`,
          o: '4096',
          s: String(found.size),
          u: String(found.uid),
          U: userName(found.uid),
          x: stamp,
          X: String(Math.floor(found.mtimeMs / 1000)),
          y: stamp,
          Y: String(Math.floor(found.mtimeMs / 1000)),
          z: stamp,
          Z: String(Math.floor(found.mtimeMs / 1000)),
          '%': '%',
        }
        const format = tool.value('c')
        if (format !== undefined) {
          await tool.out(`${format.replace(/%([a-zA-Z%])/g, (whole, letter: string) => values[letter] ?? whole)}\n`)
          return
        }
        const owner = (id: number): string => `(${String(id).padStart(5)}/${userName(id).padStart(8)})`
        await tool.out(
          `  File: ${isLink(found) ? (values['N'] ?? '') : name}\n` +
            `  Size: ${String(found.size)}\t Blocks: ${String(blocks)}\t IO Blocks: 512\t ${typeText(found.mode, found.size)}\n` +
            `Device: fd06h/64774d\t Inode: ${values['i'] ?? ''}\t Links: 1\t Device type: 0,0\n` +
            `Access: (${octal.padStart(4, '0')}/${modeText(found.mode)})\tUid: ${owner(found.uid)}\tGid: ${owner(found.gid)}\n` +
            `Access: ${stamp}\nModify: ${stamp}\nChange: ${stamp}\n`,
        )
      },
      true,
    ),
})

/** Kilobytes of everything below; prints directories on the way up. */
async function usage(tool: ToolRun, name: string, path: string, depth: number): Promise<number> {
  const found = tool.files.lstat(path)
  if (found === undefined) throw missing()
  let sum = kilobytes(found)
  if (isDirectory(found)) {
    let names: readonly string[] = []
    try {
      names = tool.files.list(path) ?? []
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await tool.complain(`${name}: ${error.message}`)
    }
    for (const child of names)
      sum += await usage(tool, name.endsWith('/') ? name + child : `${name}/${child}`, `${path}/${child}`, depth + 1)
  }
  const deepest = tool.has('s') ? 0 : tool.number('d', Number.POSITIVE_INFINITY)
  if (depth <= deepest && (depth === 0 || isDirectory(found) || tool.has('a')))
    await tool.out(
      `${tool.has('h') ? humanSize(sum * 1024) : String(tool.has('m') ? Math.ceil(sum / 1024) : sum)}\t${name}\n`,
    )
  return sum
}

const du = defineTool({
  options: 'd:achHkKLlmsxb',
  run: async (tool) => {
    let total = 0
    const names = tool.operands.length === 0 ? ['.'] : tool.operands
    await tool.forEach(names, async (name, path) => {
      total += await usage(tool, name, path, 0)
    })
    if (tool.has('c')) await tool.out(`${tool.has('h') ? humanSize(total * 1024) : String(total)}\ttotal\n`)
    return tool.status
  },
})

/** What a phone with 128 GB shows; sizes in KB. */
const mounts: readonly {
  readonly device: string
  readonly at: string
  readonly size: number
  readonly used: number
}[] = [
  { device: 'tmpfs', at: '/dev', size: 3814956, used: 1432 },
  { device: 'tmpfs', at: '/mnt', size: 3814956, used: 0 },
  { device: '/dev/block/dm-0', at: '/', size: 858108, used: 855488 },
  { device: '/dev/block/dm-2', at: '/vendor', size: 642528, used: 640564 },
  { device: '/dev/block/dm-6', at: '/data', size: 113246188, used: 9215180 },
  { device: '/dev/fuse', at: '/storage/emulated', size: 113246188, used: 9215180 },
]

const df = defineTool({
  options: 'HPkhit:a',
  run: async (tool) => {
    const human = tool.has('h') || tool.has('H')
    const wanted: (typeof mounts)[number][] = []
    if (tool.operands.length === 0) wanted.push(...mounts)
    else
      await tool.forEach(tool.operands, (_name, path) => {
        if (tool.files.stat(path) === undefined) throw missing()
        const real = canonicalPath(tool.files, path) ?? path
        const fitting = mounts.filter(({ at }) => at === '/' || real === at || real.startsWith(`${at}/`))
        const [best] = fitting.sort((a, b) => b.at.length - a.at.length)
        if (best !== undefined) wanted.push(best)
      })
    const amount = (kb: number): string => (human ? humanSize(kb * 1024) : String(kb))
    const rows = wanted.map(({ device, at, size, used }) => {
      const percent = size === 0 ? 0 : Math.ceil((100 * used) / size)
      return [device, amount(size), amount(used), amount(size - used), `${String(percent)}%`, at]
    })
    const head = [
      'Filesystem',
      human ? 'Size' : '1K-blocks',
      'Used',
      human ? 'Avail' : 'Available',
      'Use%',
      'Mounted on',
    ]
    const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
    for (const row of [head, ...rows]) {
      const cells = row.map((text, i) =>
        i === 0 ? text.padEnd(widths[i] ?? 0) : i === 5 ? text : text.padStart(widths[i] ?? 0),
      )
      await tool.out(`${cells.join(' ')}\n`)
    }
    return tool.status
  },
})

const file = defineTool({
  options: 'bhLs',
  least: 1,
  run: async (tool) => {
    for (const name of tool.operands) {
      const head = tool.has('b') ? '' : `${name}: `
      await tool.out(`${head}${fileType(tool, name)}\n`)
    }
    return 0
  },
})

function fileType(tool: ToolRun, name: string): string {
  const path = tool.path(name)
  const found = tool.files.lstat(path)
  if (found === undefined) return 'cannot open: No such file or directory'
  if (isLink(found)) return `symbolic link to ${tool.files.readLink(path) ?? ''}`
  if (isDirectory(found)) return 'directory'
  if ((found.mode & 0o170000) === 0o020000) return 'character special'
  const content = tool.files.read(path)
  if (content === undefined || content.length === 0) return 'empty'
  if (content.subarray(0, 4).equals(Buffer.from('PK\x03\x04', 'latin1'))) return 'Zip archive data'
  if (content.subarray(1, 4).toString('latin1') === 'PNG') return 'PNG image data'
  if (content.subarray(1, 4).toString('latin1') === 'ELF') return 'ELF executable'
  return content.subarray(0, 4096).includes(0) ? 'data' : 'ASCII text'
}

export const fileFacts: readonly (readonly [string, Command])[] = [
  ['readlink', readlink],
  ['realpath', realpath],
  ['basename', basename],
  ['dirname', dirname],
  ['stat', stat],
  ['du', du],
  ['df', df],
  ['file', file],
]
