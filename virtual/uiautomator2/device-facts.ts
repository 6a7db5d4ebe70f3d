import type { Phone, ShownWindow } from '../android/phone.ts'
import { density } from '../android/rom.ts'
import { widthOf, heightOf } from '../ui/geometry.ts'
import type { WindowSnapshot } from './window-snapshot.ts'

/** `GET /appium/device/info` */
export function deviceInfo(phone: Phone): unknown {
  const { properties, rom, settings } = phone
  const { width, height, densityDpi } = rom.screen
  return {
    androidId: settings.get('secure', 'android_id') ?? '',
    manufacturer: properties.get('ro.product.manufacturer'),
    model: properties.get('ro.product.model'),
    brand: properties.get('ro.product.brand'),
    apiVersion: properties.get('ro.build.version.sdk'),
    platformVersion: properties.get('ro.build.version.release'),
    carrierName: properties.get('gsm.operator.alpha'),
    realDisplaySize: `${String(width)}x${String(height)}`,
    displayDensity: densityDpi,
    networks: networks(phone),
    // java.util.Locale.toString: language and country with an underscore.
    locale: (properties.get('persist.sys.locale') || rom.locale).replace('-', '_'),
    timeZone: properties.get('persist.sys.timezone') || rom.timeZone,
    bluetooth: { state: settings.get('global', 'bluetooth_on') === '1' ? 'ON' : 'OFF' },
  }
}

function networks(phone: Phone): readonly unknown[] {
  const { network } = phone
  if (!network.up) return []
  const wifi = network.wifi
  const state = {
    isConnected: true,
    detailedState: 'CONNECTED',
    state: 'CONNECTED',
    isAvailable: true,
    isFailover: false,
    isRoaming: false,
  }
  return [
    {
      type: wifi ? 1 : 0,
      typeName: wifi ? 'WIFI' : 'MOBILE',
      subtype: wifi ? 0 : 13,
      subtypeName: wifi ? '' : 'LTE',
      ...state,
      capabilities: {
        transportTypes: wifi ? 'TRANSPORT_WIFI' : 'TRANSPORT_CELLULAR',
        networkCapabilities:
          'NET_CAPABILITY_INTERNET,NET_CAPABILITY_NOT_RESTRICTED,NET_CAPABILITY_TRUSTED,NET_CAPABILITY_VALIDATED',
        linkUpstreamBandwidthKbps: 12_000,
        linkDownBandwidthKbps: 30_000,
        signalStrength: -50,
      },
    },
  ]
}

/** BatteryManager.BATTERY_STATUS_CHARGING, _DISCHARGING, _FULL. */
export function batteryInfo(phone: Phone): unknown {
  const { charging, level } = phone.power.battery
  return { level: level / 100, status: charging ? (level === 100 ? 5 : 2) : 3 }
}

/** One entry of `POST /appium/list_displays`. */
export function displayModel(phone: Phone): unknown {
  const { width, height, densityDpi } = phone.rom.screen
  const scale = density(phone.rom.screen)
  return {
    id: 0,
    name: 'Built-in Screen',
    physicalId: '4619827259835644672',
    virtualId: null,
    metrics: {
      widthPixels: width,
      heightPixels: height,
      density: scale,
      densityDpi,
      scaledDensity: scale,
      xdpi: densityDpi,
      ydpi: densityDpi,
    },
    isDefault: true,
  }
}

/** AccessibilityWindowInfo.TYPE_*: application, input method, system. */
function typeOf(window: ShownWindow): number {
  if (window.type === 'input-method') return 2
  const isApp =
    ['activity', 'home', 'recents'].includes(window.type) ||
    (window.type === 'dialog' && window.packageName !== 'android')
  return isApp ? 1 : 3
}

/** One entry of `POST /appium/list_windows`; `layer` counts from the bottom. */
export function windowModel(
  snapshot: WindowSnapshot,
  layer: number,
  screenshot: string | null,
): Readonly<Record<string, unknown>> {
  const { bounds } = snapshot.window.root
  return {
    windowId: snapshot.windowId,
    displayId: 0,
    physicalDisplayId: '4619827259835644672',
    virtualDisplayId: null,
    rect: { x: bounds.left, y: bounds.top, width: widthOf(bounds), height: heightOf(bounds) },
    packageName: snapshot.window.packageName,
    screenshot,
    type: typeOf(snapshot.window),
    title: snapshot.window.title,
    layer,
    isAccessibilityFocused: false,
    isActive: snapshot.active,
    isFocused: snapshot.active,
    isInPictureInPictureMode: false,
  }
}
