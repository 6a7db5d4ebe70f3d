import type { InstallOptions, InstallResult } from '../../android/phone.ts'
import { closeSession, createSession, findSession, type InstallSession } from './install-sessions.ts'
import { illegalArgument, parseJavaInt, securityException } from './shell-arguments.ts'
import type { ServiceCall, SubCommand } from './service-shell.ts'

/** Options of `pm install` that take a word and change nothing on this phone. */
const wordOptions = new Set([
  '--user',
  '--abi',
  '--originating-uri',
  '--referrer',
  '--install-location',
  '--install-reason',
  '--force-uuid',
  '--split',
  '--volume',
  '-p',
  '--dexopt-compiler-filter',
  '--package-source',
  '--update-ownership-for',
])
const bareOptions = new Set([
  '-l',
  '-s',
  '-f',
  '-e',
  '--dont-kill',
  '--instant',
  '--full',
  '--preload',
  '--ephemeral',
  '--restrict-permissions',
  '--apex',
  '--force-non-staged',
  '--staged',
  '--enable-rollback',
  '--force-queryable',
  '--no-wait',
  '--wait',
  '--no-incremental',
  '--incremental',
  '--streaming',
  '--no-streaming',
  '--fastdeploy',
  '--no-fastdeploy',
  '--bypass-low-target-sdk-block',
  '--skip-verification',
  '--update-ownership',
  '--ignore-dexopt-profile',
  '--disable-auto-install-dependencies',
])

interface Parsed {
  readonly options: InstallOptions
  /** `-S`: how many bytes follow on stdin, or of all files of the session. */
  readonly sizeBytes: number | undefined
  /** `-p`/`--split`... need a package that is there already: the base comes from it. */
  readonly inherit: string | undefined
}

function parseOptions(call: ServiceCall): Parsed {
  const { arguments: words, phone } = call
  // Replacing became the default in Android 10 (`-r` is ignored there, `-R` asks for the old behaviour).
  let replace = phone.rom.apiLevel >= 29
  let grant = false
  let test = false
  let downgrade = false
  let installer: string | undefined
  let sizeBytes: number | undefined
  let inherit: string | undefined
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    if (option === '-r') replace = true
    else if (option === '-R') replace = false
    else if (option === '-t') test = true
    else if (option === '-d' || option === '--request-downgrade') downgrade = true
    else if (option === '-g') grant = true
    else if (option === '-i') installer = words.required()
    else if (option === '-S') sizeBytes = parseSize(words.required())
    else if (option === '-p') inherit = words.required()
    else if (wordOptions.has(option)) words.required()
    else if (!bareOptions.has(option)) throw illegalArgument(`Unknown option ${option}`)
  }
  const options: InstallOptions = {
    replace,
    grantRuntimePermissions: grant,
    allowTestPackages: test,
    allowDowngrade: downgrade,
    ...(installer === undefined ? {} : { installerPackage: installer }),
  }
  return { options, sizeBytes, inherit }
}

function parseSize(text: string): number {
  const size = parseJavaInt(text)
  if (size <= 0) throw illegalArgument(`Size must be positive`)
  return size
}

/** `pm install FILE` and the streamed `cmd package install -S BYTES`. */
export const install: SubCommand = async (call) => {
  const { options, sizeBytes } = parseOptions(call)
  const paths = call.arguments.rest()
  const [path] = paths
  if (path === undefined || path === '-') {
    if (sizeBytes === undefined) {
      await call.complain('Error: must either specify a package size or an APK file')
      return 1
    }
    return installApks(call, [await readStdin(call, sizeBytes)], options)
  }
  const apks = paths.map((each) => readFile(call, each))
  return installApks(call, apks, options)
}

export const installCreate: SubCommand = async (call) => {
  const { options } = parseOptions(call)
  const id = createSession(call.phone, options)
  await call.say(`Success: created install session [${id}]`)
  return 0
}

/** `install-write [-S BYTES] SESSION NAME [FILE|-]` */
export const installWrite: SubCommand = async (call) => {
  const { arguments: words } = call
  let sizeBytes: number | undefined
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    if (option !== '-S') throw illegalArgument(`Unknown option: ${option}`)
    sizeBytes = parseSize(words.required())
  }
  const session = sessionOf(call)
  const name = words.required()
  const path = words.next()
  if (path === undefined || path === '-') {
    if (sizeBytes === undefined) {
      await call.complain('Error: must specify a APK size')
      return 1
    }
    session.files.set(name, await readStdin(call, sizeBytes))
  } else session.files.set(name, readFile(call, path))
  await call.say(`Success: streamed ${session.files.get(name)?.length ?? 0} bytes`)
  return 0
}

export const installRemove: SubCommand = async (call) => {
  const session = sessionOf(call)
  const name = call.arguments.required()
  session.files.delete(name)
  await call.say('Success')
  return 0
}

export const installCommit: SubCommand = async (call) => {
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption())
    if (option.startsWith('--staged-ready-timeout')) call.arguments.required()
  const id = Number(call.arguments.peek())
  const session = sessionOf(call)
  closeSession(call.phone, id)
  return installApks(call, [...session.files.values()], session.options)
}

export const installAbandon: SubCommand = async (call) => {
  const id = Number(call.arguments.peek())
  sessionOf(call)
  closeSession(call.phone, id)
  await call.say('Success')
  return 0
}

/** `pm uninstall [-k] [--user N] PACKAGE` */
export const uninstall: SubCommand = async (call) => {
  let keepData = false
  let forUser = false
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption()) {
    if (option === '-k') keepData = true
    else if (option === '--user') forUser = call.arguments.required() !== ''
    else if (option === '--versionCode') call.arguments.required()
    else throw illegalArgument(`Unknown option: ${option}`)
  }
  const packageName = call.arguments.next()
  if (packageName === undefined) {
    await call.complain('Error: package name not specified')
    return 1
  }
  if (await call.phone.packages.uninstall(packageName, { keepData })) {
    await call.say('Success')
    return 0
  }
  const installed = call.phone.packages.get(packageName) !== undefined
  await call.say(!installed && forUser ? 'Failure [not installed for 0]' : 'Failure [DELETE_FAILED_INTERNAL_ERROR]')
  return 1
}

export const installExisting: SubCommand = async (call) => {
  for (let option = call.arguments.nextOption(); option !== undefined; option = call.arguments.nextOption())
    if (option === '--user') call.arguments.required()
  const packageName = call.arguments.required()
  if (call.phone.packages.get(packageName) !== undefined) {
    await call.say(`Package ${packageName} installed for user: 0`)
    return 0
  }
  await call.say(`android.content.pm.PackageManager$NameNotFoundException: Package ${packageName} doesn't exist`)
  return 1
}

/** Asks the phone's owner first, where the ROM does. */
async function installApks(call: ServiceCall, apks: readonly Buffer[], options: InstallOptions): Promise<number> {
  const { installDialogs, packages } = call.phone
  const consent = await installDialogs.confirm(apks)
  if (consent.kind === 'refused') return report(call, { ok: false, ...consent.refusal })
  const result = await packages.install(apks, options)
  if (result.ok) consent.finished()
  return report(call, result)
}

async function report(call: ServiceCall, result: InstallResult): Promise<number> {
  if (result.ok) {
    await call.say('Success')
    return 0
  }
  await call.say(`Failure [${result.code}${result.message === '' ? '' : `: ${result.message}`}]`)
  return 1
}

function sessionOf(call: ServiceCall): InstallSession {
  const id = parseJavaInt(call.arguments.required())
  const session = findSession(call.phone, id)
  if (session === undefined) throw securityException(`Caller has no access to session ${id}`)
  return session
}

function readFile(call: ServiceCall, path: string): Buffer {
  const bytes = call.phone.files.read(path.startsWith('/') ? path : `${call.context.cwd.replace(/\/$/, '')}/${path}`)
  if (bytes === undefined) throw illegalArgument(`Error: Can't open file: ${path}`)
  return bytes
}

/** Exactly `sizeBytes` of the stream; fewer when it ends early. */
async function readStdin(call: ServiceCall, sizeBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let got = 0
  for await (const chunk of call.context.stdin) {
    chunks.push(chunk)
    got += chunk.length
    if (got >= sizeBytes) break
  }
  const all = Buffer.concat(chunks)
  return all.length > sizeBytes ? all.subarray(0, sizeBytes) : all
}
