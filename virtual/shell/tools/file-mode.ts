/** `-rw-r--r--` */
export function modeText(mode: number): string {
  const type =
    { 0o040000: 'd', 0o120000: 'l', 0o020000: 'c', 0o060000: 'b', 0o010000: 'p', 0o140000: 's' }[mode & 0o170000] ?? '-'
  const triple = (shift: number, special: number, letter: string): string => {
    const bits = (mode >> shift) & 7
    const executes = (bits & 1) !== 0
    const last = (mode & special) !== 0 ? (executes ? letter : letter.toUpperCase()) : executes ? 'x' : '-'
    return ((bits & 4) !== 0 ? 'r' : '-') + ((bits & 2) !== 0 ? 'w' : '-') + last
  }
  return type + triple(6, 0o4000, 's') + triple(3, 0o2000, 's') + triple(0, 0o1000, 't')
}

/** `755`, `u+x,go-w`. Undefined when the text is no mode. */
export function changedMode(text: string, mode: number, isDirectory: boolean): number | undefined {
  if (/^[0-7]{1,5}$/.test(text)) return Number.parseInt(text, 8)
  let result = mode & 0o7777
  for (const clause of text.split(',')) {
    const match = /^([ugoa]*)((?:[-+=][rwxXst]*)+)$/.exec(clause)
    if (match === null) return undefined
    const who = match[1] === '' || match[1]?.includes('a') === true ? 'ugo' : (match[1] ?? '')
    for (const [, operator = '', letters = ''] of (match[2] ?? '').matchAll(/([-+=])([rwxXst]*)/g)) {
      let bits = 0
      for (const letter of letters) {
        if (letter === 'r') bits |= 0o444
        else if (letter === 'w') bits |= 0o222
        else if (letter === 'x' || (letter === 'X' && (isDirectory || (mode & 0o111) !== 0))) bits |= 0o111
        else if (letter === 's') bits |= 0o6000
        else if (letter === 't') bits |= 0o1000
      }
      const mask =
        (who.includes('u') ? 0o4700 : 0) | (who.includes('g') ? 0o2070 : 0) | (who.includes('o') ? 0o1007 : 0)
      if (operator === '+') result |= bits & mask
      else if (operator === '-') result &= ~(bits & mask)
      else result = (result & ~mask) | (bits & mask)
    }
  }
  return result
}

/** toybox's human sizes: `4.0K`, `12K`, `1.2M`. */
export function humanSize(bytes: number): string {
  if (bytes < 1000) return String(bytes)
  let amount = bytes
  let unit = -1
  while (amount >= 1000 && unit < 4) {
    amount /= 1024
    unit++
  }
  const letter = 'KMGTP'.charAt(unit)
  return amount < 10
    ? `${(Math.round(amount * 10) / 10).toFixed(1)}${letter}`
    : `${String(Math.round(amount))}${letter}`
}
