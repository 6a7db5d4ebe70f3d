import type { Random } from '../random.ts'
import { EventSource } from './event-source.ts'
import type { Settings } from './phone.ts'
import type { Rom } from './rom.ts'

export type SettingsNamespace = 'system' | 'secure' | 'global'

/** The settings provider's three tables. Tells of every change. */
export class SettingsTables
  extends EventSource<{ readonly namespace: SettingsNamespace; readonly key: string; readonly value: string | null }>
  implements Settings
{
  readonly #tables: Readonly<Record<SettingsNamespace, Map<string, string>>>
  readonly #defaults: Readonly<Record<SettingsNamespace, ReadonlyMap<string, string>>>

  constructor(rom: Rom, random: Random) {
    super()
    const defaults = defaultSettings(rom, random)
    this.#defaults = defaults
    this.#tables = {
      system: new Map(defaults.system),
      secure: new Map(defaults.secure),
      global: new Map(defaults.global),
    }
  }

  get(namespace: SettingsNamespace, key: string): string | null {
    return this.#tables[namespace].get(key) ?? null
  }

  put(namespace: SettingsNamespace, key: string, value: string): void {
    const table = this.#tables[namespace]
    if (table.get(key) === value) return
    table.set(key, value)
    this.tell({ namespace, key, value })
  }

  delete(namespace: SettingsNamespace, key: string): boolean {
    const deleted = this.#tables[namespace].delete(key)
    if (deleted) this.tell({ namespace, key, value: null })
    return deleted
  }

  list(namespace: SettingsNamespace): ReadonlyMap<string, string> {
    return new Map([...this.#tables[namespace]].sort(([a], [b]) => (a < b ? -1 : 1)))
  }

  /** What the key had on the new phone (`settings reset`); null when it was not there. */
  defaultOf(namespace: SettingsNamespace, key: string): string | null {
    return this.#defaults[namespace].get(key) ?? null
  }
}

/** frameworks/base/packages/SettingsProvider/res/values/defaults.xml and what the set-up wizard writes. */
function defaultSettings(rom: Rom, random: Random): Record<SettingsNamespace, ReadonlyMap<string, string>> {
  const hexDigits = (count: number) => Array.from({ length: count }, () => random.integer(0, 15).toString(16)).join('')
  const system = {
    accelerometer_rotation: '0',
    dim_screen: '1',
    dtmf_tone: '1',
    font_scale: '1.0',
    haptic_feedback_enabled: '1',
    hearing_aid: '0',
    lockscreen_sounds_enabled: '1',
    mode_ringer_streams_affected: '422',
    notification_light_pulse: '1',
    pointer_speed: '0',
    screen_brightness: '102',
    screen_brightness_mode: '0',
    screen_off_timeout: '60000',
    sound_effects_enabled: '1',
    system_locales: rom.locale,
    time_12_24: '24',
    user_rotation: '0',
    vibrate_when_ringing: '0',
    volume_alarm: '6',
    volume_music: '5',
    volume_notification: '5',
    volume_ring: '5',
    volume_system: '7',
    volume_voice: '4',
  }
  const secure = {
    accessibility_enabled: '0',
    android_id: hexDigits(16),
    backup_enabled: '0',
    enabled_notification_listeners: '',
    immersive_mode_confirmations: 'confirmed',
    install_non_market_apps: '1',
    location_mode: '3',
    lock_screen_allow_private_notifications: '1',
    lock_screen_show_notifications: '1',
    lock_screen_show_silent_notifications: '1',
    long_press_timeout: '400',
    multi_press_timeout: '300',
    notification_badging: '1',
    screensaver_activate_on_dock: '1',
    screensaver_enabled: '1',
    show_ime_with_hard_keyboard: '0',
    sleep_timeout: '-1',
    touch_exploration_enabled: '0',
    ui_night_mode: '1',
    user_setup_complete: '1',
    wake_gesture_enabled: '1',
  }
  const global = {
    adb_enabled: '1',
    airplane_mode_on: '0',
    airplane_mode_radios: 'cell,bluetooth,wifi,nfc,wimax',
    animator_duration_scale: '1.0',
    assisted_gps_enabled: '1',
    auto_time: '1',
    auto_time_zone: '1',
    bluetooth_on: '0',
    boot_count: '1',
    data_roaming: '0',
    development_settings_enabled: '1',
    device_name: rom.properties['ro.product.model'] ?? rom.name,
    device_provisioned: '1',
    heads_up_notifications_enabled: '1',
    low_power: '0',
    mobile_data: '1',
    mode_ringer: '2',
    netstats_enabled: '1',
    package_verifier_enable: '1',
    stay_on_while_plugged_in: '0',
    transition_animation_scale: '1.0',
    usb_mass_storage_enabled: '1',
    verifier_verify_adb_installs: '0',
    wifi_on: '1',
    window_animation_scale: '1.0',
    zen_mode: '0',
  }
  return {
    system: new Map(Object.entries(system)),
    secure: new Map(Object.entries(secure)),
    global: new Map(Object.entries(global)),
  }
}
