import type { Command } from '../command.ts'

/** AudioManager's streams with the settings that hold them and their highest volume. */
const streams: ReadonlyMap<number, readonly [string, string, number]> = new Map([
  [0, ['STREAM_VOICE_CALL', 'volume_voice', 5]],
  [1, ['STREAM_SYSTEM', 'volume_system', 7]],
  [2, ['STREAM_RING', 'volume_ring', 7]],
  [3, ['STREAM_MUSIC', 'volume_music', 15]],
  [4, ['STREAM_ALARM', 'volume_alarm', 7]],
  [5, ['STREAM_NOTIFICATION', 'volume_notification', 7]],
])

/** `cmd media_session volume ...` and, up to Android 11, `media volume ...`. */
export const mediaSession: Command = async ({ argv, phone, out, err }) => {
  const words = argv.slice(1)
  if (words[0] !== 'volume') {
    await out(
      `usage: media_session [subcommand] [options]\n       media_session volume [--stream STREAM] [--set INDEX | --adj DIRECTION | --get]\n`,
    )
    return words.length === 0 ? 0 : 255
  }
  const value = (name: string) => (words.includes(name) ? words[words.indexOf(name) + 1] : undefined)
  const number = Number(value('--stream') ?? 3)
  const stream = streams.get(number)
  if (stream === undefined) {
    await err(`Invalid stream: ${number}\n`)
    return 255
  }
  const [name, setting, highest] = stream
  const current = Number(phone.settings.get('system', setting) ?? 5)
  await out(`[V] will control stream=${number} (${name})\n`)
  const set = value('--set')
  const adjust = value('--adj')
  const next = set !== undefined ? Number(set) : current + ({ raise: 1, lower: -1 }[adjust ?? ''] ?? 0)
  if (set !== undefined) await out(`[V] will set volume to index=${set}\n`)
  if (adjust !== undefined) await out(`[V] will adjust volume\n`)
  const bounded = Math.min(highest, Math.max(0, next))
  if (bounded !== current) phone.settings.put('system', setting, String(bounded))
  if (words.includes('--get')) {
    await out(`[V] will get volume\n[V] volume is ${bounded} in range [0..${highest}]\n`)
  }
  return 0
}

export const media: Command = (context) => mediaSession(context)
