import { dateTimeText } from '../local-time.ts'
import { text, type ServiceDump } from './dump-request.ts'

/** Services of which nothing happens on these phones: the heads of their dumps with what is always there. */

export const dumpAlarm: ServiceDump = ({ nowMs, uptimeMs, timeZone }) =>
  text([
    'Current Alarm Manager state:',
    '  Settings:',
    '    min_futurity=+5s0ms',
    '    min_interval=+1m0s0ms',
    '',
    `  nowRTC=${nowMs}=${dateTimeText(nowMs, timeZone)} nowELAPSED=${uptimeMs}`,
    '  mLastTimeChangeClockTime=0',
    '',
    '  0 pending alarms: ',
    '',
    '  Past-due non-wakeup alarms: (none)',
  ])

export const dumpUsageStats: ServiceDump = ({ phone, nowMs, timeZone }) =>
  text([
    'user=0 {',
    '  Last 24 hour events (timeRange="' + dateTimeText(nowMs - 86_400_000, timeZone) + '")',
    ...phone.activities
      .tasks()
      .map(
        ({ packageName, lastActiveMs, activities }) =>
          `    time="${dateTimeText(lastActiveMs, timeZone)}" type=ACTIVITY_RESUMED package=${packageName} class=${activities.at(-1)?.component.className ?? packageName} instanceId=1 taskRootPackage=${packageName} flags=0x0`,
      ),
    '}',
  ])

export const dumpInput: ServiceDump = ({ phone }) => {
  const { width, height } = phone.rom.screen
  return text([
    'INPUT MANAGER (dumpsys input)',
    '',
    'Event Hub State:',
    '  BuiltInKeyboardId: -2',
    '  Devices:',
    '    1: touchscreen',
    '      Classes: TOUCH | TOUCH_MT',
    '      Path: /dev/input/event2',
    '      Enabled: true',
    '',
    'Input Reader State:',
    '  Device 1: touchscreen',
    `    Motion Ranges: X: 0 to ${width - 1}, Y: 0 to ${height - 1}`,
    '    SurfaceOrientation: 0',
    '',
    'Input Dispatcher State:',
    '  DispatchEnabled: true',
    '  DispatchFrozen: false',
    '  FocusedDisplayId: 0',
  ])
}

const streams = ['VOICE_CALL', 'SYSTEM', 'RING', 'MUSIC', 'ALARM', 'NOTIFICATION']

export const dumpAudio: ServiceDump = ({ phone }) => {
  const lines = ['MediaFocusControl dump time: ', '', 'Audio Focus stack entries (last is top of stack):', '']
  lines.push('Stream volumes (device: index)')
  for (const stream of streams) {
    lines.push(
      `- STREAM_${stream}:`,
      '   Muted: false',
      '   Min: 0',
      '   Max: 15',
      '   streamVolume:7',
      '   Current: 2 (speaker): 7',
    )
  }
  lines.push(
    '',
    '- mode (internal) = NORMAL',
    `- mode (external) = NORMAL`,
    `Ringer mode: ${phone.notifications.zenMode === 'none' ? 'SILENT' : 'NORMAL'}`,
  )
  return text(lines)
}

export const dumpMediaSession: ServiceDump = () =>
  text([
    'MEDIA SESSION SERVICE (dumpsys media_session)',
    '',
    '0 sessions listeners.',
    'Global priority session is null',
    'User Records:',
    'Record for full_user=0',
    '  Volume key long-press listener: null',
    '  Media key listener: null',
    '  Callback: null',
    '  Last MediaButtonReceiver: null',
    '  Media button session is null',
    '  Sessions Stack - have 0 sessions:',
  ])

export const dumpUser: ServiceDump = ({ apiLevel, uptimeMs }) =>
  text([
    ...(apiLevel >= 30 ? ['Current user: 0', ''] : []),
    'Users:',
    `  UserInfo{0:${apiLevel >= 30 ? 'null' : 'Owner'}:${apiLevel >= 34 ? '4c13' : 'c13'}} serialNo=0 isPrimary=true`,
    ...(apiLevel >= 30 ? ['    Type: android.os.usertype.full.SYSTEM'] : []),
    '    Flags: 3091 (ADMIN|FULL|INITIALIZED|PRIMARY|SYSTEM)',
    '    State: RUNNING_UNLOCKED',
    '    Created: <unknown>',
    `    Last logged in: +${Math.floor(uptimeMs / 1000)}s0ms ago`,
    '',
    '  Max users: 4 (limit reached: false)',
  ])

export const dumpAccount: ServiceDump = () =>
  text(['User UserInfo{0:null:4c13}:', '  Accounts: 0', '', '  Accounts History', '', '  Active Sessions: 0'])

export const dumpJobScheduler: ServiceDump = ({ uptimeMs }) =>
  text([
    'Settings:',
    '  Constants:',
    '',
    `nowELAPSED=${uptimeMs}`,
    'Started users: [0]',
    'Registered 0 jobs:',
    '  None.',
  ])
