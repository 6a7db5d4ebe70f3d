import { commaList } from '../base/comma-list.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'

/** What a check asks of a farm beyond a few seconds of a phone. */
export const efforts = ['costs-quota', 'locks-the-phone', 'cannot-be-undone', 'takes-minutes', 'takes-hours'] as const
export type Effort = (typeof efforts)[number]

export const effortVariable = 'PUSHFARM_EFFORT'

/** Why each is not spent on real phones unless it is asked for. */
const costs: Readonly<Record<Effort, string>> = {
  'costs-quota': "it uses up the vendor's daily quota",
  'locks-the-phone': 'it sets a PIN, which stays on the phone if the run is killed meanwhile',
  'cannot-be-undone': 'what it changes on the phone cannot be put back',
  'takes-minutes': 'it takes minutes',
  'takes-hours': 'it takes hours',
}

/**
 * What a run may spend: the list that was given (names with commas between, `all` or `none`), else everything on phones
 * that are programs and nothing on real ones. Throws one sentence for a word that is none of them.
 */
export function allowedEfforts(text: string | undefined, farm: 'embedded' | 'real'): readonly Effort[] {
  if (text === undefined || text.trim() === '') return farm === 'embedded' ? efforts : []
  const words = commaList(text)
  if (words.includes('all')) return efforts
  return words
    .filter((word) => word !== 'none')
    .map((word) => {
      const effort = efforts.find((one) => one === word)
      if (effort !== undefined) return effort
      throw new PushfarmError(`There is no effort ${JSON.stringify(word)}.`, {
        code: 'harness/no-effort',
        verdict: 'set-up',
        facts: { word },
        hint: `--effort takes a list of ${efforts.join(', ')}; or all, or none.`,
      })
    })
}

/** Why a check is left out, with the option to give; undefined where it may be spent. */
export function tooMuchEffort(effort: Effort | 'usual' | undefined, allowed: readonly Effort[]): string | undefined {
  if (effort === undefined || effort === 'usual' || allowed.includes(effort)) return undefined
  return `${costs[effort]}: give --effort ${effort} (or ${effortVariable}=${effort}) to check it`
}
