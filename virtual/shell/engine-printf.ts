const simple: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  e: '\x1b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
}

/** Backslash escapes of `echo` and `%b`. `\c` stops the output there. */
export function expandEscapes(text: string): { readonly text: string; readonly stopped: boolean } {
  let result = ''
  const pattern = /\\(c|0[0-7]{0,3}|x[0-9A-Fa-f]{1,2}|u[0-9A-Fa-f]{1,4}|U[0-9A-Fa-f]{1,8}|[^])|[^\\]+|\\$/g
  for (const match of text.matchAll(pattern)) {
    const code = match[1]
    if (code === undefined) result += match[0]
    else if (code === 'c') return { text: result, stopped: true }
    else result += escaped(code)
  }
  return { text: result, stopped: false }
}

function escaped(code: string): string {
  const known = simple[code]
  if (known !== undefined) return known
  if (/^0[0-7]*$/.test(code)) return String.fromCharCode(Number.parseInt(code, 8) & 0xff)
  if (/^[xuU]./.test(code)) return String.fromCodePoint(Number.parseInt(code.slice(1), 16))
  return `\\${code}`
}

/** `bad` holds the operands that should have been numbers. */
export function formatPrintf(
  format: string,
  values: readonly string[],
): { readonly text: string; readonly bad: readonly string[] } {
  const left = [...values]
  const bad: string[] = []
  let text = ''
  // The format is used again until the operands are used up.
  do {
    const before = left.length
    const round = formatOnce(format, left, bad)
    text += round.text
    if (round.stopped || left.length === before) break
  } while (left.length > 0)
  return { text, bad }
}

const directive =
  /%([-+ 0#]*)(\*|\d+)?(?:\.(\*|\d+))?([diouxXcsbqeEfgG%])|\\(?:[0-7]{1,3}|x[0-9A-Fa-f]{1,2}|[^])|[^%\\]+|[%\\]/g

function formatOnce(format: string, left: string[], bad: string[]): { text: string; stopped: boolean } {
  let text = ''
  for (const match of format.matchAll(directive)) {
    const [whole, flags = '', widthText, precisionText, kind] = match
    if (kind === undefined) {
      if (!whole.startsWith('\\') || whole.length < 2) text += whole
      else if (whole === '\\c') return { text, stopped: true }
      else text += escaped(/^\\[0-7]/.test(whole) ? `0${whole.slice(1)}` : whole.slice(1))
      continue
    }
    if (kind === '%') {
      text += '%'
      continue
    }
    const width = widthText === '*' ? Number(left.shift() ?? '0') : Number(widthText ?? '0')
    const precision =
      precisionText === '*'
        ? Number(left.shift() ?? '0')
        : precisionText === undefined
          ? undefined
          : Number(precisionText)
    const value = left.shift() ?? ''
    if (kind === 'b') {
      const inner = expandEscapes(value)
      text += pad(inner.text, width, flags, false)
      if (inner.stopped) return { text, stopped: true }
    } else text += pad(formatValue(kind, value, precision, flags, bad), width, flags, !'csq'.includes(kind))
  }
  return { text, stopped: false }
}

function formatValue(kind: string, value: string, precision: number | undefined, flags: string, bad: string[]): string {
  if (kind === 's') return precision === undefined ? value : value.slice(0, precision)
  if (kind === 'c') return value.slice(0, 1)
  if (kind === 'q') return /^[A-Za-z0-9_@%+=:,./-]+$/.test(value) ? value : `'${value.replaceAll("'", "'\\''")}'`
  const number = parseOperand(value)
  if (number === undefined) bad.push(value)
  const amount = number ?? 0
  const plus = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : ''
  if ('eEfgG'.includes(kind)) return (amount < 0 ? '' : plus) + formatFloat(kind, amount, precision ?? 6)
  const whole = BigInt(Math.trunc(amount))
  if (kind === 'd' || kind === 'i') {
    const digits = (whole < 0n ? -whole : whole).toString().padStart(precision ?? 1, '0')
    return (whole < 0n ? '-' : plus) + digits
  }
  const unsigned = whole < 0n ? BigInt.asUintN(64, whole) : whole
  const base = kind === 'o' ? 8 : kind === 'u' ? 10 : 16
  const digits = unsigned.toString(base).padStart(precision ?? 1, '0')
  const prefix = flags.includes('#') ? (kind === 'o' ? '0' : base === 16 ? '0x' : '') : ''
  return kind === 'X' ? (prefix + digits).toUpperCase() : prefix + digits
}

function formatFloat(kind: string, amount: number, precision: number): string {
  if (kind === 'f') return amount.toFixed(precision)
  const exponential = (digits: number): string => amount.toExponential(digits).replace(/e([+-])(\d)$/, 'e$10$2')
  if (kind === 'e') return exponential(precision)
  if (kind === 'E') return exponential(precision).toUpperCase()
  const exponent = amount === 0 ? 0 : Math.floor(Math.log10(Math.abs(amount)))
  const digits = Math.max(1, precision)
  if (exponent < -4 || exponent >= digits) return exponential(digits - 1).replace(/\.?0+e/, 'e')
  return String(Number(amount.toPrecision(digits)))
}

/** Decimal, 0x…, 0…, floats, and 'c for a character's code. */
function parseOperand(value: string): number | undefined {
  const text = value.trim()
  if (text === '') return 0
  if (/^['"]/.test(text)) return text.codePointAt(1) ?? 0
  if (/^[-+]?0[xX][0-9a-fA-F]+$/.test(text))
    return (text.startsWith('-') ? -1 : 1) * Number.parseInt(text.replace(/^[-+]?0[xX]/, ''), 16)
  if (/^[-+]?0[0-7]+$/.test(text)) return Number.parseInt(text, 8)
  return /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(text) ? Number(text) : undefined
}

function pad(text: string, width: number, flags: string, numeric: boolean): string {
  if (text.length >= Math.abs(width)) return text
  if (flags.includes('-') || width < 0) return text.padEnd(Math.abs(width))
  if (flags.includes('0') && numeric) {
    const sign = /^[-+ ]/.exec(text)?.[0] ?? ''
    return sign + text.slice(sign.length).padStart(width - sign.length, '0')
  }
  return text.padStart(width)
}
