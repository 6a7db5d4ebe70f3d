import { once } from 'node:events'
import { request, createServer } from 'node:http'
import type { Duplex } from 'node:stream'
import { expect, test } from 'vitest'
import { MovableClock } from '../clock.ts'
import { createGuestPorts, GuestPortTaken } from './memory-guest-ports.ts'

test('bytes go both ways, and so does the end', async () => {
  const ports = createGuestPorts(new MovableClock())
  let far: Duplex | undefined
  ports.listen(80, (socket) => (far = socket))
  const near = await ports.connect(80)
  if (near === undefined || far === undefined) throw new Error('not connected')
  near.write('ping')
  expect(String((await once(far, 'data'))[0])).toBe('ping')
  const ended = once(near, 'end')
  far.end('pong')
  expect(String((await once(near, 'data'))[0])).toBe('pong')
  await ended
})

test('a destroyed end ends the other', async () => {
  const ports = createGuestPorts(new MovableClock())
  let far: Duplex | undefined
  ports.listen(80, (socket) => (far = socket))
  const near = await ports.connect(80)
  near?.resume()
  far?.destroy()
  if (near !== undefined) await once(near, 'end')
})

test('nobody listens, twice listened, closed again', async () => {
  const ports = createGuestPorts(new MovableClock())
  expect(await ports.connect(81)).toBeUndefined()
  const close = ports.listen(81, () => undefined)
  expect(() => ports.listen(81, () => undefined)).toThrow(GuestPortTaken)
  close()
  expect(await ports.connect(81)).toBeUndefined()
})

test('an expected listener is waited for, but not for ever', async () => {
  const clock = new MovableClock()
  const ports = createGuestPorts(clock)
  ports.expect(6790, 100)
  const early = ports.connect(6790)
  ports.listen(6790, () => undefined)
  expect(await early).toBeDefined()
  ports.expect(6791, 100)
  const never = ports.connect(6791)
  clock.advance(101)
  expect(await never).toBeUndefined()
  expect(await ports.connect(6791)).toBeUndefined()
  clock.stop()
})

test('Node’s http server takes such a socket', async () => {
  const ports = createGuestPorts(new MovableClock())
  const server = createServer((_request, response) => response.end('hello'))
  ports.listen(6790, (socket) => server.emit('connection', socket))
  const socket = await ports.connect(6790)
  if (socket === undefined) throw new Error('not connected')
  const call = request({ createConnection: () => socket, path: '/status' })
  call.end()
  const [response] = (await once(call, 'response')) as [NodeJS.ReadableStream]
  expect(String((await once(response, 'data'))[0])).toBe('hello')
})
