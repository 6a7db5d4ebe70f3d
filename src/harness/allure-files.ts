import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { JournalEntry } from './journal-entry.ts'

/**
 * What Allure's report shows beside the results: which ROM each phone had, and who must act on a failure. The results are
 * put in order: by phone, then by promise.
 */
export function writeAllureFiles(folder: string, entries: readonly JournalEntry[]): void {
  writeFileSync(join(folder, 'environment.properties'), environmentProperties(entries))
  writeFileSync(join(folder, 'categories.json'), JSON.stringify(categories, null, 2))
  for (const file of readdirSync(folder).filter((name) => name.endsWith('-result.json'))) putInOrder(join(folder, file))
}

const result = z.looseObject({ labels: z.array(z.looseObject({ name: z.string(), value: z.string() })) })

/**
 * WebdriverIO's reporter takes the promise for the highest level, where the phone stands too, and names the compiled file
 * of the first promise as everybody's package.
 */
function putInOrder(file: string): void {
  const read = result.parse(JSON.parse(readFileSync(file, 'utf8')))
  const [promise, ...others] = read.labels.filter((label) => label.name === 'parentSuite')
  if (promise === undefined || others.length === 0) return
  const labels = read.labels
    .map((label) => (label === promise ? { ...label, name: 'suite' } : label))
    .map((label) => (label.name === 'package' ? { ...label, value: `specs.${promise.value}` } : label))
  writeFileSync(file, JSON.stringify({ ...read, labels }))
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
