import { text, type ServiceDump } from './dump-request.ts'

/** services/core/java/com/android/server/statusbar/StatusBarManagerService.dump */
export const dumpStatusBar: ServiceDump = ({ apiLevel, hash }) =>
  text([
    ...(apiLevel >= 29 ? ['displayId=0'] : []),
    '  mDisabled1=0x0',
    '  mDisabled2=0x0',
    '  mDisableRecords.size=0',
    `  mCurrentUserId=0`,
    '  mIcons=',
    '    battery, wifi, mobile, clock',
    '  mTracingEnabled=false',
    `  mBar=com.android.internal.statusbar.IStatusBar$Stub$Proxy@${hash('IStatusBar', '')}`,
  ])
