import { execFile } from 'node:child_process'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { inflateRawSync } from 'node:zlib'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { type ManifestElement, readManifestDump } from './manifest-tree.ts'

const run = promisify(execFile)

type Environment = Readonly<Record<string, string | undefined>>

/** An aapt2 or aapt: of the newest build tools of the Android SDK, else of PATH. */
export function findAapt(environment: Environment): string | undefined {
  const sdk = environment['ANDROID_HOME'] ?? environment['ANDROID_SDK_ROOT']
  const tools = sdk === undefined || sdk === '' ? '' : join(sdk, 'build-tools')
  const versions = tools !== '' && existsSync(tools) ? readdirSync(tools).sort().reverse() : []
  const folders = [
    ...versions.map((version) => join(tools, version)),
    ...(environment['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
  ]
  return ['aapt2', 'aapt']
    .flatMap((name) => folders.map((folder) => join(folder, name)))
    .find((candidate) => existsSync(candidate))
}

/** Reads an APK's compiled manifest with the Android build tools. */
export async function readApkManifest(apk: string, aapt: string): Promise<ManifestElement> {
  const words = aapt.endsWith('aapt2')
    ? ['dump', 'xmltree', '--file', 'AndroidManifest.xml', apk]
    : ['dump', 'xmltree', apk, 'AndroidManifest.xml']
  try {
    const { stdout } = await run(aapt, words, { maxBuffer: 32 * 1024 * 1024 })
    return readManifestDump(stdout, apk)
  } catch (error) {
    if (error instanceof PushfarmError) throw error
    throw new PushfarmError(`${aapt} cannot read ${apk}.`, {
      code: 'app/apk',
      verdict: 'set-up',
      facts: { said: error instanceof Error ? error.message.slice(0, 300) : String(error) },
      cause: error,
    })
  }
}

/** One entry of an APK; undefined when there is none of that name. Reads the central directory (APPNOTE.TXT 4.3.12). */
export function readApkEntry(apk: string, name: string): Buffer | undefined {
  const bytes = readFileSync(apk)
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1')
  if (end < 0) throw new PushfarmError(`${apk} is not an APK.`, { code: 'app/apk', verdict: 'set-up' })
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const nameLength = bytes.readUInt16LE(at + 28)
    if (bytes.toString('utf8', at + 46, at + 46 + nameLength) === name) return contentOf(bytes, at)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
  }
  return undefined
}

function contentOf(bytes: Buffer, entry: number): Buffer {
  const method = bytes.readUInt16LE(entry + 10)
  const size = bytes.readUInt32LE(entry + 20)
  const local = bytes.readUInt32LE(entry + 42)
  const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const content = bytes.subarray(start, start + size)
  return method === 0 ? Buffer.from(content) : inflateRawSync(content)
}
