import { createServer } from 'node:net'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { bootedPhone } from '../android/phone-fixture.ts'
import { PortUnavailable } from '../listening.ts'
import { startAdbd } from './daemon.ts'

test('a port in use is refused with its number', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const address = other.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const { phone, clock } = bootedPhone()
  const start = startAdbd(phone, { port, runShell: () => Promise.resolve(0) })
  await expect(start).rejects.toThrow(PortUnavailable)
  await expect(start).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
    message: `port ${String(port)} on 127.0.0.1 is in use by another program`,
  })
  other.close()
  clock.stop()
})

test('closing frees the port', async () => {
  const { phone, clock } = bootedPhone()
  const first = await startAdbd(phone, { port: 0, runShell: () => Promise.resolve(0) })
  await first.close()
  const second = await startAdbd(phone, { port: first.port, runShell: () => Promise.resolve(0) })
  expect(second.port).toBe(first.port)
  await second.close()
  clock.stop()
})
