import type { ComponentName, Intent } from '../android/intent.ts'
import type { NativeProgram, Phone } from '../android/phone.ts'
import { NotificationBuffer } from './notification-buffer.ts'
import { newChannel } from '../android/notification.ts'
import { locales } from './settings-app-locales.ts'

export const settingsPackage = 'io.appium.settings'

/** Activity.RESULT_OK and RESULT_CANCELED. */
const ok = -1
const canceled = 0

interface Answer {
  readonly resultCode: number
  readonly data?: string
}

/** Appium's helper app io.appium.settings 8: broadcasts that reach what the shell cannot. */
export class SettingsApp implements NativeProgram {
  readonly #phone: Phone
  readonly #notifications: NotificationBuffer
  #location: { readonly latitude: number; readonly longitude: number; readonly altitude: number } | undefined

  constructor(phone: Phone) {
    this.#phone = phone
    this.#notifications = new NotificationBuffer(phone)
  }

  /** The one activity starts the foreground service and closes again: the focus stays where it was. */
  onActivity(_component: ComponentName, intent: Intent): boolean {
    if (intent.action?.startsWith('io.appium.settings.recording') !== true)
      this.#startForegroundService('ForegroundService')
    return false
  }

  onService(component: ComponentName, intent: Intent): void {
    if (!component.className.endsWith('.LocationService')) return
    this.#startForegroundService('LocationService')
    const number = (name: string): number => Number(intent.extras[name] ?? 0)
    this.#location = { latitude: number('latitude'), longitude: number('longitude'), altitude: number('altitude') }
  }

  async onBroadcast(intent: Intent): Promise<Answer> {
    // Its receivers are registered by the foreground service, not in the manifest.
    if (!this.#running()) return Promise.resolve({ resultCode: canceled })
    return Promise.resolve(this.#answer(intent))
  }

  onStopped(): void {
    this.#notifications.disconnect()
  }

  #answer(intent: Intent): Answer {
    switch (intent.action) {
      case 'io.appium.settings.notifications':
        return this.#notificationList()
      case 'io.appium.settings.clipboard.get':
        return { resultCode: ok, data: Buffer.from(this.#phone.clipboard.text, 'utf8').toString('base64') }
      case 'io.appium.settings.locale':
        return this.#setLocale(intent)
      case 'io.appium.settings.list_locales':
        return { resultCode: ok, data: Buffer.from(JSON.stringify({ items: locales }), 'utf8').toString('base64') }
      case 'io.appium.settings.location':
        return this.#tellLocation(intent)
      case 'io.appium.settings.sms.read':
        // The farm's phones have no SIM card and no message ever came.
        return { resultCode: ok, data: JSON.stringify({ items: [], total: 0 }) }
      case 'io.appium.settings.scan_media':
        return this.#scanMedia(intent)
      case 'io.appium.settings.wifi':
        return this.#switch(intent, (on) => {
          this.#phone.network.wifi = on
        })
      case 'io.appium.settings.data_connection':
        return this.#switch(intent, (on) => {
          this.#phone.network.mobileData = on
        })
      case 'io.appium.settings.bluetooth':
        return this.#switch(intent, (on) => {
          this.#phone.settings.put('global', 'bluetooth_on', on ? '1' : '0')
        })
      case 'io.appium.settings.animation':
        return this.#switch(intent, (on) => {
          for (const key of ['window_animation_scale', 'transition_animation_scale', 'animator_duration_scale'])
            this.#phone.settings.put('global', key, on ? '1.0' : '0.0')
        })
      case 'io.appium.settings.unpair_bluetooth':
        return { resultCode: ok }
      default:
        return { resultCode: canceled }
    }
  }

  #notificationList(): Answer {
    const listeners = this.#phone.settings.get('secure', 'enabled_notification_listeners') ?? ''
    const allowed = listeners.split(':').some((name) => name.startsWith(`${settingsPackage}/`))
    if (!allowed)
      return {
        resultCode: ok,
        data: "Appium Settings helper has no access to the system notifications. The access must be granted manually via 'Notification access' page in device Settings.",
      }
    this.#notifications.connect()
    return { resultCode: ok, data: this.#notifications.json() }
  }

  #setLocale(intent: Intent): Answer {
    const text = (name: string): string | undefined => {
      const value = intent.extras[name]
      return typeof value === 'string' && value !== '' ? value : undefined
    }
    const language = text('lang')?.toLowerCase() ?? 'en'
    const country = text('lang') === undefined ? 'US' : (text('country')?.toUpperCase() ?? 'US')
    const known = locales.some((one) => one.language === language && one.country === country)
    if (!known && text('skip_locale_check') === undefined)
      return { resultCode: canceled, data: `The locale ${language}_${country} is not known` }
    const script = text('script')
    const tag = [language, script, country].filter((part) => part !== undefined).join('-')
    this.#phone.properties.set('persist.sys.locale', tag)
    this.#phone.settings.put('system', 'system_locales', tag)
    return {
      resultCode: ok,
      data: script === undefined ? `${language}_${country}` : `${language}_${country}_#${script}`,
    }
  }

  #tellLocation(intent: Intent): Answer {
    if (intent.extras['forceUpdate'] === true)
      this.#log('I', 'LocationTracker', 'The current location has been successfully retrieved from Location Manager')
    const at = this.#location ?? { latitude: 0, longitude: 0, altitude: 0 }
    return {
      resultCode: ok,
      data: [at.latitude, at.longitude, at.altitude].map((number) => number.toFixed(7)).join(' '),
    }
  }

  #scanMedia(intent: Intent): Answer {
    const path = intent.extras['path']
    const exists = typeof path === 'string' && this.#phone.files.stat(path) !== undefined
    return { resultCode: exists ? ok : canceled, data: '' }
  }

  #switch(intent: Intent, set: (on: boolean) => void): Answer {
    const wanted = intent.extras['setstatus']
    if (wanted !== 'enable' && wanted !== 'disable') return { resultCode: canceled }
    set(wanted === 'enable')
    return { resultCode: ok }
  }

  #running(): boolean {
    return this.#phone.services.all().some(({ component }) => component.packageName === settingsPackage)
  }

  /** A foreground service has to show a notification, and this one does. */
  #startForegroundService(name: string): void {
    const { notifications, packages, processes, services } = this.#phone
    services.start({ packageName: settingsPackage, className: `${settingsPackage}.${name}` }, { foreground: true })
    if (packages.get(settingsPackage) === undefined) return
    notifications.createChannel(
      settingsPackage,
      newChannel('main_channel', 'Appium Settings', 3, { description, lockscreenVisibility: 1 }),
    )
    notifications.post({
      packageName: settingsPackage,
      opPkg: settingsPackage,
      pid: processes.ofPackage(settingsPackage)[0]?.pid ?? 0,
      id: 1,
      tag: null,
      content: {
        channelId: 'main_channel',
        title: 'Appium Settings',
        text: null,
        bigText: description,
        // FLAG_ONGOING_EVENT, FLAG_NO_CLEAR, FLAG_FOREGROUND_SERVICE
        flags: 0x02 | 0x20 | 0x40,
        when: this.#phone.clock.now(),
        visibility: 0,
        color: 0,
        contentIntent: null,
        template: 'android.app.Notification$BigTextStyle',
        extras: { 'android.title.big': 'Appium Settings' },
      },
    })
  }

  #log(priority: string, tag: string, message: string): void {
    const pid = this.#phone.processes.ofPackage(settingsPackage)[0]?.pid ?? 0
    this.#phone.log.write({ buffer: 'main', pid, priority, tag, message })
  }
}

const description = 'Keep this service running, so Appium for Android can properly interact with several system APIs'
