import { describe, expect, it } from 'vitest'
import { bootedPhone, testApk } from '../../android/phone-fixture.ts'
import type { Phone } from '../../android/phone.ts'
import { run } from './command-fixture.ts'

const options = { replace: true, grantRuntimePermissions: false, allowTestPackages: false, allowDowngrade: false }

async function phoneWithChat(apiLevel = 34): Promise<Phone> {
  const { phone } = bootedPhone({ apiLevel })
  await phone.packages.install([testApk()], options)
  return phone
}

describe('pm install', () => {
  const apk = testApk()

  it('takes exactly the announced bytes from stdin', async () => {
    const { phone } = bootedPhone()
    const line = `cmd package install -r -g -S ${String(apk.length)}`
    expect(await run(phone, line, Buffer.concat([apk, Buffer.from('rest')]))).toEqual({
      out: 'Success\n',
      err: '',
      status: 0,
    })
    expect(
      phone.packages.get('com.example.chat')?.permissions.get('android.permission.POST_NOTIFICATIONS')?.granted,
    ).toBe(true)
    expect(phone.packages.get('com.example.chat')).toMatchObject({ stopped: true, notLaunched: true, uid: 10100 })
  })

  it('reads a pushed file', async () => {
    const { phone } = bootedPhone()
    phone.files.write('/data/local/tmp/X.apk', apk)
    expect(await run(phone, 'pm install -r /data/local/tmp/X.apk')).toMatchObject({ out: 'Success\n', status: 0 })
    expect((await run(phone, 'pm install /data/local/tmp/none.apk')).err).toContain(
      "Error: Can't open file: /data/local/tmp/none.apk",
    )
  })

  it.each<[string, number, Buffer, string, string]>([
    ['no APK', 34, Buffer.from('PK nonsense'), '', 'INSTALL_PARSE_FAILED_NOT_APK: Failed to parse the file'],
    [
      'unsigned',
      29,
      testApk({ signerSha256: undefined }),
      '',
      'INSTALL_PARSE_FAILED_NO_CERTIFICATES: Failed to collect certificates from /data/app/vmdlN.tmp/base.apk: Attempt to get length of null array',
    ],
    [
      'test only',
      34,
      testApk({ testOnly: true }),
      '',
      'INSTALL_FAILED_TEST_ONLY: Failed to install test-only apk. Did you forget to add -t?',
    ],
    ['test only', 29, testApk({ testOnly: true }), '', 'INSTALL_FAILED_TEST_ONLY: installPackageLI'],
    [
      'a later minSdk',
      29,
      testApk({ minSdk: 33 }),
      '',
      'INSTALL_FAILED_OLDER_SDK: Failed parse during installPackageLI: /data/app/vmdlN.tmp/base.apk (at Binary XML file line #7): Requires newer sdk version #33 (current version is #29)',
    ],
    [
      'an old targetSdk',
      34,
      testApk({ targetSdk: 22 }),
      '',
      'INSTALL_FAILED_DEPRECATED_SDK_VERSION: App package must target at least SDK version 23, but found 22',
    ],
    [
      'a split alone',
      34,
      testApk({ split: 'config.zh' }),
      '',
      'INSTALL_FAILED_INVALID_APK: Full install must include a base package',
    ],
  ])('refuses %s on API %i', async (_what, apiLevel, bytes, flags, text) => {
    const { phone } = bootedPhone({ apiLevel })
    const { out, status } = await run(phone, `cmd package install ${flags}-S ${String(bytes.length)}`, bytes)
    expect(out.replace(/vmdl\d+/, 'vmdlN')).toBe(`Failure [${text}]\n`)
    expect(status).toBe(1)
    expect(phone.packages.get('com.example.chat')).toBeUndefined()
  })

  it.each<[string, number, Buffer, string, string]>([
    [
      'without -r',
      28,
      testApk(),
      '',
      'Failure [INSTALL_FAILED_ALREADY_EXISTS: Attempt to re-install com.example.chat without first uninstalling.]',
    ],
    ['without -r', 29, testApk(), '', 'Success'],
    [
      'with -R',
      34,
      testApk(),
      '-R ',
      'Failure [INSTALL_FAILED_ALREADY_EXISTS: Attempt to re-install com.example.chat without first uninstalling.]',
    ],
    [
      'by another signer',
      34,
      testApk({ signerSha256: 'bb' }),
      '-r ',
      'Failure [INSTALL_FAILED_UPDATE_INCOMPATIBLE: Existing package com.example.chat signatures do not match newer version; ignoring!]',
    ],
    [
      'by another signer',
      30,
      testApk({ signerSha256: 'bb' }),
      '-r ',
      'Failure [INSTALL_FAILED_UPDATE_INCOMPATIBLE: Package com.example.chat signatures do not match previously installed version; ignoring!]',
    ],
    [
      'to an older version',
      34,
      testApk({ versionCode: 5 }),
      '-r ',
      'Failure [INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected: Update version code 5 is older than current 7]',
    ],
    ['to an older version', 30, testApk({ versionCode: 5 }), '-r ', 'Failure [INSTALL_FAILED_VERSION_DOWNGRADE]'],
    [
      'to an older version with -d of a release build',
      34,
      testApk({ versionCode: 5 }),
      '-r -d ',
      'Failure [INSTALL_FAILED_VERSION_DOWNGRADE: Downgrade detected: Update version code 5 is older than current 7]',
    ],
    ['to a newer version', 34, testApk({ versionCode: 8 }), '-r ', 'Success'],
  ])('updates %s on API %i', async (_what, apiLevel, bytes, flags, text) => {
    const phone = await phoneWithChat(apiLevel)
    const { out } = await run(phone, `cmd package install ${flags}-S ${String(bytes.length)}`, bytes)
    expect(out).toBe(`${text}\n`)
  })

  it('goes back a version of a debuggable app with -d', async () => {
    const { phone } = bootedPhone()
    await phone.packages.install([testApk({ debuggable: true })], options)
    const older = testApk({ debuggable: true, versionCode: 5 })
    expect((await run(phone, `cmd package install -d -S ${String(older.length)}`, older)).out).toBe('Success\n')
  })

  it('keeps uid, storage and grants over an update, and ends the running app', async () => {
    const phone = await phoneWithChat()
    phone.packages.get('com.example.chat')?.storage.set('k', 'v')
    await run(phone, 'pm grant com.example.chat android.permission.CAMERA')
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    const newer = testApk({ versionCode: 8 })
    await run(phone, `cmd package install -r -S ${String(newer.length)}`, newer)
    const pkg = phone.packages.get('com.example.chat')
    expect(pkg).toMatchObject({ uid: 10100, versionCode: 8, stopped: false })
    expect(pkg?.storage.get('k')).toBe('v')
    expect(pkg?.permissions.get('android.permission.CAMERA')?.granted).toBe(true)
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
  })

  it('runs a session of base and split', async () => {
    const { phone } = bootedPhone()
    const split = testApk({ split: 'config.zh' })
    const { out } = await run(phone, `cmd package install-create -S ${String(apk.length + split.length)} -r`)
    const id = /^Success: created install session \[(\d+)\]\n$/.exec(out)?.[1] ?? ''
    for (const [name, bytes] of [
      ['base.apk', apk],
      ['split.apk', split],
    ] as const)
      expect(
        (await run(phone, `cmd package install-write -S ${String(bytes.length)} ${id} ${name} -`, bytes)).out,
      ).toBe(`Success: streamed ${String(bytes.length)} bytes\n`)
    expect(await run(phone, `cmd package install-commit ${id}`)).toEqual({ out: 'Success\n', err: '', status: 0 })
    expect((await run(phone, 'pm path com.example.chat')).out).toMatch(
      /^package:(\/data\/app\/~~[\w-]{22}==\/com\.example\.chat-[\w-]{22}==)\/base\.apk\npackage:\1\/split_config\.zh\.apk\n$/,
    )
    expect((await run(phone, `cmd package install-commit ${id}`)).err).toContain(
      'java.lang.SecurityException: Caller has no access to session',
    )
  })
})

describe('pm on installed packages', () => {
  it.each([
    ['pm path com.example.none', '', '', 1],
    ['pm path', '', 'Error: no package specified\n', 1],
    ['pm list packages -3', 'package:com.example.chat\n', '', 0],
    ['pm list packages -3 --show-versioncode -U', 'package:com.example.chat versionCode:7 uid:10100\n', '', 0],
    ['pm list packages -3 --show-stopped', 'package:com.example.chat stopped=true\n', '', 0],
    ['pm list packages -3 -i', 'package:com.example.chat  installer=null\n', '', 0],
    ['pm list packages -z', '', 'Error: Unknown option: -z\n', 255],
    ['pm list packages example', 'package:com.example.chat\n', '', 0],
    ['pm clear com.example.chat', 'Success\n', '', 0],
    ['pm clear com.example.none', '', 'Failed\n', 1],
    ['cmd package uninstall com.example.chat', 'Success\n', '', 0],
    ['cmd package uninstall com.example.none', 'Failure [DELETE_FAILED_INTERNAL_ERROR]\n', '', 1],
    ['pm uninstall --user 0 com.example.none', 'Failure [not installed for 0]\n', '', 1],
    ['pm install-existing com.example.chat', 'Package com.example.chat installed for user: 0\n', '', 0],
    ['pm disable-user com.example.chat', 'Package com.example.chat new state: disabled-user\n', '', 0],
    [
      'pm enable com.example.chat/.MainActivity',
      'Component {com.example.chat/com.example.chat.MainActivity} new state: enabled\n',
      '',
      0,
    ],
    ['pm grant com.example.chat android.permission.CAMERA', '', '', 0],
    [
      'pm grant com.example.none android.permission.CAMERA',
      'Failure [package not found]\n',
      'Error: package not found\n',
      1,
    ],
    ['pm get-install-location', '0[auto]\n', '', 0],
    ['pm has-feature android.hardware.camera', 'true\n', '', 0],
    ['pm list users', 'Users:\n\tUserInfo{0:Owner:c13} running\n', '', 0],
    [
      'cmd package resolve-activity --brief com.example.chat',
      'priority=0 preferredOrder=0 match=0x108000 specificIndex=-1 isDefault=false\ncom.example.chat/.MainActivity\n',
      '',
      0,
    ],
    ['cmd package resolve-activity --components com.example.chat', 'com.example.chat/.MainActivity\n', '', 0],
    ['cmd package resolve-activity --brief com.example.none', 'No activity found\n', '', 0],
    [
      'cmd package query-activities --brief -a android.intent.action.VIEW -d pushscheme://com.tencent.qcloud/detail',
      '1 activities found:\n  Activity #0:\n    priority=0 preferredOrder=0 match=0x508000 specificIndex=-1 isDefault=true\n    com.example.chat/.MainActivity\n',
      '',
      0,
    ],
    ['cmd package query-activities -a x.Y', 'No activities found\n', '', 0],
    ['pm frobnicate', 'Unknown command: frobnicate\n', '', 255],
  ])('%s', async (line, out, err, status) => {
    expect(await run(await phoneWithChat(), line)).toEqual({ out, err, status })
  })

  it.each([
    [
      'pm grant com.example.chat android.permission.READ_SMS',
      'java.lang.SecurityException: Package com.example.chat has not requested permission android.permission.READ_SMS\n',
    ],
    [
      'pm grant com.example.chat android.permission.INTERNET',
      'java.lang.SecurityException: Permission android.permission.INTERNET requested by com.example.chat is not a changeable permission type\n',
    ],
    [
      'pm grant com.example.chat no.such.PERMISSION',
      'java.lang.IllegalArgumentException: Unknown permission: no.such.PERMISSION\n',
    ],
    [
      'pm revoke com.example.none android.permission.CAMERA',
      'java.lang.IllegalArgumentException: Unknown package: com.example.none\n',
    ],
  ])('throws for %s on API 30', async (line, text) => {
    const { err, status } = await run(await phoneWithChat(30), line)
    expect(err).toContain(text)
    expect(status).toBe(255)
  })

  it('clears storage and runtime permissions, ends the app and drops its card', async () => {
    const phone = await phoneWithChat()
    phone.packages.get('com.example.chat')?.storage.set('k', 'v')
    await run(phone, 'pm grant com.example.chat android.permission.CAMERA')
    await run(phone, 'am start -n com.example.chat/.MainActivity')
    await run(phone, 'pm clear com.example.chat')
    const pkg = phone.packages.get('com.example.chat')
    expect(pkg?.storage.size).toBe(0)
    expect(pkg?.permissions.get('android.permission.CAMERA')?.granted).toBe(false)
    expect(phone.processes.ofPackage('com.example.chat')).toEqual([])
    expect(phone.activities.tasks()).toEqual([])
  })

  it('lists instrumentation', async () => {
    const phone = await phoneWithChat()
    const instrumentation = [
      { className: 'androidx.test.runner.AndroidJUnitRunner', targetPackage: 'io.appium.uiautomator2.server' },
    ]
    await phone.packages.install(
      [testApk({ packageName: 'io.appium.uiautomator2.server.test', instrumentation })],
      options,
    )
    expect((await run(phone, 'pm list instrumentation')).out).toBe(
      'instrumentation:io.appium.uiautomator2.server.test/androidx.test.runner.AndroidJUnitRunner (target=io.appium.uiautomator2.server)\n',
    )
  })

  it('dumps a package through several services', async () => {
    const { out } = await run(await phoneWithChat(), 'pm dump com.example.chat')
    expect(out).toMatch(/^DUMP OF SERVICE package:\n {2}/)
    expect(out).toContain('DUMP OF SERVICE procstats:\n  (Service not found)\n')
    expect(out).toContain('    versionCode=7 minSdk=24 targetSdk=34')
  })
})
