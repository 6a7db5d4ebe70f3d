/** Tencent shortens titles and descriptions to a vendor's limit in UTF-16 units, the last three being `...` (1047/33527). */
export function shorten(text: string, units: number): string {
  return text.length <= units ? text : `${text.slice(0, units - 3)}...`
}
