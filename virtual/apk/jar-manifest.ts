/** A META-INF/MANIFEST.MF or .SF file: attributes of the whole, then of each named entry (JAR File Specification). */
export interface JarManifest {
  readonly main: ReadonlyMap<string, string>
  readonly entries: ReadonlyMap<string, ReadonlyMap<string, string>>
}

export function readJarManifest(bytes: Buffer): JarManifest {
  // A line that begins with a blank continues the one before.
  const text = bytes.toString('utf8').replace(/\r\n?/g, '\n').replaceAll('\n ', '')
  const [first = '', ...others] = text.split(/\n\n+/)
  const entries = new Map<string, ReadonlyMap<string, string>>()
  for (const section of others) {
    const attributes = readAttributes(section)
    const name = attributes.get('name')
    if (name !== undefined) entries.set(name, attributes)
  }
  return { main: readAttributes(first), entries }
}

/** Names are compared without regard to case: kept in small letters. */
function readAttributes(section: string): ReadonlyMap<string, string> {
  const attributes = new Map<string, string>()
  for (const line of section.split('\n')) {
    const colon = line.indexOf(': ')
    if (colon > 0) attributes.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 2))
  }
  return attributes
}
