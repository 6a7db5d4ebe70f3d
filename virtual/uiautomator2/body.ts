import { z } from 'zod'
import { invalidArgument } from './server-error.ts'

/** Reads a request body; wrong or missing fields are `invalid argument` as the server's own model check reports them. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body)
  if (result.success) return result.data
  const [issue] = result.error.issues
  const field = issue?.path.join('.') ?? ''
  throw invalidArgument(
    field === '' ? (issue?.message ?? 'The body is not valid') : `'${field}': ${issue?.message ?? 'is not valid'}`,
  )
}

const elementReference = z.object({
  'element-6066-11e4-a52e-4f735466cecf': z.string().optional(),
  ELEMENT: z.string().optional(),
})

/** A reference to an element, of either protocol; read as its id. */
export const origin = elementReference
  .transform((reference) => reference['element-6066-11e4-a52e-4f735466cecf'] ?? reference.ELEMENT)
  .optional()

export const point = z.object({ x: z.number(), y: z.number() })

export const area = z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() })

export const find = z.object({ strategy: z.string(), selector: z.string(), context: z.string().nullish() })
