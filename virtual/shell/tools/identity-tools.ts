import type { Command } from '../command.ts'
import { absolutePath } from '../engine-glob.ts'
import { defineTool, ToolError } from './tool.ts'
import { shellGroupIds, userName } from './user-names.ts'

const id = defineTool({
  options: 'nGgruZ',
  most: 1,
  run: async (tool) => {
    const uid = tool.context.uid ?? 2000
    const { apiLevel } = tool.context.phone.rom
    const groups = uid === 2000 ? shellGroupIds(apiLevel) : uid === 0 ? [0] : [uid, 3003, 9997, uid + 10000]
    const named = (number: number): string => (tool.has('n') ? userName(number) : String(number))
    if (tool.has('Z')) await tool.out(`${securityContext(uid)}\n`)
    else if (tool.has('u')) await tool.out(`${named(uid)}\n`)
    else if (tool.has('g')) await tool.out(`${named(uid)}\n`)
    else if (tool.has('G')) await tool.out(`${groups.map(named).join(' ')}\n`)
    else {
      const text = (number: number): string => `${String(number)}(${userName(number)})`
      await tool.out(
        `uid=${text(uid)} gid=${text(uid)} groups=${groups.map(text).join(',')} context=${securityContext(uid)}\n`,
      )
    }
    return 0
  },
})

function securityContext(uid: number): string {
  return uid === 2000 ? 'u:r:shell:s0' : uid === 0 ? 'u:r:su:s0' : 'u:r:runas_app:s0:c512,c768'
}

const whoami: Command = async (context) => {
  await context.out(`${userName(context.uid ?? 2000)}\n`)
  return 0
}

const uname = defineTool({
  options: 'aomvrns',
  run: async (tool) => {
    const { phone } = tool.context
    const modern = phone.rom.apiLevel >= 33
    const facts: readonly (readonly [string, string])[] = [
      ['s', 'Linux'],
      ['n', 'localhost'],
      ['r', modern ? '5.15.123-android13-8' : '4.14.190-perf+'],
      ['v', '#1 SMP PREEMPT'],
      ['m', 'aarch64'],
      ['o', 'Android'],
    ]
    const all = tool.has('a')
    const shown = facts.filter(([letter]) => (all ? letter !== 'o' || modern : tool.has(letter)))
    await tool.out(`${(shown.length > 0 ? shown : facts.slice(0, 1)).map(([, text]) => text).join(' ')}\n`)
    return 0
  },
})

const which =
  (known: () => ReadonlyMap<string, Command>): Command =>
  async (context) => {
    let status = 0
    for (const name of context.argv.slice(1).filter((word) => word !== '-a')) {
      const isProgram = known().has(name) || context.phone.files.stat(`/system/bin/${name}`) !== undefined
      if (
        name.includes('/')
          ? context.phone.files.stat(absolutePath(context.cwd, name)) !== undefined
          : isProgram || name === 'sh'
      )
        await context.out(`${name.includes('/') ? name : `/system/bin/${name}`}\n`)
      else status = 1
    }
    return status
  }

const getconf = defineTool({
  options: 'al',
  run: async (tool) => {
    const values: Readonly<Record<string, string>> = {
      PAGESIZE: '4096',
      PAGE_SIZE: '4096',
      ARG_MAX: '131072',
      NAME_MAX: '255',
      PATH_MAX: '4096',
      LONG_BIT: '64',
      _NPROCESSORS_CONF: '8',
      _NPROCESSORS_ONLN: '8',
      CLK_TCK: '100',
      OPEN_MAX: '32768',
    }
    const [name] = tool.operands
    if (name === undefined)
      await tool.out(
        Object.entries(values)
          .map(([key, value]) => `${key}: ${value}\n`)
          .join(''),
      )
    else {
      const value = values[name]
      if (value === undefined) throw new ToolError(`unknown ${name}`)
      await tool.out(`${value}\n`)
    }
    return 0
  },
})

/** `run-as PACKAGE [COMMAND…]` for debuggable packages. Texts: AOSP system/core/run-as/run-as.cpp. */
const runAs: Command = async (context) => {
  const words = context.argv.slice(1)
  if (words[0] === '--user') words.splice(0, 2)
  const [packageName, ...argv] = words
  if (packageName === undefined) {
    await context.err('run-as: usage: run-as <package-name> [--user <uid>] <command> [<args>]\n')
    return 1
  }
  const { phone } = context
  const found = phone.packages.get(packageName)
  if (found === undefined) {
    await context.err(`run-as: unknown package: ${packageName}\n`)
    return 1
  }
  if (!found.debuggable) {
    await context.err(`run-as: package not debuggable: ${packageName}\n`)
    return 1
  }
  const home = `/data/data/${packageName}`
  const cwd = `/data/user/0/${packageName}`
  if (phone.files.stat(home) === undefined) {
    phone.files.makeDirectory(home, { parents: true })
    phone.files.attributes?.change(home, { uid: found.uid, gid: found.uid, mode: 0o700 })
  }
  if (context.run === undefined) return 1
  const variables = new Map(context.env).set('HOME', cwd).set('PWD', cwd).set('TMPDIR', `${cwd}/cache`)
  return context.run(argv.length === 0 ? ['sh'] : argv, { uid: found.uid, cwd, env: variables })
}

const hostname: Command = async (context) => {
  await context.out('localhost\n')
  return 0
}

const uptime: Command = async (context) => {
  const minutes = Math.floor(context.phone.uptimeMs() / 60_000)
  const hours = Math.floor(minutes / 60)
  const up = hours > 0 ? `${String(hours)}:${String(minutes % 60).padStart(2, '0')}` : `${String(minutes)} min`
  const now = new Date(context.phone.clock.now()).toISOString().slice(11, 19)
  await context.out(` ${now} up ${up},  0 users,  load average: 1.12, 1.08, 1.05\n`)
  return 0
}

const tty: Command = async (context) => {
  await context.out(context.pty ? '/dev/pts/0\n' : 'not a tty\n')
  return context.pty ? 0 : 1
}

const groups: Command = async (context) => {
  await context.out(`${shellGroupIds(context.phone.rom.apiLevel).map(userName).join(' ')}\n`)
  return 0
}

/** Who and where one is. `known` are the programs that `which` finds. */
export function identityTools(known: () => ReadonlyMap<string, Command>): readonly (readonly [string, Command])[] {
  return [
    ['id', id],
    ['whoami', whoami],
    ['groups', groups],
    ['uname', uname],
    ['which', which(known)],
    ['getconf', getconf],
    ['run-as', runAs],
    ['hostname', hostname],
    ['uptime', uptime],
    ['tty', tty],
  ]
}
