import type { LaboratoryAbility } from '../farm/laboratory.ts'
import type { ConsoleSettings } from '../push/situation.ts'
import type { Row } from '../push/matrix-row.ts'

/**
 * What a laboratory has to be able to do before a row can be tried; nothing: no laboratory is needed.
 *
 * @param entered what the app's owner has entered at the consoles already
 */
export function laboratoryNeeds(
  { situation = {}, after }: Row,
  entered: Partial<ConsoleSettings>,
): readonly LaboratoryAbility[] {
  const { console = {}, timeOfDay, account, token, usedQuota } = situation
  const { vendorChannels, listing, users, ...entry } = changedAtConsoles(console, entered)
  const needs = new Set<LaboratoryAbility>()
  if (vendorChannels !== undefined || listing !== undefined || users !== undefined) needs.add('console')
  // A changed entry of the console is in force after ten minutes: to wait for them is to move the clock.
  if (Object.keys(entry).length > 0) needs.add('console').add('clock')
  if (timeOfDay !== undefined || account === 'idle-for-seven-days' || after === 'a-day') needs.add('clock')
  if (token === 'not-reported') needs.add('faults')
  // A phone's quota can be used up by sending to it, an app's by sending to thousands.
  if (usedQuota !== undefined && usedQuota.appToday > usedQuota.deviceToday) needs.add('quota')
  return [...needs]
}

/** What of a row's console settings is not entered already. */
export function changedAtConsoles(
  settings: Partial<ConsoleSettings>,
  entered: Partial<ConsoleSettings>,
): Partial<ConsoleSettings> {
  const { vendorChannels = {}, ...others } = settings
  const registered = Object.entries(vendorChannels).every(([id, granted]) => entered.vendorChannels?.[id] === granted)
  return {
    ...Object.fromEntries(
      Object.entries(others).filter(([name, value]) => entered[name as keyof typeof others] !== value),
    ),
    ...(registered ? {} : { vendorChannels }),
  }
}

/** For the report, in place of a result. */
export function missingLaboratory(missing: readonly LaboratoryAbility[]): string {
  return `it takes a laboratory that can ${missing.map((ability) => doing[ability]).join(' and ')}`
}

const doing: Readonly<Record<LaboratoryAbility, string>> = {
  faults: 'break things',
  clock: "move the servers' clock",
  console: "change the app's entries in the consoles",
  quota: 'set quotas',
  records: 'read the push records',
}
