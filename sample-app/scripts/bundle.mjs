// Makes bundle/index.android.bundle, the JavaScript that the phones run, with Metro. Needs `npm ci` in this folder.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { appFolder, sourcesHash } from './bundle-sources.mjs'

if (process.argv.includes('--help')) {
  console.log('node scripts/bundle.mjs\n\nWrites bundle/index.android.bundle and bundle/bundle.json.')
  process.exit(0)
}
if (!existsSync(join(appFolder, 'node_modules'))) {
  console.error('The packages of the sample app are not installed. Run `npm ci` in sample-app first.')
  process.exit(4)
}

const output = join(appFolder, 'bundle', 'index.android.bundle')
mkdirSync(join(appFolder, 'bundle'), { recursive: true })
const cli = createRequire(join(appFolder, 'package.json')).resolve('react-native/cli.js')
const options = { platform: 'android', dev: 'false', 'entry-file': 'index.js', 'bundle-output': output }
const run = spawnSync(
  process.execPath,
  [cli, 'bundle', ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]), '--reset-cache'],
  { cwd: appFolder, stdio: 'inherit' },
)
if (run.status !== 0) process.exit(run.status ?? 1)

const { dependencies } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8'))
writeFileSync(
  join(appFolder, 'bundle', 'bundle.json'),
  `${JSON.stringify({ sourcesSha256: sourcesHash(), bytes: readFileSync(output).length, dependencies }, null, 2)}\n`,
)
