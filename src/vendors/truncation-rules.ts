import { type Rule, rule } from '../push/rule.ts'

/** Tencent's own cut before the vendor is asked: UTF-16 units, the last three being dots. */
export function cutsAt(vendor: string, part: 'title' | 'desc' | 'long-desc', units: number): Rule<number> {
  return rule({
    name: `${vendor}/${part}-units`,
    value: units,
    says: `Tencent cuts the ${part === 'title' ? 'title' : 'description'} to ${String(units)} UTF-16 units, the three dots included`,
    source: '1047/33527',
    page: part === 'long-desc' ? 'length limits, PushStyle 1' : 'length limits by vendor',
    checkedOn: '2026-11-20',
  })
}
