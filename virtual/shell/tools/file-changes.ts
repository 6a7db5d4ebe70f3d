import { FileError } from '../../android/files.ts'
import { isDirectory, isLink } from '../../android/user-files.ts'
import type { Command } from '../command.ts'
import { epochOfLocal, phoneTimeZone } from '../local-time.ts'
import { changedMode } from './file-mode.ts'
import { defineTool, parseSize, ToolError, type ToolRun } from './tool.ts'
import { userId } from './user-names.ts'

const missing = (): FileError => new FileError('ENOENT', 'No such file or directory')

export function baseName(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed === '' ? '/' : trimmed.slice(trimmed.lastIndexOf('/') + 1)
}

const mkdir = defineTool({
  options: 'vpm:Z:',
  long: { parents: 'p', mode: 'm' },
  least: 1,
  run: (tool) =>
    tool.forEach(
      tool.operands,
      (_name, path) => {
        tool.files.makeDirectory(path, { parents: tool.has('p') })
        const mode = tool.value('m')
        if (mode !== undefined) tool.files.change(path, { mode: changedMode(mode, 0o777, true) ?? 0o777 })
      },
      true,
    ),
})

const rm = defineTool({
  options: 'fiRrv',
  run: async (tool) => {
    if (tool.operands.length === 0 && !tool.has('f')) throw new ToolError('Needs 1 argument (see "rm --help")')
    return tool.forEach(tool.operands, async (name, path) => {
      const stat = tool.files.lstat(path)
      if (stat === undefined) {
        if (tool.has('f')) return
        throw missing()
      }
      const recursive = tool.has('r') || tool.has('R')
      if (isDirectory(stat) && !recursive) throw new FileError('EISDIR', 'Is a directory')
      if (['.', '..', '/'].includes(baseName(name))) {
        await tool.complain(`bad path ${name}`)
        return
      }
      tool.files.remove(path, { recursive })
      if (tool.has('v')) await tool.out(`rm '${name}'\n`)
    })
  },
})

const rmdir = defineTool({
  options: 'p',
  least: 1,
  run: (tool) =>
    tool.forEach(tool.operands, (_name, path) => {
      const stat = tool.files.lstat(path)
      if (stat === undefined) throw missing()
      if (!isDirectory(stat)) throw new FileError('ENOTDIR', 'Not a directory')
      tool.files.remove(path)
    }),
})

const touch = defineTool({
  options: 'acd:fhmr:t:',
  long: { date: 'd', reference: 'r', 'no-create': 'c' },
  least: 1,
  run: (tool) => {
    const mtimeMs = touchTime(tool)
    return tool.forEach(
      tool.operands,
      (name, path) => {
        if (name === '-') return
        if (tool.files.stat(path) !== undefined) tool.files.change(path, { mtimeMs })
        else if (!tool.has('c')) {
          if (tool.files.stat(parentOf(path)) === undefined) throw missing()
          tool.files.write(path, Buffer.alloc(0), { mtimeMs })
        }
      },
      true,
    )
  },
})

function touchTime(tool: ToolRun): number {
  const now = tool.context.phone.clock.now()
  const reference = tool.value('r')
  if (reference !== undefined) {
    const stat = tool.files.stat(tool.path(reference))
    if (stat === undefined) throw new ToolError(`'${reference}': No such file or directory`)
    return stat.mtimeMs
  }
  const stamp = tool.value('t')
  const text = tool.value('d')
  if (stamp === undefined && text === undefined) return now
  const match =
    stamp === undefined
      ? /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d)(?::(\d\d))?(?:\.\d+)?(Z?)$/.exec(text ?? '')
      : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(?:\.(\d\d))?()$/.exec(stamp.length < 12 ? `20${stamp}` : stamp)
  if (match === null) throw new ToolError(`bad '${stamp ?? text ?? ''}'`)
  const [, year, month, day, hour, minute, second, utc] = match
  const local = {
    year: Number(year),
    month: Number(month),
    day: Number(day),
    hour: Number(hour),
    minute: Number(minute),
    second: Number(second ?? '0'),
    millis: 0,
  }
  return epochOfLocal(local, utc === 'Z' ? 'UTC' : phoneTimeZone(tool.context.phone))
}

/** cp and mv share their operands: SOURCE… DESTINATION, or -t DIRECTORY SOURCE…. */
async function transfer(
  tool: ToolRun,
  work: (from: string, to: string, name: string) => Promise<void>,
): Promise<number> {
  const sources = [...tool.operands]
  const target = tool.value('t') ?? sources.pop() ?? ''
  if (sources.length === 0) throw new ToolError(`Needs 2 arguments (see "${tool.name} --help")`)
  const into = !tool.has('T') && isDirectory(tool.files.stat(tool.path(target)))
  if (sources.length > 1 && !into) throw new ToolError(`'${target}' not directory`)
  for (const source of sources) {
    const name = into ? `${target.replace(/\/$/, '')}/${baseName(source)}` : target
    try {
      if (tool.files.lstat(tool.path(source)) === undefined) throw missing()
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await tool.complain(`bad '${source}': ${error.message}`)
      continue
    }
    try {
      await work(tool.path(source), tool.path(name), name)
    } catch (error) {
      if (!(error instanceof FileError)) throw error
      await tool.complain(
        `${error.code === 'EACCES' && tool.name === 'cp' ? `bad '${name}'` : `'${name}'`}: ${error.message}`,
      )
    }
  }
  return tool.status
}

const cp = defineTool({
  options: 'dDFHLPRTfinlprsuvat:',
  long: { recursive: 'R', archive: 'a', force: 'f', preserve: 'p', 'no-clobber': 'n' },
  least: 1,
  run: (tool) =>
    transfer(tool, async (from, to, name) => {
      const recursive = tool.has('r') || tool.has('R') || tool.has('a')
      if (isDirectory(tool.files.stat(from)) && !recursive) {
        await tool.complain(`Skipped dir '${name}': No such file or directory`)
        return
      }
      copy(tool, from, to)
      if (tool.has('v')) await tool.out(`cp '${name}'\n`)
    }),
})

function copy(tool: ToolRun, from: string, to: string): void {
  const { files } = tool
  const keeps = tool.has('p') || tool.has('a')
  const link = files.lstat(from)
  const asLink = isLink(link) && (tool.has('a') || tool.has('d') || tool.has('P'))
  const stat = asLink ? link : files.stat(from)
  if (stat === undefined) throw missing()
  if (asLink) {
    files.replaceByLink(to, files.readLink(from) ?? '')
    return
  }
  if (isDirectory(stat)) {
    if (files.stat(to) === undefined) files.makeDirectory(to)
    for (const name of files.list(from) ?? []) copy(tool, `${from}/${name}`, `${to}/${name}`)
  } else {
    if (tool.has('n') && files.stat(to) !== undefined) return
    const content = files.read(from)
    if (content === undefined) throw missing()
    if (files.stat(parentOf(to)) === undefined) throw missing()
    files.write(to, content, { mode: stat.mode & 0o777, ...(keeps ? { mtimeMs: stat.mtimeMs } : {}) })
  }
}

function parentOf(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  return trimmed.slice(0, trimmed.lastIndexOf('/')) || '/'
}

const mv = defineTool({
  options: 'finvTt:',
  least: 1,
  run: (tool) =>
    transfer(tool, async (from, to, name) => {
      if (tool.has('n') && tool.files.lstat(to) !== undefined) return
      if (tool.files.stat(parentOf(to)) === undefined) throw missing()
      tool.files.rename(from, to)
      if (tool.has('v')) await tool.out(`mv '${name}'\n`)
    }),
})

const ln = defineTool({
  options: 'rt:Tvnfs',
  long: { symbolic: 's', force: 'f' },
  least: 1,
  run: async (tool) => {
    const names = [...tool.operands]
    const target = names.length > 1 ? (names.pop() ?? '.') : '.'
    const into = !tool.has('T') && !tool.has('n') && isDirectory(tool.files.stat(tool.path(target)))
    for (const name of names) {
      const to = into ? `${target}/${baseName(name)}` : target
      const kind = tool.has('s') ? 'symbolic' : 'hard'
      try {
        const path = tool.path(to)
        if (tool.has('f') && tool.files.lstat(path) !== undefined) tool.files.remove(path)
        if (tool.has('s')) tool.files.symlink(name, path)
        else {
          // Contents are shared by value; a second name that follows later writes does not exist here.
          const stat = tool.files.lstat(tool.path(name))
          if (stat === undefined) throw missing()
          throw new FileError('EACCES', 'Permission denied')
        }
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await tool.complain(`cannot create ${kind} link from '${name}' to '${to}': ${error.message}`)
      }
    }
    return tool.status
  },
})

const chmod = defineTool({
  options: 'vRf',
  least: 2,
  stopsAtOperand: true,
  run: (tool) => {
    const [text = '', ...names] = tool.operands
    if (changedMode(text, 0, false) === undefined) throw new ToolError(`bad mode '${text}'`)
    const apply = (path: string): void => {
      const stat = tool.files.stat(path)
      if (stat === undefined) throw missing()
      tool.files.change(path, { mode: changedMode(text, stat.mode, isDirectory(stat)) ?? stat.mode })
      if (tool.has('R') && isDirectory(stat)) for (const name of tool.files.list(path) ?? []) apply(`${path}/${name}`)
    }
    return tool.forEach(names, (_name, path) => {
      apply(path)
    })
  },
})

const chown = defineTool({
  options: 'vfRhHLP',
  least: 2,
  run: async (tool) => {
    const [text = '', ...names] = tool.operands
    const [user = '', group = ''] = tool.name === 'chgrp' ? ['', text] : text.split(/[:.]/)
    const ids = [user, group].map((name) => (name === '' ? undefined : userId(name)))
    for (const [index, name] of [user, group].entries())
      if (name !== '' && ids[index] === undefined) throw new ToolError(`no ${index === 0 ? 'user' : 'group'} '${name}'`)
    const [uid, gid] = ids
    for (const name of names) {
      const path = tool.path(name)
      try {
        const stat = tool.files.stat(path)
        if (stat === undefined) throw missing()
        // Only root gives files away.
        const same = (uid === undefined || uid === stat.uid) && (gid === undefined || gid === stat.gid)
        if (tool.context.uid !== 0 && !same) throw new FileError('EPERM', 'Operation not permitted')
        tool.files.change(path, { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) })
      } catch (error) {
        if (!(error instanceof FileError)) throw error
        await tool.complain(
          `${error.code === 'ENOENT' ? '' : `'${user}:${group}' `}${error.code === 'ENOENT' ? name : `'${name}'`}: ${error.message}`,
        )
      }
    }
    return tool.status
  },
})

const tee = defineTool({
  options: 'ia',
  run: async (tool) => {
    const targets: string[] = []
    await tool.forEach(tool.operands, (_name, path) => {
      if (tool.files.stat(parentOf(path)) === undefined) throw missing()
      if (!tool.has('a')) tool.files.write(path, Buffer.alloc(0))
      targets.push(path)
    })
    for await (const piece of tool.context.stdin) {
      for (const path of targets) tool.files.append(path, piece)
      await tool.out(piece)
    }
    return tool.status
  },
})

const truncate = defineTool({
  options: 's:c',
  least: 1,
  run: (tool) => {
    const text = tool.value('s')
    if (text === undefined) throw new ToolError('Needs -s (see "truncate --help")')
    return tool.forEach(
      tool.operands,
      (_name, path) => {
        const old = tool.files.stat(path) === undefined ? undefined : tool.files.read(path)
        if (old === undefined && tool.has('c')) return
        const content = old ?? Buffer.alloc(0)
        const size = /^[+-]/.test(text) ? content.length + parseSize(text) : parseSize(text)
        const changed = Buffer.alloc(Math.max(0, size))
        content.copy(changed)
        tool.files.write(path, changed)
      },
      true,
    )
  },
})

const mktemp = defineTool({
  options: 'uqdp:t',
  most: 1,
  run: async (tool) => {
    const template = tool.operands[0] ?? 'tmp.XXXXXXXXXX'
    const directory = tool.value('p') ?? tool.context.env.get('TMPDIR') ?? '/data/local/tmp'
    if (!/X{2,}$/.test(template)) throw new ToolError('need XXXXXX in template')
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
    const random = (): string => letters.charAt(tool.context.phone.random.integer(0, letters.length - 1))
    const filled = template.replace(/X+$/, (run) => Array.from(run).map(random).join(''))
    const name = tool.operands.length === 0 || tool.has('p') ? `${directory}/${filled}` : filled
    if (tool.has('d')) tool.files.makeDirectory(tool.path(name))
    else if (!tool.has('u')) tool.files.write(tool.path(name), Buffer.alloc(0), { mode: 0o600 })
    await tool.out(`${name}\n`)
    return 0
  },
})

export const fileChanges: readonly (readonly [string, Command])[] = [
  ['mkdir', mkdir],
  ['rm', rm],
  ['rmdir', rmdir],
  ['touch', touch],
  ['cp', cp],
  ['mv', mv],
  ['ln', ln],
  ['chmod', chmod],
  ['chown', chown],
  ['chgrp', chown],
  ['tee', tee],
  ['truncate', truncate],
  ['mktemp', mktemp],
]
