/** The entries of a list as options take it, `a, b`: trimmed, those that are empty left out. */
export function commaList(text: string): readonly string[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
