import { expect, it } from 'vitest'
import { appFindings } from './app-findings.ts'

const missing = { apk: '/nowhere/app.apk', androidFolder: '/nowhere', contract: '/nowhere/contract.json' }

it.each([
  { farm: 'embedded', isSample: true, weight: 'good', says: 'the run makes it' },
  // It would be made for virtual phones.
  { farm: 'real', isSample: true, weight: 'stops', says: 'The app /nowhere/app.apk cannot be read.' },
  { farm: 'embedded', isSample: false, weight: 'stops', says: 'The app /nowhere/app.apk cannot be read.' },
] as const)(
  'an APK that is not there, farm $farm, sample $isSample: $says',
  async ({ farm, isSample, ...expected }) => {
    const findings = await appFindings({ ...missing, farm, isSample })
    expect(findings).toEqual([expect.objectContaining({ check: 'apk', ...expected })])
  },
)
