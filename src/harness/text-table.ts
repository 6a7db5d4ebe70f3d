/** Columns of text, padded by what a terminal shows: Han characters and emoji take two cells. */
export function textTable(rows: readonly (readonly string[])[]): string {
  const widths: number[] = []
  for (const row of rows) row.forEach((cell, at) => (widths[at] = Math.max(widths[at] ?? 0, cellWidth(cell))))
  return rows
    .map((row) =>
      row
        .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - cellWidth(cell)))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

/** Terminal cells of a text, colours left out. Accents, joiners and what turns the writing direction take none. */
export function cellWidth(text: string): number {
  let width = 0
  for (const character of text.replace(/\u001B\[[0-9;]*m/g, '')) {
    if (/[\p{Mark}\p{Cf}\p{Cc}]/u.test(character)) continue
    const wide = isWide(character.codePointAt(0) ?? 0) || /\p{Emoji_Presentation}/u.test(character)
    width += wide ? 2 : 1
  }
  return width
}

/** East Asian Width W and F, roughly (UAX 11). */
function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}
