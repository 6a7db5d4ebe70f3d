import type { DeviceClient } from '@devicefarmer/adbkit'
import type { Duplex } from 'node:stream'
import { type Deadline, DeadlinePassed } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { quoteCommand } from './quoting.ts'

/** A command on the phone ended with another status than 0. */
export class PhoneCommandFailed extends PushfarmError {
  override readonly name = 'PhoneCommandFailed'
  readonly status: number
  readonly output: string
  constructor(serial: string, command: string, status: number, output: string) {
    super(`On ${serial}, "${command}" ended with ${status}: ${output.trim().slice(0, 300)}`, {
      code: 'farm/command-failed',
      verdict: 'infrastructure',
      facts: { serial, command, status },
    })
    this.status = status
    this.output = output
  }
}

/** The phone does not answer adb any more. */
export class PhoneGone extends PushfarmError {
  override readonly name = 'PhoneGone'
  constructor(serial: string, doing: string, cause: unknown) {
    super(`${serial} does not answer adb any more (${doing}).`, {
      code: 'farm/phone-gone',
      verdict: 'infrastructure',
      facts: { serial, reason: cause instanceof Error ? cause.message : String(cause) },
      hint: 'Check its cable or its network, and `adb devices`.',
      cause,
    })
  }
}

/** Whoever gives a command less than this learns nothing about the phone when it does not end: dumps take seconds on some. */
const fairMs = 5000

/** Marks the status in the output: adbkit speaks the old shell protocol, which has none of its own. */
const mark = '__pushfarm_status='

/** Commands on one phone. Words in, text out; quoting happens here and nowhere else. */
export class PhoneShell {
  readonly serial: string
  readonly #client: DeviceClient

  constructor(client: DeviceClient) {
    this.serial = client.serial
    this.#client = client
  }

  /** Runs a command; its output, stderr included. Rejects when it fails. */
  async run(words: readonly string[], deadline: Deadline): Promise<string> {
    const command = quoteCommand(words)
    const text = await this.#text(`${command} 2>&1; echo ${mark}$?`, deadline)
    const at = text.lastIndexOf(mark)
    if (at < 0) throw new PhoneGone(this.serial, `the output of "${command}" was cut`, undefined)
    const status = Number(text.slice(at + mark.length).trim())
    const output = text.slice(0, at)
    if (status !== 0) throw new PhoneCommandFailed(this.serial, command, status, output)
    return output
  }

  /** Whether a command ends with status 0. */
  async succeeds(words: readonly string[], deadline: Deadline): Promise<boolean> {
    try {
      await this.run(words, deadline)
      return true
    } catch (error) {
      if (error instanceof PhoneCommandFailed) return false
      throw error
    }
  }

  /** What a command prints, as it is: for dumps. */
  async read(words: readonly string[], deadline: Deadline): Promise<string> {
    return this.#text(quoteCommand(words), deadline)
  }

  /** A command that goes on printing; the caller ends it with `destroy()`. */
  async stream(words: readonly string[]): Promise<Duplex> {
    try {
      return await this.#client.shell(quoteCommand(words))
    } catch (error) {
      throw new PhoneGone(this.serial, words.join(' '), error)
    }
  }

  async #text(command: string, deadline: Deadline): Promise<string> {
    let stream: Duplex
    try {
      stream = await this.#client.shell(command)
    } catch (error) {
      throw new PhoneGone(this.serial, command, error)
    }
    return new Promise((resolve, reject) => {
      const chunks: Buffer[] = []
      const givenMs = deadline.remainingMs
      const tooLate = setTimeout(() => {
        stream.destroy()
        const passed = new DeadlinePassed(`the end of "${command}" on ${this.serial}`, Math.round(givenMs))
        reject(givenMs < fairMs ? passed : new PhoneGone(this.serial, command, passed))
      }, givenMs)
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.once('end', () => {
        clearTimeout(tooLate)
        resolve(Buffer.concat(chunks).toString('utf8'))
      })
      stream.once('error', (error) => {
        clearTimeout(tooLate)
        reject(new PhoneGone(this.serial, command, error))
      })
    })
  }
}
