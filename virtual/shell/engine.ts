import type { Phone } from '../android/phone.ts'
import type { Command, ShellSession } from './command.ts'
import { Parser } from './engine-parser.ts'
import { builtins } from './engine-builtins.ts'
import { runStdin } from './engine-scripts.ts'
import { Shell, type Session } from './engine-shell.ts'
import type { Descriptor } from './engine-state.ts'
import { Interrupted, JumpSignal, link, ScriptFailed, untilAborted } from './engine-signals.ts'
import { Source } from './engine-streams.ts'
import { ShellSyntaxError, type List } from './engine-syntax.ts'

/** adbd starts this, so it names itself so in errors and `$0`. */
const shellName = '/system/bin/sh'

/**
 * Runs one line (or several) of shell on the phone; an empty one runs what comes in on stdin: a script, or with a
 * terminal the lines that the user types. Resolves with the exit status, 0 to 255, when the shell ends. Output goes out
 * as it is produced. When the session is aborted it ends soon after, with 130, whatever its programs do.
 */
export async function runShell(
  phone: Phone,
  commandLine: string,
  session: ShellSession,
  commands: ReadonlyMap<string, Command>,
): Promise<number> {
  installPrograms(phone, commands)
  const io = new Map<number, Descriptor>([
    [0, { source: Source.from(session.stdin) }],
    [1, { sink: { write: (data) => session.out(data) } }],
    [2, { sink: { write: (data) => session.err(data) } }],
  ])
  const shared: Session = {
    phone,
    commands,
    builtins,
    pty: session.pty,
    name: shellName,
    windowSize: session.windowSize,
  }
  const controller = new AbortController()
  const unlink = link(session.signal, controller)
  const shell = new Shell(shared, io, controller.signal)
  for (const [name, value] of environment(phone, session.term))
    shell.variables.set(name, { value, exported: true, readonly: false })
  const interactive = commandLine === '' && session.pty
  const stopListening = interactive
    ? undefined
    : session.onInterrupt?.(() => {
        controller.abort()
      })
  try {
    return await shell.runToEnd(() => {
      if (interactive) return runInteractive(shell, session)
      if (commandLine !== '') return shell.runText(commandLine)
      shell.fileName = '<stdin>'
      return runStdin(shell)
    })
  } finally {
    stopListening?.()
    unlink()
  }
}

const installed = new WeakSet<Phone>()
/** Enough of an ELF file for `file` and for whoever looks at the first bytes. */
const programFile = Buffer.from('7f454c460201010000000000000000000300b700', 'hex')

/** Puts the programs where `ls /system/bin`, `which` and `[ -x … ]` look for them. */
function installPrograms(phone: Phone, commands: ReadonlyMap<string, Command>): void {
  if (installed.has(phone)) return
  installed.add(phone)
  for (const name of ['sh', ...commands.keys()])
    phone.files.provide(`/system/bin/${name}`, () => programFile, { mode: 0o755 })
}

/** What adbd's children find set. Source: AOSP rootdir/init.environ.rc.in, adb/daemon/shell_service.cpp. */
function environment(phone: Phone, term: string | undefined): readonly (readonly [string, string])[] {
  const modern = phone.rom.apiLevel >= 30
  return [
    ['ANDROID_ASSETS', '/system/app'],
    ['ANDROID_BOOTLOGO', '1'],
    ['ANDROID_DATA', '/data'],
    ['ANDROID_ROOT', '/system'],
    ['ANDROID_SOCKET_adbd', '28'],
    ['ANDROID_STORAGE', '/storage'],
    ['ASEC_MOUNTPOINT', '/mnt/asec'],
    ['DOWNLOAD_CACHE', '/data/cache'],
    ['EXTERNAL_STORAGE', '/sdcard'],
    ['HOME', '/'],
    ['HOSTNAME', phone.properties.get('ro.product.device')],
    ['LOGNAME', 'shell'],
    [
      'PATH',
      modern
        ? '/product/bin:/apex/com.android.runtime/bin:/apex/com.android.art/bin:/system_ext/bin:/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin'
        : '/sbin:/system/sbin:/system/bin:/system/xbin:/odm/bin:/vendor/bin:/vendor/xbin',
    ],
    ['PWD', '/'],
    ['SHELL', '/bin/sh'],
    ...(term === undefined ? [] : ([['TERM', term]] as const)),
    ['TMPDIR', '/data/local/tmp'],
    ['USER', 'shell'],
  ]
}

/** A user at a terminal: prompts, and ^C ends the line, not the shell. */
async function runInteractive(shell: Shell, session: ShellSession): Promise<number> {
  const source = shell.io.get(0)?.source
  if (source === undefined) return 0
  const ended = shell.signal
  shell.interactive = true
  let text = ''
  for (;;) {
    const line = new AbortController()
    const unlink = link(ended, line)
    const stopListening = session.onInterrupt?.(() => {
      line.abort()
    })
    shell.signal = line.signal
    try {
      await session.out(Buffer.from(text === '' ? prompt(shell) : '> '))
      const typed = await untilAborted(line.signal, source.readLine())
      if (typed === undefined) return shell.lastStatus
      text += typed.toString('utf8')
      const list = parsed(text)
      if (list === 'incomplete') continue
      text = ''
      await shell.runList(list, shell.io)
    } catch (error) {
      text = ''
      if (error instanceof ShellSyntaxError) {
        await shell.printError(error.message)
        shell.lastStatus = 1
      } else if (error instanceof Interrupted) {
        if (ended.aborted) throw error
        shell.lastStatus = 130
      } else if (error instanceof ScriptFailed) shell.lastStatus = error.status
      else if (!(error instanceof JumpSignal) || error.jump.kind === 'exit') throw error
    } finally {
      stopListening?.()
      unlink()
      shell.signal = ended
    }
  }
}

/** All commands of the typed lines. */
function parsed(text: string): List | 'incomplete' {
  try {
    return new Parser(text).all()
  } catch (error) {
    if (error instanceof ShellSyntaxError && error.incomplete) return 'incomplete'
    throw error
  }
}

/** As /system/etc/mkshrc sets it: the last status when it is not 0, the device's name, the directory. */
function prompt(shell: Shell): string {
  const status = shell.lastStatus === 0 ? '' : `${String(shell.lastStatus)}|`
  const sign = shell.uid === 0 ? '#' : '$'
  return `${status}${shell.parameter('HOSTNAME') ?? 'android'}:${shell.cwd} ${sign} `
}
