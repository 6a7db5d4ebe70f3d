import { z } from 'zod'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { efforts } from './effort.ts'

const settings = z.object({
  runFolder: z.string(),
  /** Folder of package.json. */
  root: z.string(),
  app: z.string(),
  contract: z.string(),
  adb: z.string(),
  adbPort: z.number(),
  softMs: z.number(),
  hardMs: z.number(),
  progressPort: z.number(),
  partnerPort: z.number(),
  /** What may be spent on the phones. */
  efforts: z.array(z.enum(efforts)).readonly(),
  /** Where the farm's laboratory answers, if it has one. */
  laboratory: z.string().optional(),
})

/** What the launcher decided for a run and its workers must know. Secrets travel in their own variables. */
export type RunSettings = Readonly<z.infer<typeof settings>>

const variable = 'PUSHFARM_RUN'

export function runEnvironment(run: RunSettings): Record<string, string> {
  return { [variable]: JSON.stringify(run) }
}

export function readRunSettings(environment: Readonly<Record<string, string | undefined>>): RunSettings {
  const text = environment[variable]
  if (text === undefined)
    throw new PushfarmError('This worker belongs to no run.', {
      code: 'harness/no-run',
      verdict: 'set-up',
      hint: 'Start it with: npx wdio run wdio.conf.ts, or npm run demo.',
    })
  return settings.parse(JSON.parse(text))
}
