/** Markup that is safe to put into a page. Only `html` and `verbatim` make it. */
export class Html {
  readonly text: string

  constructor(text: string) {
    this.text = text
  }
}

type Insertable = Html | string | number | undefined | readonly Insertable[]

/** A template of markup. Whatever is put into it is escaped, unless it is markup itself; `undefined` is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Insertable[]): Html {
  return new Html(
    written(parts)
      .map((part, at) => (at === 0 ? part : markup(values[at - 1]) + part))
      .join(''),
  )
}

const seen = new WeakMap<TemplateStringsArray, readonly string[]>()

/** The template without its indentation: that is for those who read the code. What is put into it stays as it is. */
function written(parts: TemplateStringsArray): readonly string[] {
  const known = seen.get(parts) ?? parts.map((part) => part.replace(/\s*\n\s*/g, '\n'))
  seen.set(parts, known)
  return known
}

/** Text whose spaces and line breaks are shown. */
export function asWritten(text: string): Html {
  return html`<span class="value">${text}</span>`
}

/** The page's own style and script. Never for what was read. */
export function verbatim(source: string): Html {
  return new Html(source)
}

/**
 * Text for an element or a quoted attribute. What a reader could not see, or what would change the order of the letters
 * around it, is written out as `\uXXXX`: control characters, halves of surrogate pairs, bidirectional overrides. Tabs and
 * line breaks stay.
 */
export function escapeText(text: string): string {
  return text.replace(invisible, writtenOut).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}

/** C0 and C1 controls, line separators, bidirectional marks, U+FEFF, and surrogates that have no other half. */
const invisible =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function writtenOut(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}

function markup(value: Insertable): string {
  if (value === undefined) return ''
  if (value instanceof Html) return value.text
  if (typeof value === 'object') return value.map(markup).join('')
  return escapeText(String(value))
}
