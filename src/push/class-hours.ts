import type { MessageClass } from './push-service-rules.ts'
import type { TimeOfDay } from './situation.ts'

type ClassHours = NonNullable<MessageClass['hours']>

/** Whether the vendor takes messages of a class with these hours at this time. */
export function takesAt({ value }: ClassHours, { hour }: TimeOfDay): boolean {
  return hour >= value.fromHour && hour < value.toHour
}
