import { z } from 'zod'

const entity = z.looseObject({ sender: z.string().min(1), chatType: z.coerce.number().optional() })
const container = z.looseObject({ entity })

/** The conversation that the sample app opens for an ext in Tencent's container; undefined: it shows its push panel. */
export function whereItLeads(ext: string): string | undefined {
  let value: unknown
  try {
    value = JSON.parse(ext)
  } catch {
    return undefined
  }
  const read = container.safeParse(value)
  const inner = read.success ? read.data.entity : entity.safeParse(value).data
  return inner === undefined ? undefined : `${inner.chatType === 2 ? 'GROUP' : 'C2C'}${inner.sender}`
}
