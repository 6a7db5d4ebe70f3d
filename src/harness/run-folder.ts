import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** Where one run leaves what it saw. */
export class RunFolder {
  readonly path: string

  private constructor(path: string) {
    this.path = path
  }

  /** A new folder below `reports`, named by the time of the start, e.g. `2026-11-20T22-41-07`. */
  static create(reports: string, now: Date): RunFolder {
    const name = now.toISOString().slice(0, 19).replaceAll(':', '-')
    for (let again = 1; ; again++) {
      const path = join(reports, again === 1 ? name : `${name}-${again}`)
      mkdirSync(reports, { recursive: true })
      try {
        mkdirSync(path)
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'EEXIST') continue
        throw error
      }
      return RunFolder.at(path)
    }
  }

  /** Exactly this folder; what an earlier run left is never mixed with a new run. */
  static createAt(path: string): RunFolder {
    if (existsSync(join(path, 'journal.jsonl')))
      throw new PushfarmError(`${path} holds an earlier run.`, {
        code: 'harness/folder-in-use',
        verdict: 'set-up',
        facts: { path },
        hint: 'Name a folder that is new or empty.',
      })
    return RunFolder.at(path)
  }

  static at(path: string): RunFolder {
    const folder = new RunFolder(path)
    for (const inner of [folder.evidence, folder.allureResults, folder.junit, folder.logs])
      mkdirSync(inner, { recursive: true })
    return folder
  }

  get journal(): string {
    return join(this.path, 'journal.jsonl')
  }
  /** Phones by promises, as a page. */
  get matrix(): string {
    return join(this.path, 'matrix.html')
  }
  get evidence(): string {
    return join(this.path, 'evidence')
  }
  get allureResults(): string {
    return join(this.path, 'allure-results')
  }
  get allureReport(): string {
    return join(this.path, 'allure-report')
  }
  get junit(): string {
    return join(this.path, 'junit')
  }
  get logs(): string {
    return join(this.path, 'logs')
  }
}
