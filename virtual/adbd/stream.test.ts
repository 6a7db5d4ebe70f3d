import { expect, test } from 'vitest'
import { AdbStream, StreamClosed } from './stream.ts'

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

function opened(maxBytes = 100): { stream: AdbStream; sent: string[] } {
  const sent: string[] = []
  const stream = new AdbStream({ local: 5, remote: 9 }, maxBytes, (name, arg0, arg1, payload) => {
    sent.push(`${name} ${String(arg0)} ${String(arg1)} ${Buffer.from(payload ?? []).toString()}`.trim())
  })
  return { stream, sent }
}

test('one WRTE is on its way; what is written meanwhile goes out together', async () => {
  const { stream, sent } = opened()
  const writes = [stream.write('a')]
  await turn()
  writes.push(stream.write('b'), stream.write('c'))
  await turn()
  expect(sent).toEqual(['WRTE 5 9 a'])
  stream.acknowledge()
  await turn()
  expect(sent).toEqual(['WRTE 5 9 a', 'WRTE 5 9 bc'])
  stream.acknowledge()
  await Promise.all(writes)
})

test('long writes are cut at the limit', async () => {
  const { stream, sent } = opened(4)
  const write = stream.write('abcdefghij')
  for (let i = 0; i < 3; i++) {
    await turn()
    stream.acknowledge()
  }
  await write
  expect(sent).toEqual(['WRTE 5 9 abcd', 'WRTE 5 9 efgh', 'WRTE 5 9 ij'])
})

test('the host gets its OKAY when somebody takes the data', async () => {
  const { stream, sent } = opened()
  stream.receive(Buffer.from('x'))
  expect(sent).toEqual([])
  expect((await stream.read())?.toString()).toBe('x')
  expect(sent).toEqual(['OKAY 5 9'])
})

test('CLSE follows the last acknowledgement', async () => {
  const { stream, sent } = opened()
  const write = stream.write('end')
  stream.close()
  await turn()
  expect(sent).toEqual(['WRTE 5 9 end'])
  stream.acknowledge()
  await turn()
  await write
  expect(sent).toEqual(['WRTE 5 9 end', 'CLSE 5 9'])
  expect(stream.signal.aborted).toBe(true)
})

test('what came before the end can still be read; writing fails', async () => {
  const { stream } = opened()
  stream.receive(Buffer.from('last words'))
  stream.end()
  expect((await stream.read())?.toString()).toBe('last words')
  expect(await stream.read()).toBeUndefined()
  await expect(stream.write('x')).rejects.toThrow(StreamClosed)
})
