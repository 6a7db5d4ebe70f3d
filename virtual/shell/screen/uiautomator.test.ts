import { expect, it } from 'vitest'
import { AppNotResponding } from '../../android/app-process.ts'
import { bootedPhone } from '../../android/phone-fixture.ts'
import { uiautomator } from './uiautomator.ts'

it('uiautomator dump of an app that hangs says so on stderr alone: the exit code is that of a success', async () => {
  const { phone } = bootedPhone({
    screen: { activeWindow: () => Promise.reject(new AppNotResponding('the app is silent')) },
  })
  const printed = { out: '', err: '' }
  const status = await uiautomator({
    phone,
    argv: ['uiautomator', 'dump', '/dev/tty'],
    stdin: none(),
    out: async (text) => void (printed.out += String(text)),
    err: async (text) => void (printed.err += String(text)),
    signal: new AbortController().signal,
    env: new Map(),
    cwd: '/',
    pty: false,
  })
  expect({ ...printed, status }).toEqual({ out: '', err: 'ERROR: could not get idle state.\n', status: 0 })
})

async function* none(): AsyncGenerator<Buffer> {}
