import { execFile } from 'node:child_process'
import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { AppiumServer } from '../../app/appium-server.ts'
import { findAapt } from '../../app/apk-manifest.ts'
import type { Deadline } from '../../base/deadline.ts'
import { PushfarmError } from '../../base/pushfarm-error.ts'
import { type Finding, good, note, stops } from './finding.ts'

const run = promisify(execFile)
const about = 'machine'

/** package.json's engines, and Appium 3's. */
const nodeFloors = [
  { major: 20, minor: 19 },
  { major: 22, minor: 13 },
] as const

/** What a run needs of this machine, apart from phones: Node, adb, Java, space, Appium with its driver. */
export async function machineFindings(
  machine: { readonly root: string; readonly adb: string; readonly adbPort: number; readonly appiumPort?: number },
  deadline: Deadline,
): Promise<readonly Finding[]> {
  return [
    node(),
    aapt(),
    ...(await Promise.all([adb(machine.adb), java(), space(machine.root), appium(machine, deadline)])),
  ]
}

function node(): Finding {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const fits =
    nodeFloors.some((floor) => floor.major === major && minor >= floor.minor) ||
    (major > 22 && nodeFloors.every((floor) => major > floor.major))
  return fits
    ? good(about, 'node', `Node ${process.versions.node}`)
    : stops(about, 'node', `Node is ${process.versions.node}.`, {
        then: 'Install Node 20.19 or 22.13, or a newer one.',
      })
}

async function adb(binary: string): Promise<Finding> {
  try {
    const { stdout } = await run(binary, ['version'], { timeout: 10_000 })
    const version = /version (\S+)/.exec(stdout)?.[1] ?? '?'
    const tools = /^Version (\S+)/m.exec(stdout)?.[1]
    return good(about, 'adb', `adb ${version}${tools === undefined ? '' : ` (platform tools ${tools})`}`)
  } catch (error) {
    return stops(about, 'adb', `${binary} does not run: ${firstLine(error)}.`, {
      then: 'Install the Android platform tools again.',
    })
  }
}

async function java(): Promise<Finding> {
  const home = process.env['JAVA_HOME']
  const binary = home === undefined || home === '' ? 'java' : join(home, 'bin', 'java')
  try {
    const { stderr } = await run(binary, ['-version'], { timeout: 20_000 })
    return good(about, 'java', `Java ${/version "([^"]+)"/.exec(stderr)?.[1] ?? '?'}`)
  } catch {
    return note(about, 'java', 'there is no Java, so that a run makes no HTML report.', {
      then: 'Debian or Ubuntu: sudo apt-get install -y default-jre-headless',
    })
  }
}

async function space(root: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(root)
  const mebibytes = Math.floor((bavail * bsize) / 1024 / 1024)
  return mebibytes < 1024
    ? stops(about, 'space', `there are ${String(mebibytes)} MiB left for reports.`, {
        then: 'Remove old runs from reports/.',
      })
    : good(about, 'space', `${String(Math.floor(mebibytes / 1024))} GiB free`)
}

function aapt(): Finding {
  const found = findAapt(process.env)
  return found === undefined
    ? note(about, 'aapt', 'there is no aapt2, so that the manifest in an APK cannot be checked.', {
        then: 'Set ANDROID_HOME, or on Debian or Ubuntu: sudo apt-get install -y aapt',
      })
    : good(about, 'aapt', found)
}

/** Starts Appium for a moment: a version on paper would not tell that its port is taken or its home broken. */
async function appium(
  machine: { readonly root: string; readonly adb: string; readonly adbPort: number; readonly appiumPort?: number },
  deadline: Deadline,
): Promise<Finding> {
  const folder = await mkdtemp(join(tmpdir(), 'pushfarm-doctor-'))
  try {
    const server = await AppiumServer.start(
      {
        adb: machine.adb,
        adbPort: machine.adbPort,
        home: machine.root,
        logFile: join(folder, 'appium.log'),
        ...(machine.appiumPort === undefined ? {} : { port: machine.appiumPort }),
      },
      deadline.atMost(60_000),
    )
    await server.stop()
    return good(
      about,
      'appium',
      `Appium ${versionOf(machine.root, 'appium')} answers, driver uiautomator2 ${versionOf(machine.root, 'appium-uiautomator2-driver')}`,
    )
  } catch (error) {
    if (error instanceof PushfarmError)
      return stops(about, 'appium', error.message, error.hint === undefined ? {} : { then: error.hint })
    return stops(about, 'appium', `Appium or its driver is not installed: ${firstLine(error)}.`, {
      then: 'Run: npm ci',
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function versionOf(root: string, name: string): string {
  const { version } = createRequire(join(root, 'package.json'))(`${name}/package.json`) as { readonly version: string }
  return version
}

function firstLine(error: unknown): string {
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)
}
