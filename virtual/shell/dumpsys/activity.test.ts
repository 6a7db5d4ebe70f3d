import { describe, expect, test } from 'vitest'
import { chatPackage, dumpsys, phoneWithChat, startChat } from './dump-fixture.ts'

const activity = String.raw`ActivityRecord\{[0-9a-f]+ u0 com\.example\.chat/\.MainActivity`

describe('dumpsys activity activities', () => {
  test.each([
    [28, [`^    mResumedActivity: ${activity} t2\\}$`, `^  ResumedActivity: ${activity} t2\\}$`]],
    [
      29,
      [
        `^    mResumedActivity: ${activity} t2\\}$`,
        `^ ResumedActivity:${activity} t2\\}$`,
        `^  ResumedActivity: ${activity} t2\\}$`,
      ],
    ],
    [
      30,
      [
        `^    mResumedActivity: ${activity} t2\\}$`,
        `^    Resumed: ${activity} t2\\}$`,
        `^  ResumedActivity: ${activity} t2\\}$`,
      ],
    ],
    [33, [`^    topResumedActivity=${activity}\\} t2\\}$`, `^    Resumed: ${activity}\\} t2\\}$`]],
    [35, [`^    topResumedActivity=${activity} t2\\}$`, `^  ResumedActivity: ${activity} t2\\}$`]],
  ])('at API %i names the one in front', async (apiLevel, patterns) => {
    const { phone } = await phoneWithChat(apiLevel)
    await startChat(phone)
    const text = await dumpsys(phone, 'activity', 'activities')
    for (const pattern of patterns) expect(text).toMatch(new RegExp(pattern, 'm'))
    phone.power.sleep()
    expect(await dumpsys(phone, 'activity', 'activities')).not.toMatch(/[rR]esumed(Activity)?[:=]/)
  })

  test.each([
    [28, 'ActivityStackSupervisor state:', '    mKeyguardShowing=true'],
    [32, 'ActivityTaskSupervisor state:', '    mKeyguardShowing=true'],
    [
      34,
      'ActivityTaskSupervisor state:',
      '   KeyguardShowing=true AodShowing=false KeyguardGoingAway=false DismissalRequested=false  Occluded=false',
    ],
  ])('at API %i tells of the keyguard', async (apiLevel, heading, line) => {
    const { phone } = await phoneWithChat(apiLevel)
    phone.power.sleep()
    const text = await dumpsys(phone, 'activity', 'activities')
    expect(text).toContain(`\n${heading}\n`)
    expect(text).toContain(`\n${line}`)
  })
})

describe('the other sections', () => {
  test('processes: one by package, then none', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'activity', 'processes', chatPackage)).toBe(
      'ACTIVITY MANAGER RUNNING PROCESSES (dumpsys activity processes)\n  (nothing)\n',
    )
    await startChat(phone)
    const pid = phone.processes.ofPackage(chatPackage)[0]?.pid ?? 0
    const text = await dumpsys(phone, 'activity', 'processes')
    expect(text).toMatch(
      new RegExp(`^  \\*APP\\* UID \\d+ ProcessRecord\\{[0-9a-f]+ ${pid}:com\\.example\\.chat/u0a\\d+\\}$`, 'm'),
    )
    expect(text).toMatch(
      new RegExp(
        `Proc # 0: fg     T/A/TOP  LCMNFUA  t: 0 ${pid}:com\\.example\\.chat/u0a\\d+ \\(top-activity\\)$`,
        'm',
      ),
    )
  })

  test.each([
    [29, 'trm: 0'],
    [30, 'LCM  t: 0'],
    [31, 'LCMN  t: 0'],
    [35, 'LCMNFUA  t: 0'],
  ])('oom at API %i shows `%s`', async (apiLevel, memory) => {
    const { phone } = await phoneWithChat(apiLevel)
    await startChat(phone)
    expect(await dumpsys(phone, 'activity', 'oom')).toContain(`fg     T/A/TOP  ${memory} `)
  })

  test('services: a foreground one, found by package and by component', async () => {
    const { phone } = await phoneWithChat(34)
    expect(await dumpsys(phone, 'activity', 'services', chatPackage)).toBe(
      'ACTIVITY MANAGER SERVICES (dumpsys activity services)\n  (nothing)\n',
    )
    phone.services.start({ packageName: chatPackage, className: `${chatPackage}.SyncService` }, { foreground: true })
    for (const filter of [chatPackage, `${chatPackage}/.SyncService`]) {
      const text = await dumpsys(phone, 'activity', 'services', filter)
      expect(text).toMatch(
        /^ {2}\* ServiceRecord\{[0-9a-f]+ u0 com\.example\.chat\/\.SyncService c:com\.example\.chat\}$/m,
      )
      expect(text).toContain('    isForeground=true foregroundId=1 types=00000001 foregroundNoti=')
    }
  })

  test('recents hold the cards', async () => {
    const { phone } = await phoneWithChat(35)
    expect(await dumpsys(phone, 'activity', 'recents')).toContain('mHiddenTasks=[]\n  (nothing)\n')
    await startChat(phone)
    const text = await dumpsys(phone, 'activity', 'recents')
    expect(text).toMatch(/^ {2}\* Recent #0: Task\{[0-9a-f]+ #2 type=standard A=\d+:com\.example\.chat /m)
  })

  test('top names the process', async () => {
    const { phone } = await phoneWithChat(30)
    await startChat(phone)
    const pid = phone.processes.ofPackage(chatPackage)[0]?.pid ?? 0
    expect(await dumpsys(phone, 'activity', 'top')).toMatch(
      new RegExp(
        `^TASK com\\.example\\.chat id=2 userId=0\n  ACTIVITY com\\.example\\.chat/\\.MainActivity [0-9a-f]+ pid=${pid}\n`,
      ),
    )
  })

  test('an unknown word', async () => {
    const { phone } = await phoneWithChat(30)
    expect(await dumpsys(phone, 'activity', 'nonsense')).toBe(
      'Bad activity command, or no activities match: nonsense\nUse -h for help.\n',
    )
  })
})
