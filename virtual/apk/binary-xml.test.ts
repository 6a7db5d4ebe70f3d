import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readBinaryXml, valueType } from './binary-xml.ts'
import type { XmlAttribute, XmlElement } from './binary-xml.ts'
import { writeBinaryXml } from './binary-xml-writer.ts'

const namespace = 'http://schemas.android.com/apk/res/android'
const name = fc.stringMatching(/^[a-z][a-zA-Z-]{0,12}$/)
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ minLength: 100, maxLength: 400 }),
  fc.constant('消息🙂"\n'),
)
const value = fc.oneof(
  text.map((content) => ({ type: valueType.string, text: content })),
  fc.tuple(fc.constantFrom(0x01, 0x10, 0x11, 0x12), fc.nat(0xffffffff)).map(([type, data]) => ({ type, data })),
)
const attributes = fc
  .tuple(
    fc.uniqueArray(fc.tuple(fc.integer({ min: 0x01010000, max: 0x0101ffff }), value), {
      selector: ([id]) => id,
      maxLength: 6,
    }),
    fc.uniqueArray(fc.tuple(name, value), { selector: ([own]) => own, maxLength: 3 }),
  )
  .map(([android, own]) => [
    ...android
      .toSorted(([a], [b]) => a - b)
      .map(([resourceId, content]) => ({ resourceId, name: `a${resourceId}`, data: 0, ...content })),
    ...own.map(([ownName, content]) => ({ name: ownName, data: 0, ...content })),
  ])
const { element } = fc.letrec<{ element: XmlElement }>((tie) => ({
  element: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ name, attributes, children: fc.constant([]) }),
    fc.record({ name, attributes, children: fc.array(tie('element'), { maxLength: 3 }) }),
  ),
}))

describe('compiled XML', () => {
  test('reads what it wrote', () => {
    fc.assert(
      fc.property(element, (tree) => {
        expect(withoutPositions(readBinaryXml(writeBinaryXml(tree, namespace)))).toEqual(tree)
      }),
    )
  })

  test('refuses damaged bytes with its own error', () => {
    const bytes = writeBinaryXml({ name: 'manifest', attributes: [], children: [] }, namespace)
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, byte) => {
        const damaged = Buffer.from(bytes)
        damaged.writeUInt8(byte, at)
        try {
          readBinaryXml(damaged)
        } catch (error) {
          expect(error).toHaveProperty('name', 'ApkError')
        }
      }),
    )
  })

  test.each([
    ['text', Buffer.from('<manifest package="a.b"/>'), /not compiled/],
    ['nothing', Buffer.alloc(0), /not compiled/],
    [
      'a cut file',
      writeBinaryXml({ name: 'manifest', attributes: [], children: [] }, namespace).subarray(0, 60),
      /impossible size/,
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readBinaryXml(bytes)).toThrow(message)
  })
})

/** The index of a string in the pool is the writer's affair. */
function withoutPositions(tree: XmlElement): XmlElement {
  const strip = (attribute: XmlAttribute): XmlAttribute =>
    attribute.type === valueType.string ? { ...attribute, data: 0 } : attribute
  return { ...tree, attributes: tree.attributes.map(strip), children: tree.children.map(withoutPositions) }
}
