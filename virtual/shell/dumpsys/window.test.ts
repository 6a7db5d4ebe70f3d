import { describe, expect, test } from 'vitest'
import { dumpsys, phoneWithChat, startChat } from './dump-fixture.ts'

const record = String.raw`ActivityRecord\{[0-9a-f]+ u0 com\.example\.chat/\.MainActivity`
const token = String.raw`AppWindowToken\{[0-9a-f]+ token=Token\{[0-9a-f]+ ${record} t2\}\}\}`

describe('the focus', () => {
  test.each([
    [28, 'windows', `  mFocusedApp=${token}`, 'StatusBar'],
    [29, 'displays', `  mFocusedApp=${token}`, 'StatusBar'],
    [30, 'displays', `  mFocusedApp=${record} t2\\}`, 'NotificationShade'],
    [33, 'displays', `  mFocusedApp=${record}\\} t2\\}`, 'NotificationShade'],
    [35, 'displays', `  mFocusedApp=${record} t2\\}`, 'NotificationShade'],
  ])('at API %i stands in %s; the open shade takes the window, not the app', async (apiLevel, part, app, shade) => {
    const { phone } = await phoneWithChat(apiLevel)
    await startChat(phone)
    const before = await dumpsys(phone, 'window', part)
    expect(before).toMatch(
      /^ {2}mCurrentFocus=Window\{[0-9a-f]+ u0 com\.example\.chat\/com\.example\.chat\.MainActivity\}$/m,
    )
    expect(before).toMatch(new RegExp(`^${app}$`, 'm'))
    phone.statusBar.expandNotifications()
    const after = await dumpsys(phone, 'window', part)
    expect(after).toMatch(new RegExp(`^  mCurrentFocus=Window\\{[0-9a-f]+ u0 ${shade}\\}$`, 'm'))
    expect(after).toMatch(new RegExp(`^${app}$`, 'm'))
    if (apiLevel === 28) expect(await dumpsys(phone, 'window', 'displays')).not.toContain('mCurrentFocus')
  })
})

describe('the keyguard, as Appium reads it', () => {
  test.each([28, 29, 30, 31, 33, 34, 35])('at API %i', async (apiLevel) => {
    const { phone } = await phoneWithChat(apiLevel)
    const unlocked = await dumpsys(phone, 'window')
    expect(unlocked).toMatch(/mIsShowing=false[\s\S]+mInputRestricted=false/)
    expect(/mScreenOnFully=(\w+)/.exec(unlocked)?.[1]).toBe('true')
    expect(unlocked).toContain('screenState=SCREEN_STATE_ON')
    expect(unlocked).not.toMatch(/mShowingLockscreen=true|mDreamingLockscreen=true/)
    phone.power.sleep()
    const locked = await dumpsys(phone, 'window')
    expect(locked).toMatch(/KeyguardStateMonitor[\s\S]+mIsShowing=true[\s\S]+mInputRestricted=true/)
    expect(locked).toContain('screenState=SCREEN_STATE_OFF')
    expect(locked).toContain(apiLevel >= 30 ? 'isKeyguardShowing=true' : 'isStatusBarKeyguard=true')
    phone.power.wake()
    expect(await dumpsys(phone, 'window', 'policy')).toMatch(/mIsShowing=true[\s\S]+mInputRestricted=true/)
  })
})

describe('the windows', () => {
  test.each([
    [28, /mFrame=\[0,0\]\[1080,90\]/],
    [35, /Frames: parent=\[0,0\]\[1080,2400\] display=\[0,0\]\[1080,2400\] frame=\[0,0\]\[1080,132\]/],
  ])('at API %i tell where the bars are', async (apiLevel, frame) => {
    const { phone } = await phoneWithChat(apiLevel)
    const text = await dumpsys(phone, 'window', 'windows')
    const bar = text.slice(text.search(/^ {2}Window #\d+ Window\{[0-9a-f]+ u0 StatusBar\}:$/m))
    expect(bar).toMatch(/ty=STATUS_BAR/)
    expect(bar).toMatch(/mViewVisibility=0x0/)
    expect(bar).toMatch(frame)
  })

  test('an unknown word', async () => {
    const { phone } = await phoneWithChat(30)
    expect(await dumpsys(phone, 'window', 'nonsense')).toBe(
      'Bad window command, or no windows match: nonsense\nUse -h for help.\n',
    )
  })
})
