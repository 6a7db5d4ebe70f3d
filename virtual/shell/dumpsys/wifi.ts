import { text, type ServiceDump } from './dump-request.ts'

/** services: com/android/server/wifi/WifiServiceImpl.dump, the first lines */
export const dumpWifi: ServiceDump = ({ phone }) => {
  const { wifi, up, airplaneMode } = phone.network
  return text([
    `Wi-Fi is ${wifi && !airplaneMode ? 'enabled' : 'disabled'}`,
    'Verbose logging is off',
    'Stay-awake conditions: 0',
    `mInIdleMode ${phone.deviceIdle.deepState === 'IDLE'}`,
    'mScanPending false',
    `mWifiInfo SSID: ${wifi && up ? '"AndroidWifi", BSSID: 00:13:10:85:fe:01, Supplicant state: COMPLETED, RSSI: -50, Link speed: 72Mbps' : '<unknown ssid>, BSSID: <none>, Supplicant state: DISCONNECTED, RSSI: -127'}`,
  ])
}
