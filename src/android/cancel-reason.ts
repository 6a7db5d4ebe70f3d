/** NotificationListenerService.REASON_*: why a notification went away. */
const texts: Readonly<Record<number, string>> = {
  1: 'it was tapped',
  2: 'it was swiped away',
  3: '"clear all" took it',
  4: 'the system could not show it',
  5: 'its package changed',
  6: 'its user was stopped',
  7: "the app's notifications were switched off",
  8: 'the app took it back',
  9: 'the app took all of its back',
  10: 'a notification listener took it',
  11: 'a notification listener took all',
  12: 'the summary of its group went',
  13: 'its group was optimised',
  14: 'its package was suspended',
  15: 'its profile was switched off',
  16: 'its group was taken apart',
  17: 'its channel was switched off',
  18: 'it was snoozed',
  19: 'its time ran out',
  20: 'its channel was removed',
  21: "the app's data were cleared",
  22: 'the notification assistant took it',
}

/** In words and with its number: `the app took it back, reason 8`. */
export function cancelReasonText(reason: number | null): string {
  if (reason === null) return 'the log does not say why'
  const text = texts[reason]
  return text === undefined ? `reason ${reason}` : `${text}, reason ${reason}`
}
