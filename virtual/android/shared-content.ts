import { createHash } from 'node:crypto'

/** Below this many bytes a copy costs less than looking for one. */
const worthSharing = 4096

const known = new Map<string, WeakRef<Buffer>>()
const forget = new FinalizationRegistry<string>((digest) => {
  if (known.get(digest)?.deref() === undefined) known.delete(digest)
})

/**
 * The one buffer of this process that holds these bytes: fifty phones with the same 18 MB file keep it once. It goes
 * when the last file that holds it goes. Shared buffers are never written to.
 */
export function shareContent(data: Buffer): Buffer {
  if (data.length < worthSharing) return data
  const digest = createHash('sha256').update(data).digest('base64')
  const earlier = known.get(digest)?.deref()
  if (earlier !== undefined) return earlier
  // A slice would keep the whole of a larger buffer alive.
  const own = data.buffer.byteLength > data.length * 1.25 ? Buffer.from(data) : data
  known.set(digest, new WeakRef(own))
  forget.register(own, digest)
  return own
}
