import { readdirSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type BuildFailure, type BuildOptions, build } from 'esbuild'
import { PushfarmError } from '../base/pushfarm-error.ts'

/**
 * Compiles the configuration and the specs once, for all workers: each would otherwise compile them again through tsx,
 * whose hooks double the time that a worker takes to load WebdriverIO. Packages stay outside.
 *
 * @returns the compiled configuration; its folder is the caller's to remove
 */
export async function compileRun(root: string, folder: string): Promise<string> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true })
  const specs = readdirSync(join(root, 'specs'))
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `specs/${file}`)
  await compile({
    absWorkingDir: root,
    entryPoints: ['wdio.conf.ts', ...specs],
    outbase: root,
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    logLevel: 'silent',
  })
  return join(folder, 'wdio.conf.mjs')
}

/** A spec with a mistake is told by its place, as editors take it. */
async function compile(options: BuildOptions): Promise<void> {
  try {
    await build(options)
  } catch (error) {
    const [first] = (error as Partial<BuildFailure>).errors ?? []
    if (first === undefined) throw error
    const { location, text } = first
    const place = location === null ? '' : `${location.file}:${String(location.line)}:${String(location.column + 1)}: `
    throw new PushfarmError(`${place}${text.replace(/\.$/, '')}.`, {
      code: 'cli/does-not-compile',
      verdict: 'set-up',
      hint: 'npm run check:types tells more.',
      cause: error,
    })
  }
}
