import { Buffer } from 'node:buffer'
import { Script } from 'node:vm'

/** The app's bundle, compiled when it is first needed; with the code that an earlier process of the farm compiled, if any. */
export class Bundle {
  readonly #bytes: SharedArrayBuffer
  readonly #codeCache: SharedArrayBuffer | undefined
  #script: Script | undefined
  #shared: boolean

  constructor(bytes: SharedArrayBuffer, codeCache: SharedArrayBuffer | undefined) {
    this.#bytes = bytes
    this.#codeCache = codeCache
    this.#shared = codeCache !== undefined
  }

  /** undefined when it was loaded before: a process evaluates its bundle once. */
  load(): Script | undefined {
    if (this.#script !== undefined) return undefined
    const cached = this.#codeCache
    this.#script = new Script(Buffer.from(this.#bytes).toString('utf8'), {
      filename: 'index.android.bundle',
      // V8 reads the cache only from memory of its own
      ...(cached === undefined ? {} : { cachedData: Buffer.from(new Uint8Array(cached)) }),
    })
    return this.#script
  }

  /** V8's code for all functions that have run so far; once, and only when there was no cache. */
  codeToShare(): SharedArrayBuffer | undefined {
    if (this.#shared || this.#script === undefined) return undefined
    this.#shared = true
    const data = this.#script.createCachedData()
    const shared = new SharedArrayBuffer(data.length)
    new Uint8Array(shared).set(data)
    return shared
  }
}
