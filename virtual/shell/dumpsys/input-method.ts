import { text, type ServiceDump } from './dump-request.ts'
import { focusedWindowTitle } from './focus.ts'
import { windowName } from './names.ts'

/** services/core/java/com/android/server/inputmethod/InputMethodManagerService.dump */
export const dumpInputMethod: ServiceDump = (request) => {
  const { apiLevel, phone, hash } = request
  const { all, current, shown } = phone.inputMethods
  const title = focusedWindowTitle(phone)
  const focused = title === undefined ? 'null' : windowName(title, request)
  const lines = ['Current Input Method Manager state:', '  Input Methods: mMethodMapUpdateCount=2']
  for (const [index, id] of all.entries()) {
    lines.push(`  InputMethod #${index}:`, `      mId=${id} mSettingsActivityName=null mIsVrOnly=false`)
  }
  lines.push(
    '  Clients:',
    `  mCurMethodId=${current}`,
    `  mCurClient=ClientState{${hash('ClientState', '')}} mCurSeq=1`,
    `  ${apiLevel >= 35 ? 'mFocusedWindow()' : 'mCurFocusedWindow'}=${focused}`,
    `  mCurId=${current} mHaveConnection=true mBoundToMethod=true`,
    `  mCurToken=android.os.Binder@${hash('ImeToken', current)}`,
    '  mCurHostInputToken=null',
  )
  if (apiLevel >= 33) {
    lines.push(
      `  mRequestedShowExplicitly=${shown} mShowForced=false`,
      '  mImeHiddenByDisplayPolicy=false',
      `  mInputShown=${shown}`,
    )
  } else {
    lines.push(`  mShowRequested=${shown} mShowExplicitlyRequested=${shown} mShowForced=false mInputShown=${shown}`)
  }
  lines.push(
    `  mInFullscreenMode=false`,
    `  mSystemReady=true mInteractive=${phone.power.screenOn}`,
    ' ',
    'Input method client state for the focused window:',
    `  mIsInputViewShown=${shown}`,
    `  mShowInputRequested=${shown}`,
  )
  return text(lines)
}
