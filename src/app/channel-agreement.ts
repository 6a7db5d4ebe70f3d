import { pushServices } from '../vendors/phone-profile.ts'
import type { PushServiceName } from '../vendors/vendor.ts'
import type { AppManifest } from './app-manifest.ts'
import type { ClickContract } from './click-contract.ts'

/** Where Firebase looks for a channel when a message names none that the app has (FirebaseMessaging, `getOrCreateChannel`). */
const firebaseDefaultChannel = 'com.google.firebase.messaging.default_notification_channel_id'

/**
 * Channel ids against the channels that the app creates, or that Mi registered; each disagreement one sentence. What a
 * channel id means to a push service stands with its rules (`channel` in src/vendors).
 */
export function channelDisagreements(manifest: AppManifest, contract: ClickContract): readonly string[] {
  const ofTheApp = (name: string, id: string | undefined): readonly string[] =>
    id === undefined || id === '' || contract.channels.some((channel) => channel.id === id)
      ? []
      : [
          `${name} is ${id}, but the app's channels in contract.json are ${contract.channels.map((channel) => channel.id).join(', ') || 'none'}.`,
        ]
  const ofTheConsole = (service: PushServiceName): readonly string[] => {
    const { channelId, channels } = contract.console[service] ?? {}
    if (channelId === undefined || channelId === '') return []
    const name = `The console's channel for ${service}`
    switch (pushServices[service].channel.value.kind) {
      case 'of-the-app':
      case 'of-the-app-or-own':
      case 'firebase':
        return ofTheApp(name, channelId)
      case 'own-by-id': {
        if (channels === undefined || channelId in channels) return []
        const registered = Object.keys(channels).join(', ') || 'none'
        return [`${name} is ${channelId}, but those registered with it in contract.json are ${registered}.`]
      }
      case 'own':
        return [`${name} is ${channelId}, but ${service} takes no channel id.`]
    }
  }
  const written = manifest.metaData.get(firebaseDefaultChannel)
  return [
    ...(Object.keys(pushServices) as PushServiceName[]).flatMap(ofTheConsole),
    // An APK may hold the number of a resource in its place, which names no channel.
    ...(written?.startsWith('@') === true ? [] : ofTheApp(`The meta-data ${firebaseDefaultChannel}`, written)),
  ]
}
