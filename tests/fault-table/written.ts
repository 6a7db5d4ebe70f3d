import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../support/run-place.ts'
import { documentText, summaryText } from './table-text.ts'
import { faultTable } from './table.ts'

const begin = '<!-- fault table: npm run fault-table -->'
const end = '<!-- end of the fault table -->'

/** A file that shows the table, as it is and as it should be. */
export interface ShownTable {
  readonly path: string
  readonly written: string
  readonly computed: string
}

/** Both READMEs and docs/fault-table.md; between the two marks stands what was computed. */
export async function shownTables(): Promise<readonly ShownTable[]> {
  const [demo, nightly] = [await faultTable('demo'), await faultTable('nightly')]
  return [
    shown('README.md', summaryText(demo, ['fault', 'what breaks'])),
    shown('README.zh-CN.md', summaryText(demo, ['故障', '被打破的承诺'])),
    shown(join('docs', 'fault-table.md'), documentText(demo, nightly)),
  ]
}

export async function writeTables(): Promise<readonly string[]> {
  const changed = (await shownTables()).filter(({ written, computed }) => written !== computed)
  for (const { path, computed } of changed) writeFileSync(join(root, path), computed)
  return changed.map(({ path }) => path)
}

function shown(path: string, text: string): ShownTable {
  const written = readFileSync(join(root, path), 'utf8')
  const [from, to] = [written.indexOf(begin), written.indexOf(end)]
  if (from < 0 || to < from) throw new Error(`${path} has no place between "${begin}" and "${end}"`)
  return { path, written, computed: `${written.slice(0, from)}${begin}\n\n${text}\n\n${written.slice(to)}` }
}
