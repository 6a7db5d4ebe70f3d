import { execFile } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { RunFolder } from '../harness/run-folder.ts'

const run = promisify(execFile)

/** Makes Allure's HTML report. It needs Java; without it the run is whole all the same. Says what was made, or why not. */
export async function makeHtmlReport(root: string, folder: RunFolder): Promise<string> {
  try {
    await run('java', ['-version'])
  } catch {
    return `No HTML report: there is no Java on this machine (Debian or Ubuntu: sudo apt-get install -y default-jre-headless). Then: npx pushfarm report ${folder.path}`
  }
  const allure = join(
    createRequire(join(root, 'package.json')).resolve('allure-commandline/package.json'),
    '..',
    'bin',
    'allure',
  )
  await run(process.execPath, [allure, 'generate', '--clean', '--output', folder.allureReport, folder.allureResults], {
    maxBuffer: 16 * 1024 * 1024,
  })
  return `Report: ${join(folder.allureReport, 'index.html')}`
}
