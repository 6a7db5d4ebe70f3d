const words: Readonly<Record<string, number | undefined>> = {
  UNSPECIFIED: -1000,
  NONE: 0,
  MIN: 1,
  LOW: 2,
  DEFAULT: 3,
  HIGH: 4,
  MAX: 5,
}

/**
 * NotificationManager.IMPORTANCE_* behind `4`, `HIGH` or `UNKNOWN(5)`: heads print the number, fields the word
 * (NotificationListenerService.Ranking.importanceToString). null when the text does not say.
 */
export function readImportance(text: string | undefined): number | null {
  const number = /^(?:UNKNOWN\()?(-?\d+)\)?$/.exec(text ?? '')?.[1]
  return number === undefined ? (words[text ?? ''] ?? null) : Number(number)
}
