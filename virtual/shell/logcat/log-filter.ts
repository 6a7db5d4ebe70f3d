const order = 'VDIWEFS'

/** Which entries pass, by tag and priority: liblog's filter specs (`TAG:P`, `*:S`). */
export class LogFilter {
  readonly #byTag = new Map<string, number | 'global'>()
  #global = 0

  /** Adds the specs of one string, separated by blanks, tabs or commas. False when one is malformed. */
  add(specs: string): boolean {
    return specs
      .split(/[ \t,]+/)
      .filter((spec) => spec !== '')
      .every((spec) => this.#addOne(spec))
  }

  passes(tag: string, priority: string): boolean {
    const least = this.#byTag.get(tag)
    return order.indexOf(priority) >= (least === undefined || least === 'global' ? this.#global : least)
  }

  #addOne(spec: string): boolean {
    const colon = spec.indexOf(':')
    const tag = colon < 0 ? spec : spec.slice(0, colon)
    if (tag === '') return false
    const least = colon < 0 ? 'global' : leastOf(spec.charAt(colon + 1))
    if (least === undefined) return false
    // Without a priority `*` means debug, and a tag means everything.
    if (tag === '*') this.#global = least === 'global' ? 1 : least
    else this.#byTag.set(tag, colon < 0 ? 0 : least)
    return true
  }
}

/** A letter of VDIWEFS, a digit of 0 to 8, or `*` for the global level. */
function leastOf(letter: string): number | 'global' | undefined {
  if (letter === '*') return 'global'
  if (/^[0-8]$/.test(letter)) return Math.max(0, Number(letter) - 2)
  const index = letter === '' ? -1 : order.indexOf(letter.toUpperCase())
  return index < 0 ? undefined : index
}
