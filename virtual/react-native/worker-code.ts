import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type { FontFiles, Weight } from './text/fonts.ts'

/** What all apps of a farm share: made once, then only referred to by every thread. */
export interface SharedParts {
  /** Source of the app threads, one script without imports. */
  readonly workerCode: string
  readonly yogaModule: WebAssembly.Module
  readonly fonts: FontFiles
}

export async function loadSharedParts(): Promise<SharedParts> {
  const [workerCode, yogaModule, regular, medium, bold] = await Promise.all([
    bundleWorker(),
    compileYoga(),
    readFont('400Regular'),
    readFont('500Medium'),
    readFont('700Bold'),
  ])
  return { workerCode, yogaModule, fonts: { regular, medium, bold } satisfies Record<Weight, SharedArrayBuffer> }
}

const wasmData = /data:application\/octet-stream;base64,([A-Za-z0-9+/=]+)/

/**
 * The farm runs from TypeScript through a loader; a loader in every app's thread would cost more memory than the app.
 * Yoga's WebAssembly is left out of the code: threads get the compiled module.
 */
async function bundleWorker(): Promise<string> {
  const result = await build({
    entryPoints: [fileURLToPath(new URL('app/worker.ts', import.meta.url))],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    minify: true,
    logLevel: 'silent',
    logOverride: { 'empty-import-meta': 'silent' },
    plugins: [
      {
        name: 'shared-yoga',
        setup(plugin) {
          plugin.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path }) => {
            const source = await readFile(path, 'utf8')
            const options = 'loadYoga = loadYoga || {};'
            if (!source.includes(options)) throw new Error(`${path} has another form than that of yoga-layout 3.2.1`)
            const contents = source
              .replace(wasmData, 'data:application/octet-stream;base64,')
              .replace(options, 'loadYoga = loadYoga || { instantiateWasm: globalThis.instantiateYoga };')
            return { contents, loader: 'js' }
          })
        },
      },
    ],
  })
  const file = result.outputFiles[0]
  if (file === undefined) throw new Error('esbuild made no worker code')
  return file.text
}

async function compileYoga(): Promise<WebAssembly.Module> {
  const loader = createRequire(import.meta.url).resolve('yoga-layout/load')
  const source = await readFile(new URL('../binaries/yoga-wasm-base64-esm.js', `file://${loader}`), 'utf8')
  const base64 = wasmData.exec(source)?.[1]
  if (base64 === undefined) throw new Error('yoga-layout holds no WebAssembly where 3.2.1 had it')
  return WebAssembly.compile(Buffer.from(base64, 'base64'))
}

async function readFont(name: string): Promise<SharedArrayBuffer> {
  const require = createRequire(import.meta.url)
  const path = require.resolve(`@expo-google-fonts/roboto/${name}/Roboto_${name}.ttf`)
  return shared(await readFile(path))
}

/** A copy that threads see without copying it again. */
export function shared(bytes: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(bytes.length)
  new Uint8Array(buffer).set(bytes)
  return buffer
}
