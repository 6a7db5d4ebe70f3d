/**
 * How many pushes of an app the main log says were refused: notifications that the owner's switch stopped
 * (NotificationManagerService.isBlocked), and those that Google's service could not hand to a stopped app.
 *
 * @param names `posters`: who may post for the app, itself among them
 */
export function countRefusals(
  log: string,
  names: { readonly app: string; readonly posters: readonly string[] },
): number {
  const suppressed = names.posters.map((name) => `Suppressing notification from package ${name} `)
  return log
    .split('\n')
    .filter(
      (line) =>
        suppressed.some((text) => line.includes(text)) ||
        (line.includes('result=CANCELLED') && line.includes(names.app)),
    ).length
}
