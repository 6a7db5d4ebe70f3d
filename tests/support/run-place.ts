import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export const root = join(import.meta.dirname, '..', '..')

export interface PlaceEntry {
  readonly name: string
  readonly vendor: string
  readonly serial: string
}

/** A folder of one test, with its devices.json, APKs, reports, and a folder for temporary files. */
export class RunPlace {
  readonly path: string

  constructor() {
    this.path = mkdtempSync(join(tmpdir(), 'pushfarm-run-'))
    mkdirSync(this.temporary)
  }

  get temporary(): string {
    return join(this.path, 'tmp')
  }

  /** Writes a file; resolves names below the place. */
  file(name: string, content: string | Buffer): string {
    const path = join(this.path, name)
    writeFileSync(path, content)
    return path
  }

  /** A devices.json of phones at these ports; anything in it can be replaced. */
  devices(
    name: string,
    farm: {
      readonly farm: 'embedded' | 'real'
      readonly adbPort: number
      readonly phones: readonly PlaceEntry[]
      readonly others?: Readonly<Record<string, unknown>>
    },
  ): string {
    const app = join(root, 'build', 'sample-app.apk')
    const { phones, adbPort } = farm
    return this.file(
      name,
      JSON.stringify({ farm: farm.farm, app, adb: { port: adbPort }, phones, ...farm.others }, null, 2),
    )
  }

  /** A PATH on which nothing stands but these programs of the usual one. */
  pathWith(programs: readonly string[]): string {
    const folder = mkdtempSync(join(this.path, 'bin-'))
    for (const program of programs) {
      const found = (process.env['PATH'] ?? '')
        .split(delimiter)
        .map((one) => join(one, program))
        .find((one) => existsSync(one))
      if (found !== undefined) symlinkSync(found, join(folder, program))
    }
    return folder
  }

  /** What is in the folder for temporary files, but for the caches of tsx and jiti, which are for the next run. */
  get leftTemporary(): readonly string[] {
    return readdirSync(this.temporary).filter((name) => !/^(?:tsx-|jiti$)/.test(name))
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** Every file below a folder with its text, for searching. */
export function filesBelow(folder: string): readonly { readonly path: string; readonly text: string }[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { path, text: readFileSync(path, 'utf8') }
    })
}
