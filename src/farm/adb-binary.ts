import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { PushfarmError } from '../base/pushfarm-error.ts'

const run = promisify(execFile)

/** The adb to use: of the Android SDK that the environment names, else of PATH. */
export function findAdb(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const sdks = [environment['ANDROID_HOME'], environment['ANDROID_SDK_ROOT']].filter(
    (one) => one !== undefined && one !== '',
  )
  const candidates = [
    ...sdks.map((sdk) => join(String(sdk), 'platform-tools', 'adb')),
    ...(environment['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'adb')),
  ]
  return candidates.find((candidate) => existsSync(candidate))
}

export function adbMissing(): PushfarmError {
  return new PushfarmError('There is no adb on this machine.', {
    code: 'farm/no-adb',
    verdict: 'set-up',
    hint: 'Debian or Ubuntu: sudo apt-get install -y adb. Elsewhere: install the Android platform tools and set ANDROID_HOME.',
  })
}

/** Installs adb with apt-get where that needs no password. Resolves to false where it cannot. */
export async function installAdb(say: (line: string) => void): Promise<boolean> {
  if (!existsSync('/usr/bin/apt-get')) return false
  const root = process.getuid?.() === 0
  const command = root ? [] : ['sudo', '-n']
  if (!root) {
    try {
      await run('sudo', ['-n', 'true'])
    } catch {
      return false
    }
  }
  say('adb is missing: installing it with apt-get')
  const apt = async (...words: readonly string[]): Promise<void> => {
    const [program = 'apt-get', ...rest] = [...command, 'apt-get', ...words]
    await run(program, rest, {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      maxBuffer: 64 * 1024 * 1024,
    })
  }
  try {
    await apt('install', '-y', '--no-install-recommends', 'adb')
  } catch {
    // A fresh image has no package lists yet.
    try {
      await apt('update')
      await apt('install', '-y', '--no-install-recommends', 'adb')
    } catch (error) {
      say(
        `apt-get could not install adb: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`,
      )
      return false
    }
  }
  return true
}
