import { text, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/power/PowerManagerService.dumpInternal */
export const dumpPower: ServiceDump = (request) => {
  const { apiLevel, phone, uptimeMs } = request
  const { screenOn, wakefulness, battery } = phone.power
  const timeout = phone.settings.get('system', 'screen_off_timeout') ?? '60000'
  const stayOn = phone.settings.get('global', 'stay_on_while_plugged_in') ?? '0'
  const ago = (since: number): string => `${since} (${Math.max(0, uptimeMs - since)} ms ago)`
  const lines = [
    'POWER MANAGER (dumpsys power)',
    '',
    'Power Manager State:',
    '  mDirty=0x0',
    `  mWakefulness=${wakefulness}`,
    '  mWakefulnessChanging=false',
    `  mIsPowered=${battery.charging}`,
    `  mPlugType=${battery.charging ? 2 : 0}`,
    `  mBatteryLevel=${battery.level}`,
    `  mBatteryLevelWhenDreamStarted=0`,
    '  mDockState=0',
    `  mStayOn=${stayOn !== '0' && battery.charging}`,
    '  mProximityPositive=false',
    '  mBootCompleted=true',
    '  mSystemReady=true',
    '  mHalAutoSuspendModeEnabled=false',
    `  mHalInteractiveModeEnabled=${screenOn}`,
    `  mWakeLockSummary=${wakefulness === 'Dozing' ? '0x40' : '0x0'}`,
    `  mLightDeviceIdleMode=${phone.deviceIdle.lightState === 'IDLE'}`,
    `  mDeviceIdleMode=${phone.deviceIdle.deepState === 'IDLE'}`,
    `  mLastWakeTime=${ago(0)}`,
    `  mLastSleepTime=${ago(0)}`,
    '  mLastSleepReason=power_button',
  ]
  if (apiLevel <= 30) lines.push(`  mUserActivitySummary=${screenOn ? '0x1' : '0x0'}`, '  mDisplayReady=true')
  lines.push(
    `  mHoldingWakeLockSuspendBlocker=${wakefulness === 'Dozing'}`,
    `  mHoldingDisplaySuspendBlocker=${screenOn}`,
    '',
    'Settings and Configuration:',
    '  mDecoupleHalAutoSuspendModeFromDisplayConfig=false',
    '  mDreamsSupportedConfig=true',
    '  mMinimumScreenOffTimeoutConfig=10000',
    `  mScreenOffTimeoutSetting=${timeout}`,
    `  mStayOnWhilePluggedInSetting=${stayOn}`,
    '',
    'Sleep timeout: -1 ms',
    `Screen off timeout: ${timeout} ms`,
    'Screen dim duration: 7000 ms',
    '',
    'UID states:',
    '',
    'Wake Locks: size=0',
    '',
    'Suspend Blockers: size=4',
    '  PowerManagerService.WakeLocks: ref count=0',
    `  PowerManagerService.Display: ref count=${screenOn ? 1 : 0}`,
    '  PowerManagerService.Broadcasts: ref count=0',
    '  PowerManagerService.WirelessChargerDetector: ref count=0',
    '',
    // From Android 12 on this line prints an object that has no text of its own.
    apiLevel <= 30
      ? `Display Power: state=${screenOn ? 'ON' : wakefulness === 'Dozing' ? 'DOZE' : 'OFF'}`
      : `Display Power: com.android.server.power.PowerManagerService$1@${request.hash('DisplayPowerCallbacks', '')}`,
  )
  return text(lines)
}
