import type { LogBuffer, LogEntry } from '../../android/phone.ts'

const logIds: Readonly<Record<LogBuffer, number>> = { main: 0, radio: 1, events: 2, system: 3, crash: 4 }
const headerSize = 28
const maxPayload = 4068

/**
 * One entry of `logcat -B`: struct logger_entry of liblog (little endian: u16 payload length, u16 header size, i32 pid,
 * u32 tid, u32 sec, u32 nsec, u32 log id, u32 uid), then the payload: priority, tag and message with NULs, or for the
 * events buffer the tag's number and the value.
 */
export function binaryEntry(entry: LogEntry): Buffer {
  const payload =
    entry.buffer === 'events' && entry.event !== undefined ? eventPayload(entry.event) : textPayload(entry)
  const header = Buffer.alloc(headerSize)
  header.writeUInt16LE(payload.length, 0)
  header.writeUInt16LE(headerSize, 2)
  header.writeInt32LE(entry.pid, 4)
  header.writeUInt32LE(entry.tid, 8)
  const seconds = Math.floor(entry.timeMs / 1000)
  header.writeUInt32LE(seconds, 12)
  header.writeUInt32LE(Math.floor((entry.timeMs - seconds * 1000) * 1_000_000), 16)
  header.writeUInt32LE(logIds[entry.buffer], 20)
  header.writeUInt32LE(entry.uid, 24)
  return Buffer.concat([header, payload])
}

const priorityNumbers: ReadonlyMap<string, number> = new Map([
  ['V', 2],
  ['D', 3],
  ['I', 4],
  ['W', 5],
  ['E', 6],
  ['F', 7],
])

function textPayload(entry: LogEntry): Buffer {
  const tag = Buffer.from(entry.tag)
  const message = Buffer.from(entry.message).subarray(0, Math.max(0, maxPayload - tag.length - 3))
  return Buffer.concat([Buffer.of(priorityNumbers.get(entry.priority) ?? 4), tag, Buffer.of(0), message, Buffer.of(0)])
}

function eventPayload(event: NonNullable<LogEntry['event']>): Buffer {
  const tag = Buffer.alloc(4)
  tag.writeUInt32LE(event.tagNumber)
  const values = event.values.map(eventValue)
  if (values.length <= 1) return Buffer.concat([tag, ...values])
  return Buffer.concat([tag, Buffer.of(3, values.length), ...values])
}

/** Type byte, then the value: 0 int, 1 long, 2 string with its length in bytes. */
function eventValue(value: string | number | bigint): Buffer {
  if (typeof value === 'bigint') {
    const bytes = Buffer.alloc(9)
    bytes.writeUInt8(1)
    bytes.writeBigInt64LE(value, 1)
    return bytes
  }
  const head = Buffer.alloc(5)
  if (typeof value === 'number') {
    head.writeUInt8(0)
    head.writeInt32LE(value | 0, 1)
    return head
  }
  const text = Buffer.from(value)
  head.writeUInt8(2)
  head.writeUInt32LE(text.length, 1)
  return Buffer.concat([head, text])
}
