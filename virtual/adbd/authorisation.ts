import type { Files } from '../android/files.ts'
import { parseHostKey, signatureFits, type HostKey } from './host-key.ts'

/**
 * `none-needed`: the phone never asks (ro.adb.secure=0, as on emulators). `accept`: its owner allows every host at once.
 * `ask`: the host stays `unauthorized` until somebody answers the question.
 */
export type AuthorisationPolicy = 'none-needed' | 'accept' | 'ask'

/** A host whose key the phone does not know: the "Allow USB debugging?" dialog. */
export interface Question {
  readonly fingerprint: string
  readonly comment: string
  /** `always` keeps the key; otherwise it is good for this connection only. */
  allow(options?: { readonly always?: boolean }): void
  /** Nothing is told to the host; it stays unauthorised. */
  deny(): void
  /** The host went away. */
  withdraw(): void
}

/** Where adbd keeps accepted keys, one per line. */
const keyFile = '/data/misc/adb/adb_keys'

/** Which hosts may talk to the phone. Accepted keys are kept in the phone's own file, so they outlive the daemon. */
export class Authorisation {
  readonly policy: AuthorisationPolicy
  readonly #files: Files
  readonly #questions = new Set<Question>()
  readonly #listeners = new Set<(question: Question) => void>()

  constructor(policy: AuthorisationPolicy, files: Files) {
    this.policy = policy
    this.#files = files
  }

  /** Questions that nobody has answered yet. */
  get questions(): readonly Question[] {
    return [...this.#questions]
  }

  onQuestion(listener: (question: Question) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Whether the signature was made with a key that was accepted before. */
  proves(token: Buffer, signature: Buffer): boolean {
    return this.#knownKeys().some(({ key }) => signatureFits(key, token, signature))
  }

  /** `allowed` runs when the owner allows it; with the policy `accept`, before this returns. */
  ask(key: HostKey, offered: Buffer, allowed: () => void): Question {
    const question: Question = {
      fingerprint: key.fingerprint,
      comment: key.comment,
      allow: ({ always = true } = {}) => {
        if (!this.#questions.delete(question)) return
        if (always) this.#remember(offered)
        allowed()
      },
      deny: () => this.#questions.delete(question),
      withdraw: () => this.#questions.delete(question),
    }
    this.#questions.add(question)
    if (this.policy === 'accept') question.allow()
    else for (const listener of this.#listeners) listener(question)
    return question
  }

  #knownKeys(): readonly HostKey[] {
    const lines = this.#files.read(keyFile)?.toString('latin1').split('\n') ?? []
    return lines.map((line) => parseHostKey(Buffer.from(line, 'latin1'))).filter((key) => key !== undefined)
  }

  #remember(offered: Buffer): void {
    const line = offered.toString('latin1').replace(/\0+$/, '').trim()
    const known = this.#files.read(keyFile)?.toString('latin1') ?? ''
    if (known.split('\n').includes(line)) return
    this.#files.write(keyFile, Buffer.from(`${known}${line}\n`, 'latin1'), { mode: 0o640 })
  }
}
