import type { AppFunction, Json } from '../app/realm.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'

type Entry = ArrayLike<string>

/** RNCAsyncStorage of @react-native-async-storage/async-storage 2.x: key-value text that outlives the process. */
export function asyncStorage(host: ModuleHost): NativeModule {
  const { storage, link } = host
  const write = (key: string, value: string | null): void => {
    if (value === null) storage.delete(key)
    else storage.set(key, value)
    link.send({ kind: 'store', key, value })
  }
  const done = (callback: AppFunction, result?: Json): void => {
    if (result === undefined) host.callBack(callback, null)
    else host.callBack(callback, null, result)
  }
  return {
    multiGet: (keys: ArrayLike<string>, callback: AppFunction): void => {
      done(
        callback,
        Array.from(keys).map((key) => [key, storage.get(key) ?? null]),
      )
    },
    multiSet: (entries: ArrayLike<Entry>, callback: AppFunction): void => {
      for (const entry of Array.from(entries)) write(String(entry[0]), String(entry[1]))
      done(callback)
    },
    multiRemove: (keys: ArrayLike<string>, callback: AppFunction): void => {
      for (const key of Array.from(keys)) write(key, null)
      done(callback)
    },
    multiMerge: (entries: ArrayLike<Entry>, callback: AppFunction): void => {
      for (const entry of Array.from(entries)) {
        const key = String(entry[0])
        const merged = merge(parse(storage.get(key)), parse(String(entry[1])))
        write(key, JSON.stringify(merged))
      }
      done(callback)
    },
    getAllKeys: (callback: AppFunction): void => {
      done(callback, [...storage.keys()])
    },
    clear: (callback: AppFunction): void => {
      for (const key of [...storage.keys()]) write(key, null)
      done(callback)
    },
  }
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return {}
  const value: unknown = JSON.parse(text)
  return value
}

/** Objects are merged key by key, anything else is replaced. */
function merge(old: unknown, added: unknown): unknown {
  if (!isPlain(old) || !isPlain(added)) return added
  const result: Record<string, unknown> = { ...old }
  for (const [key, value] of Object.entries(added)) result[key] = merge(result[key], value)
  return result
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
