/** One element for the serialiser; attributes in the order in which they are written. */
export interface XmlElement {
  readonly name: string
  readonly attributes: readonly (readonly [name: string, value: string])[]
  readonly children: readonly XmlElement[]
}

const prolog = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>"

/**
 * Writes a document as Android's own serialiser does (libcore org.kxml2.io.KXmlSerializer): attribute values in double
 * quotes unless they hold one, then in single quotes; characters beyond the basic plane as numeric references; with
 * `indent` each element on a line of its own after CR LF.
 */
export function serializeXml(root: XmlElement, style: { readonly indent: boolean }): string {
  const parts: string[] = [prolog]
  writeElement(root, 0, style.indent, parts)
  return parts.join('')
}

function writeElement(element: XmlElement, depth: number, indent: boolean, parts: string[]): void {
  const lineStart = indent ? `\r\n${'  '.repeat(depth)}` : ''
  parts.push(`${lineStart}<${element.name}`)
  for (const [name, value] of element.attributes) parts.push(` ${name}=${quoted(value)}`)
  if (element.children.length === 0) {
    parts.push(' />')
    return
  }
  parts.push('>')
  for (const child of element.children) writeElement(child, depth + 1, indent, parts)
  parts.push(`${lineStart}</${element.name}>`)
}

function quoted(value: string): string {
  const quote = value.includes('"') ? "'" : '"'
  return quote + escaped(value, quote) + quote
}

function escaped(value: string, quote: string): string {
  // Most texts need nothing: one look, no copy.
  if (!/[&<>"'\n\r\t]|[\ud800-\udfff]/.test(value)) return value
  let out = ''
  for (const character of value) {
    const code = character.codePointAt(0) ?? 0
    if (character === '&') out += '&amp;'
    else if (character === '<') out += '&lt;'
    else if (character === '>') out += '&gt;'
    else if (character === quote) out += quote === '"' ? '&quot;' : '&apos;'
    else if (character === '\n' || character === '\r' || character === '\t' || code > 0xffff)
      out += `&#${String(code)};`
    else out += character
  }
  return out
}
