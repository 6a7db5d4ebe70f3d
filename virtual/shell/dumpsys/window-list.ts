import { fullComponent } from '../../android/component-name.ts'
import type { Rect } from '../../ui/node.ts'
import type { DumpRequest } from './dump-request.ts'
import { focusedActivity, focusedWindowTitle, shadeWindowTitle } from './focus.ts'
import { activityName, windowName } from './names.ts'
import { focusLines } from './window-displays.ts'

interface WindowFacts {
  readonly title: string
  readonly packageName: string
  /** android.view.WindowManager.LayoutParams.TYPE_* without its prefix. */
  readonly type: string
  readonly frame: Rect
  readonly visible: boolean
  readonly taskId?: number
  readonly activity?: string
}

/** The windows part: every window from the top down, then the input method's targets and the focus. */
export function windowsLines(request: DumpRequest): string[] {
  const { apiLevel } = request
  const lines = ['WINDOW MANAGER WINDOWS (dumpsys window windows)']
  const windows = allWindows(request)
  for (const [index, window] of windows.entries()) {
    lines.push(`  Window #${windows.length - 1 - index} ${windowName(window.title, request)}:`)
    lines.push(...windowDetails(window, request).map((line) => `    ${line}`))
  }
  lines.push('', '  mGlobalConfiguration={1.0}', '  mHasPermanentDpad=false')
  const target = focusedWindowTitle(request.phone)
  if (apiLevel <= 28) {
    lines.push(...focusLines(request))
    if (target !== undefined) lines.push(`  mInputMethodTarget=${windowName(target, request)}`)
  } else {
    lines.push('  mTopFocusedDisplayId=0')
    if (target !== undefined) {
      const name = windowName(target, request)
      if (apiLevel <= 30) lines.push(`  mInputMethodTarget in display# 0 ${name}`)
      if (apiLevel === 30) lines.push(`  mInputMethodInputTarget in display# 0 ${name}`)
      if (apiLevel >= 31) {
        for (const role of ['imeLayeringTarget', 'imeInputTarget', 'imeControlTarget']) {
          lines.push(`  ${role} in display# 0 ${name}`)
        }
      }
    }
  }
  lines.push('  mInTouchMode=true', '  mLastDisplayFreezeDuration=0', '  mDisableStatusBar=0', '  mSystemBooted=true')
  return lines
}

/** Top first. */
function allWindows(request: DumpRequest): WindowFacts[] {
  const { apiLevel, phone } = request
  const { width, height, statusBarHeight, navigationBarHeight } = phone.rom.screen
  const full: Rect = { left: 0, top: 0, right: width, bottom: height }
  const shade = shadeWindowTitle(apiLevel)
  const shadeOpen = phone.power.locked || !phone.power.screenOn || phone.statusBar.expanded !== 'no'
  const systemUi = 'com.android.systemui'
  const windows: WindowFacts[] = [
    {
      title: 'NavigationBar0',
      packageName: systemUi,
      type: 'NAVIGATION_BAR',
      frame: { ...full, top: height - navigationBarHeight },
      visible: true,
    },
  ]
  // Up to Android 10 bar and shade are one window, as high as what is shown.
  if (shade === 'NotificationShade') {
    windows.push({ title: shade, packageName: systemUi, type: 'NOTIFICATION_SHADE', frame: full, visible: shadeOpen })
  }
  windows.push({
    title: 'StatusBar',
    packageName: systemUi,
    type: 'STATUS_BAR',
    frame: shade === 'StatusBar' && shadeOpen ? full : { ...full, bottom: statusBarHeight },
    visible: true,
  })
  if (phone.inputMethods.shown) {
    windows.push({
      title: 'InputMethod',
      packageName: phone.inputMethods.current.split('/')[0] ?? systemUi,
      type: 'INPUT_METHOD',
      frame: { ...full, top: statusBarHeight },
      visible: true,
    })
  }
  const front = focusedActivity(phone)
  for (const task of phone.activities.stack()) {
    const activity = task.activities.at(-1)
    if (activity === undefined || phone.processes.ofPackage(activity.component.packageName).length === 0) continue
    windows.push({
      title: fullComponent(activity.component),
      packageName: activity.component.packageName,
      type: 'BASE_APPLICATION',
      frame: full,
      visible: activity.token === front?.token && !phone.power.locked && phone.power.screenOn,
      taskId: task.id,
      activity: activityName(activity, request),
    })
  }
  windows.push({
    title: 'com.android.systemui.ImageWallpaper',
    packageName: systemUi,
    type: 'WALLPAPER',
    frame: full,
    visible: front?.component.packageName === phone.rom.launcherPackage,
  })
  return windows
}

function windowDetails(window: WindowFacts, request: DumpRequest): string[] {
  const { apiLevel, phone, hash } = request
  const uid = phone.packages.get(window.packageName)?.uid ?? 1000
  const pid = phone.processes.ofPackage(window.packageName)[0]?.pid ?? 0
  const session = `Session{${hash('Session', String(pid))} ${pid}:${uid}}`
  const client = `android.os.BinderProxy@${hash('IWindow', window.title)}`
  const frame = rectText(window.frame)
  const width = window.frame.right - window.frame.left
  const height = window.frame.bottom - window.frame.top
  const rootTask = apiLevel >= 31 ? 'rootTaskId' : 'stackId'
  const task = window.taskId === undefined ? '' : ` ${rootTask}=${window.taskId}`
  const display = apiLevel >= 29 ? `mDisplayId=0${task}` : `mDisplayId=0 stackId=${window.taskId ?? 0}`
  return [
    `${display} mSession=${session} mClient=${client}`,
    apiLevel >= 29
      ? `mOwnerUid=${uid} showForAllUsers=${window.activity === undefined} package=${window.packageName} appop=NONE`
      : `mOwnerUid=${uid} mShowToOwnerOnly=${window.activity !== undefined} package=${window.packageName} appop=NONE`,
    `mAttrs={(0,0)(${width === phone.rom.screen.width ? 'fill' : width}x${height === phone.rom.screen.height ? 'fill' : height}) sim={adjust=pan} ty=${window.type} fmt=TRANSLUCENT`,
    '  fl=NOT_FOCUSABLE LAYOUT_IN_SCREEN HARDWARE_ACCELERATED}',
    `Requested w=${width} h=${height} mLayoutSeq=${Math.floor(request.uptimeMs / 16)}`,
    `mBaseLayer=${layerOf(window.type)} mSubLayer=0    mToken=WindowToken{${hash('WindowToken', window.title)} ${client}}`,
    ...(window.activity === undefined
      ? []
      : [`${apiLevel >= 30 ? 'mActivityRecord' : 'mAppToken'}=${window.activity}`]),
    `mViewVisibility=${window.visible ? '0x0' : '0x8'} mHaveFrame=true mObscured=false`,
    ...(apiLevel >= 30
      ? [
          `mHasSurface=${window.visible} isReadyForDisplay()=${window.visible} mWindowRemovalAllowed=false`,
          `Frames: parent=${screenText(phone.rom.screen)} display=${screenText(phone.rom.screen)} frame=${frame} last=${frame}${apiLevel >= 34 ? ' insetsChanged=false' : ''}`,
        ]
      : [
          `mHasSurface=${window.visible} isReadyForDisplay()=${window.visible} mWindowRemovalAllowed=false`,
          `mFrame=${frame} last=${frame}`,
        ]),
    `WindowStateAnimator{${hash('WindowStateAnimator', window.title)} ${window.title}}:`,
    `  mSurface=Surface(name=${window.title})/@0x${hash('Surface', window.title)}`,
    `isOnScreen=${window.visible}`,
    `isVisible=${window.visible}`,
  ]
}

function layerOf(type: string): number {
  const layers: Readonly<Record<string, number>> = {
    NAVIGATION_BAR: 241_000,
    NOTIFICATION_SHADE: 171_000,
    STATUS_BAR: 151_000,
    INPUT_METHOD: 131_000,
    WALLPAPER: 11_000,
  }
  return layers[type] ?? 21_000
}

function rectText(rect: Rect): string {
  return `[${rect.left},${rect.top}][${rect.right},${rect.bottom}]`
}

function screenText({ width, height }: { readonly width: number; readonly height: number }): string {
  return `[0,0][${width},${height}]`
}
