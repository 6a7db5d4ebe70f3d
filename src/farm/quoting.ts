/**
 * One word for Android's shell. Everything that reaches `adb shell` goes through here: keys of notifications hold pipes,
 * and texts hold whatever people write.
 */
export function quote(word: string): string {
  if (word === '') return "''"
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'"'"'`)}'`
}

export function quoteCommand(words: readonly string[]): string {
  return words.map(quote).join(' ')
}
