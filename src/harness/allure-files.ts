import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { JournalEntry } from './journal-entry.ts'

/** What Allure's report shows beside the results: which ROM each phone had, and who must act on a failure. */
export function writeAllureFiles(folder: string, entries: readonly JournalEntry[]): void {
  writeFileSync(join(folder, 'environment.properties'), environmentProperties(entries))
  writeFileSync(join(folder, 'categories.json'), JSON.stringify(categories, null, 2))
}

const categories = [
  { name: 'A promise was broken: app and push team', matchedStatuses: ['failed'] },
  { name: 'A phone was lost: farm keepers', matchedStatuses: ['broken'], messageRegex: '(?s).*was lost.*' },
  { name: 'Could not be checked: farm keepers', matchedStatuses: ['broken'] },
]

function environmentProperties(entries: readonly JournalEntry[]): string {
  const lines = entries
    .filter((entry) => entry.kind === 'phone')
    .map((phone) => {
      const service = `${phone.pushService}${phone.pushServiceVersion === null ? '' : ` ${phone.pushServiceVersion}`}`
      return [
        phone.phone,
        `${phone.model}, Android ${phone.android} (API ${phone.apiLevel}), ${service}, ${phone.build}`,
      ] as const
    })
  return lines.map(([name, value]) => `${name}=${escape(value)}\n`).join('')
}

/** java.util.Properties: ASCII, backslash escapes. */
function escape(value: string): string {
  return value
    .replace(/[\\:=#!]/g, '\\$&')
    .replace(/[^\x20-\x7e]/g, (character) =>
      [...Array(character.length).keys()]
        .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join(''),
    )
}
