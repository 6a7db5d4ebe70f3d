import type { DumpRequest } from './dump-request.ts'
import { focusedActivity, focusedWindowTitle } from './focus.ts'
import { focusedAppName, taskName, taskReference, windowName } from './names.ts'
import { oldScreenLines } from './window-policy.ts'

/**
 * The displays part: DisplayContent.dump with its DisplayPolicy. The two focus lines stand here from Android 10 on, in the
 * windows part up to 9.
 */
export function displayLines(request: DumpRequest): string[] {
  const { apiLevel, phone } = request
  const { width, height, densityDpi, statusBarHeight, navigationBarHeight } = phone.rom.screen
  const tasks = phone.activities.stack()
  const count =
    apiLevel === 30 ? ` stacks=${tasks.length}` : apiLevel === 31 || apiLevel === 32 ? ` rootTasks=${tasks.length}` : ''
  const appHeight = height - navigationBarHeight - (phone.rom.screen.cutout === undefined ? 0 : statusBarHeight)
  const resizable = apiLevel >= 34 ? ' mMinSizeOfResizeableTaskDp=220' : ''
  const landscape = width - statusBarHeight
  const lines = [
    'WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)',
    `  Display: mDisplayId=0${count}${apiLevel >= 34 ? ' (organized)' : ''}`,
    `    init=${width}x${height} ${densityDpi}dpi${resizable} cur=${width}x${height} app=${width}x${appHeight} rng=${width}x${landscape}-${appHeight}x${appHeight}`,
    `    deferred=false mLayoutNeeded=false mTouchExcludeRegion=SkRegion((0,0,${width},${height}))`,
    '',
    `  mLayoutSeq=${Math.floor(request.uptimeMs / 16)}`,
  ]
  if (apiLevel >= 29) lines.push(...focusLines(request))
  lines.push(
    '',
    '  mHoldScreenWindow=null',
    '  mObscuringWindow=null',
    '  mLastWakeLockHoldingWindow=null',
    '  mLastWakeLockObscuringWindow=null',
    '',
    '  mWallpaperTarget=null',
    '',
  )
  if (apiLevel >= 31) {
    lines.push('  Task display areas in top down Z order:', '    TaskDisplayArea DefaultTaskDisplayArea')
    for (const task of tasks) lines.push(`      ${taskReference(task, request)}`)
  } else if (apiLevel === 30) {
    lines.push('  Application tokens in top down Z order:')
    for (const task of tasks) lines.push(`    * ${taskName(task, request)}`)
  } else {
    lines.push('  Application tokens in top down Z order:')
    for (const task of tasks) lines.push(`    mStackId=${task.id}`, '    mDeferRemoval=false')
  }
  lines.push('', '  DisplayFrames w=' + `${width} h=${height} r=0`, '')
  lines.push('  DisplayPolicy', ...displayPolicyLines(request).map((line) => `    ${line}`))
  return lines
}

/** mCurrentFocus and mFocusedApp. */
export function focusLines(request: DumpRequest): string[] {
  const title = focusedWindowTitle(request.phone)
  const activity = focusedActivity(request.phone)
  return [
    `  mCurrentFocus=${title === undefined ? 'null' : windowName(title, request)}`,
    `  mFocusedApp=${activity === undefined ? 'null' : focusedAppName(activity, request)}`,
  ]
}

function displayPolicyLines(request: DumpRequest): string[] {
  const { apiLevel, phone } = request
  if (apiLevel <= 28) return []
  const { locked, screenOn } = phone.power
  if (apiLevel === 29) {
    const activity = focusedActivity(phone)
    return [
      'mCarDockEnablesAccelerometer=false mDeskDockEnablesAccelerometer=false',
      'mDockMode=EXTRA_DOCK_STATE_UNDOCKED mLidState=LID_ABSENT',
      ...oldScreenLines(request),
      ...(activity === undefined ? [] : [`mFocusedApp=${focusedAppName(activity, request)}`]),
      'mForceStatusBar=false mForceStatusBarFromKeyguard=false',
    ]
  }
  const title = focusedWindowTitle(phone)
  return [
    'mCarDockEnablesAccelerometer=false mDeskDockEnablesAccelerometer=false',
    'mDockMode=EXTRA_DOCK_STATE_UNDOCKED mLidState=LID_ABSENT',
    `mAwake=${screenOn} mScreenOnEarly=${screenOn} mScreenOnFully=${screenOn}`,
    `mKeyguardDrawComplete=${screenOn} mWindowManagerDrawComplete=${screenOn}`,
    'mHdmiPlugged=false',
    ...(title === undefined ? [] : [`mFocusedWindow=${windowName(title, request)}`]),
    `mStatusBar=${windowName('StatusBar', request)}`,
    `mExpandedPanel=${windowName('NotificationShade', request)}`,
    `isKeyguardShowing=${locked}`,
    `mNavigationBar=${windowName('NavigationBar0', request)}`,
    'mNavBarOpacityMode=2',
    'mTopIsFullscreen=false',
    `mShowingDream=false mDreamingLockscreen=${locked && !screenOn}`,
  ]
}
