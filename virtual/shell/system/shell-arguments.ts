/** android.os.ShellCommand's walk over the words of a command line. */
export class ShellArguments {
  readonly #words: readonly string[]
  #next = 0
  /** `-abc` of a cluster whose letters are still to be given. */
  #lastOption = ''

  constructor(words: readonly string[]) {
    this.#words = words
  }

  /** The next word if it is an option; `--` ends the options. */
  nextOption(): string | undefined {
    const word = this.#words[this.#next]
    if (word === undefined || !word.startsWith('-') || word === '-') return undefined
    this.#next++
    if (word === '--') return undefined
    this.#lastOption = word
    return word
  }

  next(): string | undefined {
    const word = this.#words[this.#next]
    if (word !== undefined) this.#next++
    return word
  }

  peek(): string | undefined {
    return this.#words[this.#next]
  }

  /** Throws JavaException when nothing is left, as getNextArgRequired does. */
  required(): string {
    const word = this.next()
    if (word !== undefined) return word
    throw new JavaException(
      'java.lang.IllegalArgumentException',
      `Argument expected after "${this.#words[this.#next - 1] ?? this.#lastOption}"`,
    )
  }

  rest(): readonly string[] {
    const left = this.#words.slice(this.#next)
    this.#next = this.#words.length
    return left
  }
}

/** An exception that a system service throws at the shell; printed with a trace, exit status 255. */
export class JavaException extends Error {
  override readonly name = 'JavaException'
  readonly javaClass: string
  constructor(javaClass: string, message: string) {
    super(message)
    this.javaClass = javaClass
  }
}

export function illegalArgument(message: string): JavaException {
  return new JavaException('java.lang.IllegalArgumentException', message)
}

export function securityException(message: string): JavaException {
  return new JavaException('java.lang.SecurityException', message)
}

/** Integer.parseInt and Integer.decode: decimal, `0x...`. Throws NumberFormatException. */
export function parseJavaInt(text: string): number {
  const value = /^[+-]?\d+$/.test(text) ? Number(text) : /^[+-]?0[xX][0-9a-fA-F]+$/.test(text) ? hex(text) : NaN
  if (Number.isNaN(value)) throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
  return value
}

function hex(text: string): number {
  return text.startsWith('-') ? -Number(text.slice(1)) : Number(text.replace(/^\+/, ''))
}
