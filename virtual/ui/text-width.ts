/**
 * Widths of text for system windows, without a font: close enough for bounds that hug their text. The app's own text is
 * measured by its runtime.
 */

/** Advance in em of a character of Roboto, by class; CJK and emoji are one em wide. */
function advanceEm(codePoint: number): number {
  if (codePoint >= 0x1100 && isWide(codePoint)) return 1
  const character = String.fromCodePoint(codePoint)
  if ("iljI.,:;|!'`".includes(character)) return 0.25
  if ('ftr()[]{}-" /\\'.includes(character)) return 0.34
  if ('mwMW@%'.includes(character)) return 0.86
  if (character >= 'A' && character <= 'Z') return 0.64
  return 0.55
}

function isWide(codePoint: number): boolean {
  return (
    (codePoint >= 0x2e80 && codePoint <= 0xa4cf) ||
    (codePoint >= 0xac00 && codePoint <= 0xd7a3) ||
    (codePoint >= 0xf900 && codePoint <= 0xfaff) ||
    (codePoint >= 0xfe30 && codePoint <= 0xfe4f) ||
    (codePoint >= 0xff00 && codePoint <= 0xff60) ||
    codePoint >= 0x1f300
  )
}

/** Pixels that `text` takes on one line at `size` pixels. */
export function textWidth(text: string, size: number): number {
  let em = 0
  for (const character of text) em += advanceEm(character.codePointAt(0) ?? 0)
  return Math.ceil(em * size)
}

/** Breaks at blanks, between CJK characters and, where nothing else helps, anywhere; keeps newlines. */
export function wrapText(text: string, size: number, maxWidth: number): readonly string[] {
  return text.split('\n').flatMap((paragraph) => wrapParagraph(paragraph, size, maxWidth))
}

function wrapParagraph(paragraph: string, size: number, maxWidth: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const token of tokensOf(paragraph)) {
    if (line !== '' && textWidth(line + token, size) > maxWidth) {
      lines.push(line.trimEnd())
      line = token.trimStart()
    } else line += token
    while (textWidth(line, size) > maxWidth && line.length > 1) {
      const fits = fittingLength(line, size, maxWidth)
      lines.push(line.slice(0, fits))
      line = line.slice(fits)
    }
  }
  return [...lines, line]
}

function tokensOf(text: string): readonly string[] {
  return (
    text.match(
      /[\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]|\s+|[^\s\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60]+/gu,
    ) ?? []
  )
}

function fittingLength(line: string, size: number, maxWidth: number): number {
  let length = 0
  let width = 0
  for (const character of line) {
    width += textWidth(character, size)
    if (width > maxWidth && length > 0) break
    length += character.length
  }
  return length
}
