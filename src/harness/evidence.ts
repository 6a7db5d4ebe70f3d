import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Redaction } from '../chat/redaction.ts'

/** One file that was kept. */
export interface EvidenceFile {
  readonly name: string
  readonly path: string
  readonly type: string
  /** Whatever could not be collected says so in place of its content. */
  readonly content: string | Buffer
}

const types: Readonly<Record<string, string>> = {
  txt: 'text/plain',
  xml: 'application/xml',
  json: 'application/json',
  png: 'image/png',
}

/** Keeps what a failed trial left on the phone and on the server; secrets are taken out of every text. */
export class Evidence {
  readonly files: EvidenceFile[] = []
  readonly #folder: string
  readonly #prefix: string
  readonly #redaction: Redaction

  /** @param prefix of every file, e.g. `oppo.push-in-background` */
  constructor(folder: string, prefix: string, redaction: Redaction) {
    this.#folder = folder
    this.#prefix = prefix
    this.#redaction = redaction
  }

  /** Collects one thing; a failure to do so is itself kept, since the phone may be the reason for the failed trial. */
  async add(name: string, collect: () => Promise<string | Buffer> | string | Buffer): Promise<void> {
    let content: string | Buffer
    try {
      content = await collect()
    } catch (error) {
      this.#write(
        `${name}.missing.txt`,
        `could not be collected: ${error instanceof Error ? error.message : String(error)}`,
      )
      return
    }
    this.#write(name, content)
  }

  get paths(): readonly string[] {
    return this.files.map((file) => basename(file.path))
  }

  #write(name: string, content: string | Buffer): void {
    const clean = typeof content === 'string' ? this.#redaction.text(content) : content
    const path = join(this.#folder, `${this.#prefix}.${name}`)
    writeFileSync(path, clean)
    this.files.push({ name, path, type: types[name.split('.').at(-1) ?? 'txt'] ?? 'text/plain', content: clean })
  }
}
