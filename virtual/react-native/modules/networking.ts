import type { AppFunction } from '../app/realm.ts'
import type { PendingCall } from '../app/system-link.ts'
import { isRecord } from '../fabric/props.ts'
import type { PlainRequest, PlainResponse } from '../message.ts'
import type { BlobReference } from './blob-store.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'

/** Request bodies as convertRequestBody.js makes them. */
interface RequestBody {
  readonly string?: string
  readonly base64?: string
  readonly blob?: BlobReference
  readonly formData?: ArrayLike<{
    readonly string?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly fieldName?: string
  }>
}

/** NetworkingModule.kt: answers are device events, `[requestId, …]` each. */
export function networking(host: ModuleHost): NativeModule {
  const pending = new Map<number, PendingCall<PlainResponse>>()

  const run = async (id: number, request: PlainRequest, responseType: string, timeoutMs: number): Promise<void> => {
    const call = host.link.start('fetch', request)
    pending.set(id, call)
    const limit = { passed: false }
    const timer =
      timeoutMs > 0
        ? setTimeout(() => {
            limit.passed = true
            call.abort()
          }, timeoutMs)
        : undefined
    try {
      const response = await call.result
      if (!pending.has(id)) return
      host.emit('didReceiveNetworkResponse', [id, response.status, { ...response.headers }, response.url])
      host.emit('didReceiveNetworkData', [id, bodyFor(host, responseType, response.body)])
      host.emit('didCompleteNetworkResponse', [id, ''])
    } catch (error) {
      if (!pending.has(id)) return
      const message = limit.passed ? 'timeout' : error instanceof Error ? error.message : String(error)
      host.emit('didCompleteNetworkResponse', limit.passed ? [id, message, true] : [id, message])
    } finally {
      clearTimeout(timer)
      pending.delete(id)
    }
  }

  return {
    sendRequest: (
      method: string,
      url: string,
      id: number,
      headers: ArrayLike<ArrayLike<string>>,
      data: RequestBody | null | undefined,
      responseType: string,
      _incremental: boolean,
      timeoutMs: number,
    ): void => {
      const given = Array.from(headers).map((header) => [String(header[0]), String(header[1])] as const)
      const { body, headers: all } = encode(host, data, given)
      void run(id, { method, url, headers: all, body }, responseType, timeoutMs)
    },
    abortRequest: (id: number): void => {
      pending.get(id)?.abort()
      pending.delete(id)
    },
    clearCookies: (callback: AppFunction): void => {
      host.callBack(callback, false)
    },
    addListener: noOperation,
    removeListeners: noOperation,
  }
}

function bodyFor(host: ModuleHost, responseType: string, body: Uint8Array): string | Record<string, string | number> {
  if (responseType === 'base64') return Buffer.from(body).toString('base64')
  if (responseType === 'blob') return { ...host.blobs.put(body) }
  return Buffer.from(body).toString('utf8')
}

type Headers = readonly (readonly [string, string])[]

function encode(
  host: ModuleHost,
  data: RequestBody | null | undefined,
  headers: Headers,
): { readonly body: Uint8Array | null; readonly headers: Headers } {
  if (!isRecord(data)) return { body: null, headers }
  const { string, base64, blob, formData } = data as RequestBody
  if (string !== undefined) return { body: Uint8Array.from(Buffer.from(string)), headers }
  if (base64 !== undefined) return { body: Uint8Array.from(Buffer.from(base64, 'base64')), headers }
  if (blob !== undefined) return { body: Uint8Array.from(host.blobs.read(blob) ?? []), headers }
  if (formData !== undefined) return multipart(Array.from(formData), headers)
  return { body: null, headers }
}

function multipart(
  parts: readonly { readonly string?: string; readonly headers?: Readonly<Record<string, string>> }[],
  headers: Headers,
): { readonly body: Uint8Array; readonly headers: Headers } {
  const boundary = `----form-${String(Math.round(performance.now() * 1000))}`
  const text = parts
    .map((part) => {
      const lines = Object.entries(part.headers ?? {}).map(([name, value]) => `${name}: ${value}`)
      return `--${boundary}\r\n${lines.join('\r\n')}\r\n\r\n${part.string ?? ''}\r\n`
    })
    .join('')
  const kept = headers.filter(([name]) => name.toLowerCase() !== 'content-type')
  return {
    body: Uint8Array.from(Buffer.from(`${text}--${boundary}--\r\n`)),
    headers: [...kept, ['Content-Type', `multipart/form-data; boundary=${boundary}`]],
  }
}
