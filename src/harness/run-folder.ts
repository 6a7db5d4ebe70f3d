import { existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
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
    const objection = objectionTo(path)
    if (objection !== undefined)
      throw new PushfarmError(`${path} ${objection}.`, {
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

function objectionTo(path: string): string | undefined {
  if (!existsSync(path)) return undefined
  if (!statSync(path).isDirectory()) return 'is no folder'
  const inside = readdirSync(path)
  if (inside.includes('journal.jsonl')) return 'holds an earlier run'
  return inside.length === 0 ? undefined : `is not empty: ${inside.slice(0, 3).join(', ')}`
}
