import type { BlobReference } from './blob-store.ts'
import type { ModuleHost, NativeModule } from './module-host.ts'
import { noOperation } from './module-host.ts'
import type { Sockets } from './web-socket.ts'

type BlobPart =
  { readonly type: 'string'; readonly data: string } | { readonly type: 'blob'; readonly data: BlobReference }

/** BlobModule.kt: keeps bytes for JS, and takes responses and socket messages as blobs. */
export function blobModule(host: ModuleHost, sockets: Sockets): NativeModule {
  return {
    getConstants: () => host.realm.toApp({ BLOB_URI_SCHEME: 'content', BLOB_URI_HOST: `${host.packageName}.blobs` }),
    addNetworkingHandler: noOperation,
    addWebSocketHandler: (id: number): void => {
      sockets.asBlobs(id, true)
    },
    removeWebSocketHandler: (id: number): void => {
      sockets.asBlobs(id, false)
    },
    sendOverSocket: (blob: BlobReference, id: number): void => {
      const bytes = host.blobs.read(blob)
      if (bytes !== undefined) sockets.send(id, Uint8Array.from(bytes))
    },
    createFromParts: (parts: ArrayLike<BlobPart>, id: string): void => {
      const pieces = Array.from(parts).map((part) =>
        part.type === 'string' ? Buffer.from(part.data) : (host.blobs.read(part.data) ?? new Uint8Array()),
      )
      host.blobs.put(Buffer.concat(pieces), id)
    },
    release: (id: string): void => {
      host.blobs.release(id)
    },
  }
}

export function fileReader(host: ModuleHost): NativeModule {
  const read = (blob: BlobReference): Promise<Uint8Array> => {
    const bytes = host.blobs.read(blob)
    return bytes === undefined ? Promise.reject(new Error('The specified blob is invalid')) : Promise.resolve(bytes)
  }
  return {
    readAsText: (blob: BlobReference) => host.promise(read(blob).then((bytes) => Buffer.from(bytes).toString('utf8'))),
    readAsDataURL: (blob: BlobReference & { readonly type?: string }) =>
      host.promise(
        read(blob).then((bytes) => {
          const type = blob.type === undefined || blob.type === '' ? 'application/octet-stream' : blob.type
          return `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
        }),
      ),
  }
}
