/** A reference to bytes held by the native side, as BlobManager.js passes it around. */
export interface BlobReference {
  readonly blobId: string
  readonly offset: number
  readonly size: number
}

/** Bytes behind the app's Blob objects. */
export class BlobStore {
  readonly #blobs = new Map<string, Uint8Array>()
  #lastId = 0

  put(bytes: Uint8Array, id?: string): BlobReference {
    const blobId = id ?? `blob-${String(++this.#lastId)}`
    this.#blobs.set(blobId, bytes)
    return { blobId, offset: 0, size: bytes.length }
  }

  /** undefined when it was released. */
  read(blob: BlobReference): Uint8Array | undefined {
    const bytes = this.#blobs.get(blob.blobId)
    return bytes?.subarray(blob.offset, blob.size === -1 ? undefined : blob.offset + blob.size)
  }

  release(blobId: string): void {
    this.#blobs.delete(blobId)
  }
}
