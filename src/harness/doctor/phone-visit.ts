import type { Client } from '@devicefarmer/adbkit'
import { Deadline } from '../../base/deadline.ts'
import { PushfarmError } from '../../base/pushfarm-error.ts'
import { FarmPhone } from '../../farm/farm-phone.ts'
import { connectPhone } from '../../farm/phone-connection.ts'
import type { PhoneEntry } from '../../farm/inventory.ts'
import { type Finding, stops } from './finding.ts'
import { type FixReport, fixPhone } from './phone-fixes.ts'
import { phoneFindings } from './phone-findings.ts'
import { readPhone } from './phone-reading.ts'

export interface PhoneVisit {
  readonly findings: readonly Finding[]
  readonly fixes: readonly FixReport[]
}

/** Reads one phone and judges it; with `fix` does what adb can, and judges it again. */
export async function visitPhone(
  client: Client,
  entry: PhoneEntry,
  app: { readonly package: string; readonly channels: readonly { readonly id: string }[] },
  fix: boolean,
): Promise<PhoneVisit> {
  const expected = { entry, appPackage: app.package, channels: app.channels }
  const fixes: FixReport[] = []
  try {
    const deadline = Deadline.in(90_000)
    await connectPhone(client, entry, deadline.atMost(8000))
    const phone = new FarmPhone(entry, client.getDevice(entry.serial))
    const findings = phoneFindings(await readPhone(phone, app.package, deadline), expected)
    // Nothing is changed on a phone that is not the one that was meant.
    if (!fix || findings.some((finding) => finding.check === 'identity')) return { findings, fixes }
    fixes.push(...(await fixPhone(phone, findings, app.package, deadline)))
    if (fixes.length === 0) return { findings, fixes }
    const after = phoneFindings(await readPhone(phone, app.package, deadline), expected)
    return { findings: after, fixes: fixes.map((report) => verified(report, after)) }
  } catch (error) {
    if (!(error instanceof PushfarmError)) throw error
    const then = error.hint === undefined ? {} : { then: error.hint }
    return { findings: [stops(entry.name, 'online', error.message, then)], fixes }
  }
}

/** A ROM may take a command and do nothing. */
function verified(report: FixReport, after: readonly Finding[]): FixReport {
  return report.kind === 'done' && after.some((finding) => finding.fix === report.fix)
    ? { ...report, kind: 'refused', says: `adb said that it did (${report.fix}), and the phone is as it was.` }
    : report
}
