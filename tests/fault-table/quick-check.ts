import { Laboratory } from '../../bench/laboratory.ts'
import { vendorNames } from '../../src/vendors/vendor.ts'
import { sentenceOf } from './deviation.ts'
import { type EffectName, effectOf } from './effects.ts'
import { LivePhone } from './live-phone.ts'
import { loadSpecs } from './prediction.ts'
import { foretellRun } from './table.ts'
import { type Trying, allTryings } from './trying.ts'

/** Longer than the slowest push of the virtual farm takes. */
const limitMs = 6000

/**
 * Every fault on one phone of seven, over the real adb and Appium, on the promises that tell most of it. Returns how much
 * differed from what was foretold.
 */
export async function checkQuickly(
  seed: string,
  faults: readonly (EffectName | 'nothing')[],
  say: (line: string) => void,
): Promise<number> {
  const tryings = (await allTryings(Number(seed))).filter(({ fault }) => faults.includes(fault))
  const laboratory = await Laboratory.open(vendorNames.join(','), seed)
  try {
    const phones = await Promise.all(laboratory.phones.map((phone) => LivePhone.open(laboratory, phone, limitMs)))
    const found = await Promise.all(
      phones.map(async (phone) => {
        const deviations = await tryOn(
          phone,
          tryings.filter(({ vendor }) => vendor === phone.vendor),
          say,
        )
        await phone.close()
        return deviations
      }),
    )
    const deviations = found.reduce((sum, one) => sum + one, 0)
    say(`${String(tryings.length)} faults, ${String(deviations)} deviations`)
    return deviations
  } finally {
    await laboratory.close()
  }
}

async function tryOn(phone: LivePhone, tryings: readonly Trying[], say: (line: string) => void): Promise<number> {
  const specs = await loadSpecs()
  let deviations = 0
  for (const { fault, promises } of tryings)
    await phone.brokenBy(fault, async () => {
      const startedAt = performance.now()
      for (const [name, foretold] of await foretellRun(promises, phone.vendor, effectOf(fault))) {
        const spec = specs.get(name)
        if (spec === undefined) throw new Error(`there is no promise ${name}`)
        const differs = sentenceOf(foretold, await phone.check(spec))
        if (differs === undefined) continue
        deviations++
        say(`DEVIATION ${fault} on ${phone.vendor}, ${name}: ${differs}`)
      }
      const seconds = Math.round((performance.now() - startedAt) / 1000)
      say(`${fault} on ${phone.vendor}: ${promises.join(', ')}: ${String(seconds)} s`)
    })
  return deviations
}
