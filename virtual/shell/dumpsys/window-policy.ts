import type { DumpRequest } from './dump-request.ts'

/** The policy part: PhoneWindowManager.dump and, in it, KeyguardServiceDelegate.dump. */
export function policyLines(request: DumpRequest): string[] {
  const { apiLevel, phone } = request
  const { locked, screenOn, secure } = phone.power
  const timeout = Number(phone.settings.get('system', 'screen_off_timeout') ?? '60000')
  const lines = [
    'mSafeMode=false mSystemReady=true mSystemBooted=true',
    'mCameraLensCoverState=CAMERA_LENS_COVER_ABSENT',
    'mWakeGestureEnabledSetting=false',
    'mUiMode=UI_MODE_TYPE_NORMAL mEnableCarDockHomeCapture=true',
    'mLidKeyboardAccessibility=0 mLidNavigationAccessibility=0 mLidControlsScreenLock=false',
    'mLongPressOnBackBehavior=LONG_PRESS_BACK_NOTHING',
    'mLongPressOnHomeBehavior=LONG_PRESS_HOME_ASSIST',
    'mDoubleTapOnHomeBehavior=DOUBLE_TAP_HOME_NOTHING',
    'mShortPressOnPowerBehavior=SHORT_PRESS_POWER_GO_TO_SLEEP',
    'mLongPressOnPowerBehavior=LONG_PRESS_POWER_GLOBAL_ACTIONS',
  ]
  if (apiLevel <= 28) lines.push(...oldScreenLines(request))
  lines.push(
    'mKeyguardOccluded=false mKeyguardOccludedChanged=false mPendingKeyguardOccluded=false',
    `mAllowLockscreenWhenOnDisplays=false mLockScreenTimeout=${timeout} mLockScreenTimerActive=false`,
  )
  const delegate = [
    `showing=${locked}`,
    ...(apiLevel <= 32 ? [`showingAndNotOccluded=${locked}`] : []),
    `inputRestricted=${locked}`,
    'occluded=false',
    `secure=${secure}`,
    'dreaming=false',
    'systemIsReady=true',
    'deviceHasKeyguard=true',
    'enabled=true',
    `offReason=${screenOn ? 'OFF_BECAUSE_OF_TIMEOUT' : 'OFF_BECAUSE_OF_USER'}`,
    'currentUser=-10000',
    'bootCompleted=true',
    `screenState=${screenOn ? 'SCREEN_STATE_ON' : 'SCREEN_STATE_OFF'}`,
    `interactiveState=${screenOn ? 'INTERACTIVE_STATE_AWAKE' : 'INTERACTIVE_STATE_SLEEP'}`,
    'KeyguardStateMonitor',
    `  mIsShowing=${locked}`,
    '  mSimSecure=false',
    `  mInputRestricted=${locked}`,
    '  mTrusted=false',
    '  mCurrentUserId=0',
  ]
  return [
    'WINDOW MANAGER POLICY STATE (dumpsys window policy)',
    ...lines.map((line) => `    ${line}`),
    '    KeyguardServiceDelegate',
    ...delegate.map((line) => `      ${line}`),
    '    Looper state:',
    `      Looper (android.display, tid 20) {${request.hash('Looper', 'android.display')}}`,
  ]
}

/** What moved to the display's policy with Android 10. */
export function oldScreenLines(request: DumpRequest): string[] {
  const { locked, screenOn } = request.phone.power
  return [
    `mAwake=${screenOn} mScreenOnEarly=${screenOn} mScreenOnFully=${screenOn}`,
    `mKeyguardDrawComplete=${screenOn} mWindowManagerDrawComplete=${screenOn}`,
    `mStatusBar=Window{${request.hash('Window', 'StatusBar')} u0 StatusBar} isStatusBarKeyguard=${locked}`,
    `mShowingDream=false mDreamingLockscreen=${locked && !screenOn} mDreamingSleepToken=null`,
    'mTopIsFullscreen=false',
  ]
}
