import fc from 'fast-check'
import { expect, test } from 'vitest'
import { shellFrame, ShellFrameReader, type ShellInput } from './shell-frame.ts'

const input = fc.oneof(
  fc
    .uint8Array({ minLength: 1, maxLength: 50 })
    .map((bytes) => ({ frame: shellFrame(0, bytes), stdin: Buffer.from(bytes).toString('hex') })),
  fc.record({ rows: fc.nat(999), columns: fc.nat(999) }).map((size) => ({
    frame: shellFrame(5, Buffer.from(`${String(size.rows)}x${String(size.columns)},0x0`)),
    size,
  })),
  fc.uint8Array({ maxLength: 20 }).map((bytes) => ({ frame: shellFrame(99, bytes) })),
)

test('frames survive any cut; long stdin comes in parts, unknown frames are skipped', () => {
  fc.assert(
    fc.property(fc.array(input, { maxLength: 10 }), fc.integer({ min: 1, max: 9 }), (inputs, step) => {
      const bytes = Buffer.concat([...inputs.map(({ frame }) => frame), shellFrame(4, Buffer.alloc(0))])
      const reader = new ShellFrameReader()
      const found: ShellInput[] = []
      for (let at = 0; at < bytes.length; at += step) found.push(...reader.push(bytes.subarray(at, at + step)))
      const stdin = found.map((one) => (one.kind === 'stdin' ? one.data.toString('hex') : '')).join('')
      expect(stdin).toBe(inputs.map((one) => ('stdin' in one ? one.stdin : '')).join(''))
      const sizes = found.filter((one) => one.kind === 'window-size').map(({ rows, columns }) => ({ rows, columns }))
      expect(sizes).toEqual(inputs.flatMap((one) => ('size' in one ? [one.size] : [])))
      expect(found.at(-1)).toEqual({ kind: 'close-stdin' })
    }),
  )
})
