import { existsSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readJournal } from '../harness/journal.ts'
import type { RunFolder } from '../harness/run-folder.ts'
import { matrixPage } from '../report/matrix-page.ts'
import type { EvidenceFile } from '../report/seen-run.ts'

/** Evidence that the page shows in words; what is longer than this, in bytes, it only leads to. */
const shown = { endings: ['.server.json', '.push-panel.json', '.witnesses.txt'], bytes: 256 * 1024 }

/**
 * Writes the run's matrix as a page, from its journal and the evidence beside it. Returns where it is.
 *
 * @param promises in their order, for journals that do not name theirs
 */
export function writeMatrixFile(folder: RunFolder, promises: readonly string[]): string {
  const page = matrixPage({
    entries: readJournal(folder.journal),
    promises,
    evidence: readdirSync(folder.evidence)
      .toSorted()
      .map((name) => evidenceFile(folder.evidence, name)),
    allureReport: existsSync(join(folder.allureReport, 'index.html')) ? 'made' : 'not-made',
  })
  writeFileSync(folder.matrix, page)
  return folder.matrix
}

function evidenceFile(folder: string, name: string): EvidenceFile {
  const path = join(folder, name)
  const isShown = shown.endings.some((ending) => name.endsWith(ending)) && statSync(path).size <= shown.bytes
  return isShown ? { name, text: readFileSync(path, 'utf8') } : { name }
}
