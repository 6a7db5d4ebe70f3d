import { describe, expect, it } from 'vitest'
import type { AppNetwork, AppRequest, AppResponse, AppWebSocket, AppWebSocketEvent } from './app-process.ts'
import { AppSockets } from './app-sockets.ts'
import { bootedPhone } from './phone-fixture.ts'

/** The far end: writes down what reaches it. */
class FarEnd implements AppNetwork {
  readonly seen: string[] = []
  tell: (event: AppWebSocketEvent) => void = () => undefined

  fetch({ url, signal }: AppRequest): Promise<AppResponse> {
    this.seen.push(`fetch ${url}`)
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error('aborted')))
    })
  }

  openWebSocket(url: string): AppWebSocket {
    this.seen.push(`open ${url}`)
    return {
      on: (listener) => (this.tell = listener),
      send: (data) => this.seen.push(`send ${String(data)}`),
      close: (code) => this.seen.push(`close ${String(code)}`),
      abort: (how) => this.seen.push(`abort ${how}`),
    }
  }
}

function sockets(): {
  readonly app: AppSockets
  readonly far: FarEnd
  readonly phone: ReturnType<typeof bootedPhone>['phone']
} {
  const { phone } = bootedPhone()
  const far = new FarEnd()
  return { app: new AppSockets(far, phone.network), far, phone }
}
const request = {
  method: 'GET',
  url: 'https://chat.example/x',
  headers: [],
  body: null,
  signal: new AbortController().signal,
}

describe('AppSockets', () => {
  it('passes on while the network is up', () => {
    const { app, far } = sockets()
    const heard: AppWebSocketEvent[] = []
    const socket = app.openWebSocket('wss://h/', [], {})
    socket.on((event) => heard.push(event))
    far.tell({ kind: 'open', protocol: '' })
    socket.send('hello')
    socket.close(1000)
    far.tell({ kind: 'closed', code: 1000, reason: '' })
    socket.send('too late')
    expect(far.seen).toEqual(['open wss://h/', 'send hello', 'close 1000'])
    expect(heard.map(({ kind }) => kind)).toEqual(['open', 'closed'])
  })

  it('a killed process leaves without a word to itself', async () => {
    const { app, far } = sockets()
    const heard: AppWebSocketEvent[] = []
    app.openWebSocket('wss://h/', [], {}).on((event) => heard.push(event))
    const pending = app.fetch(request)
    app.kill()
    await expect(pending).rejects.toThrow('Software caused connection abort')
    await expect(app.fetch(request)).rejects.toThrow('Software caused connection abort')
    far.tell({ kind: 'message', data: 'x' })
    expect(heard).toEqual([])
    expect(far.seen).toEqual(['open wss://h/', 'fetch https://chat.example/x', 'abort killed'])
  })

  it('a lost network fails what is open and refuses what is new, until it is back', async () => {
    const { app, far, phone } = sockets()
    const heard: AppWebSocketEvent[] = []
    app.openWebSocket('wss://h/', [], {}).on((event) => heard.push(event))
    phone.network.airplaneMode = true
    expect(heard).toEqual([{ kind: 'failed', message: 'Software caused connection abort' }])
    await expect(app.fetch(request)).rejects.toThrow('Unable to resolve host "chat.example"')
    const refused = new Promise<AppWebSocketEvent>((resolve) => app.openWebSocket('wss://h/', [], {}).on(resolve))
    expect(await refused).toEqual({ kind: 'failed', message: 'failed to connect to h: Network is unreachable' })
    phone.network.airplaneMode = false
    app.openWebSocket('wss://h/2', [], {})
    expect(far.seen).toEqual(['open wss://h/', 'abort network-lost', 'open wss://h/2'])
  })
})
