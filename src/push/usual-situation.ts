import type { OwnerSettings, PhoneProfile, Situation, TimeOfDay } from './situation.ts'
import { type SwitchSettings, settle } from './switches.ts'

/** What differs from a healthy phone, part by part. */
export type SituationChange = {
  readonly [Part in Exclude<keyof Situation, 'phone' | 'settings' | 'console' | 'switches'>]?: Situation[Part]
} & {
  readonly settings?: Partial<OwnerSettings>
  readonly console?: Partial<Situation['console']>
  readonly switches?: Partial<SwitchSettings>
}

/**
 * A logged-in user on a healthy phone whose owner allowed everything, at noon, with nothing sent yet; the app in the
 * background. `change` says what is different.
 */
export function usualSituation(phone: PhoneProfile, change: SituationChange = {}): Situation {
  const { settings, console, switches, ...rest } = change
  return {
    phone,
    appState: 'background',
    account: 'logged-in',
    usedQuota: { appToday: 0, deviceToday: 0, deviceLastMinute: 0 },
    timeOfDay: noon,
    token: 'reported',
    doBackground: 'called',
    elsewhere: 'nowhere',
    withinMs: 60_000,
    ...rest,
    settings: { ...usualSettings, ...settings },
    console: {
      certificate: 'valid',
      channelId: '',
      vendorChannels: {},
      clickAction: 'in-app-page',
      listing: 'listed',
      appKind: 'ordinary',
      users: 10_000,
      ...console,
    },
    switches: settle(switches),
  }
}

/** Every vendor takes messages of every class then. */
export const noon: TimeOfDay = { hour: 12, minute: 0 }

const usualSettings: OwnerSettings = {
  notifications: 'on',
  permission: 'granted',
  channels: {},
  serviceChannel: 'as-created',
  lockScreen: 'show',
  keyguard: 'swipe',
  doNotDisturb: 'off',
  conversation: 'receive',
  firebaseDefaultChannel: '',
}
