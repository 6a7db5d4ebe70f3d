import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { FarmDescription } from '../../virtual/farm.ts'
import { root } from './run-place.ts'

/** A farm that the run did not start: to the run its phones are real. */
export class RunFarm {
  readonly description: FarmDescription
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, description: FarmDescription) {
    this.#child = child
    this.description = description
  }

  /** @param words as `npm run virtual` takes them */
  static async start(words: readonly string[]): Promise<RunFarm> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'virtual', 'main.ts'), ...words], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const line = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve)
      child.once('exit', (code) => reject(new Error(`the farm ended with ${String(code)} while it was starting`)))
    })
    return new RunFarm(child, JSON.parse(line) as FarmDescription)
  }

  /** What `.env` would say. */
  get environment(): Record<string, string> {
    const { url, sdkAppId, secretKey, admin } = this.description.chat
    return {
      PUSHFARM_CHAT_URL: url,
      PUSHFARM_SDK_APP_ID: String(sdkAppId),
      PUSHFARM_SECRET_KEY: secretKey,
      PUSHFARM_ADMIN: admin,
    }
  }

  serialOf(vendor: string): string {
    return this.description.phones.find((phone) => phone.vendor === vendor)?.serial ?? ''
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return
    const gone = new Promise<void>((resolve) => this.#child.once('exit', () => resolve()))
    this.#child.kill('SIGTERM')
    await gone
  }
}

/** Asks the laboratory door. */
export async function door(url: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`the door answered ${path} with ${response.status}: ${await response.text()}`)
  return response.json()
}
