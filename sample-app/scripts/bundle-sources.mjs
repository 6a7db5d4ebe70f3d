import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

export const appFolder = dirname(dirname(fileURLToPath(import.meta.url)))

const files = [
  'index.js',
  'contract.json',
  'babel.config.js',
  'metro.config.js',
  'package-lock.json',
  'android/app/src/main/assets/timpush-configs.json',
]

/**
 * Hex SHA-256 over everything the bundle is made from, line ends aside: tells whether a bundle is stale.
 * @returns {string}
 */
export function sourcesHash() {
  const sources = readdirSync(join(appFolder, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(tsx?|json)$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => relative(appFolder, join(entry.parentPath, entry.name)).split(sep).join('/'))
  const hash = createHash('sha256')
  for (const file of [...files, ...sources].sort())
    hash.update(`${file}\n${readFileSync(join(appFolder, file), 'utf8').replaceAll('\r\n', '\n')}\n`)
  return hash.digest('hex')
}
