import { describe, expect, it } from 'vitest'
import type { PushServiceName } from '../vendors/vendor.ts'
import { type AppFiles, disagreements } from './app-agreement.ts'
import { readAppManifest } from './app-manifest.ts'
import type { ClickContract } from './click-contract.ts'
import { readManifestDump, readManifestXml } from './manifest-tree.ts'

type ConsoleEntry = NonNullable<ClickContract['console'][PushServiceName]>

const xml = `<manifest xmlns:android="http://schemas.android.com/apk/res/android">
  <uses-permission android:name="android.permission.INTERNET" />
  <uses-permission android:name="android.permission.POST_NOTIFICATIONS" />
  <application android:name=".App">
    <activity android:name=".Main" android:launchMode="singleTask" android:exported="true">
      <intent-filter>
        <action android:name="android.intent.action.VIEW" />
        <category android:name="android.intent.category.DEFAULT" />
        <data android:scheme="pushscheme" android:host="com.example" android:path="/detail" />
      </intent-filter>
    </activity>
    <meta-data android:name="com.vivo.push.api_key" android:value="\${VIVO_APPKEY}" />
    <meta-data android:name="com.vivo.push.app_id" android:value="105" />
    <meta-data android:name="com.hihonor.push.app_id" android:value="104" />
  </application>
</manifest>`

const uri =
  'intent://com.example/detail#Intent;scheme=pushscheme;launchFlags=0x4000000;component=com.example.chat/com.example.chat.Main;end'
const contract: ClickContract = {
  package: 'com.example.chat',
  activity: 'com.example.chat.Main',
  channels: [{ id: 'messages' }],
  click: { intentUri: uri, scheme: 'pushscheme', host: 'com.example', path: '/detail' },
  console: {
    mi: { clickAction: 'in-app-page', page: uri },
    huawei: { clickAction: 'in-app-page', page: uri },
    honor: { clickAction: 'in-app-page', page: uri },
    vivo: { clickAction: 'in-app-page', page: uri.replace('/com.example.chat.Main', '/.Main') },
    oppo: { clickAction: 'in-app-page', page: 'com.example.chat.Main' },
    meizu: { clickAction: 'in-app-page', page: 'com.example.chat.Main' },
    fcm: { clickAction: 'open-app' },
  },
}
const pushConfiguration = {
  xiaomiPushBussinessId: 1,
  xiaomiPushAppId: 'a',
  xiaomiPushAppKey: 'b',
  huaweiPushBussinessId: '2',
  huaweiBadgeClassName: 'com.example.chat.Main',
  honorPushBussinessId: 3,
  oppoPushBussinessId: 4,
  oppoPushAppKey: 'c',
  oppoPushAppSecret: 'd',
  vivoPushBussinessId: 5,
  meizuPushBussinessId: 6,
  meizuPushAppId: 'e',
  meizuPushAppKey: 'f',
  fcmPushBussinessId: 7,
  fcmPushChannelId: 'messages',
}
const gradle = { applicationId: 'com.example.chat', namespace: 'com.example.chat', targetSdk: 35 }
const manifestOf = (text: string) => readAppManifest(readManifestXml(text, 'AndroidManifest.xml'), gradle)
const found = (change: Partial<AppFiles>) =>
  disagreements({ manifest: manifestOf(xml), contract, pushConfiguration, vendorFiles: {}, ...change })

describe('disagreements', () => {
  it('are none where all agree', () => {
    expect(found({})).toEqual([])
  })

  it.each<[string, string, string, readonly string[]]>([
    [
      'an activity of another name',
      '".Main"',
      '".Start"',
      ['The manifest has no activity com.example.chat.Main, which contract.json names; it has com.example.chat.Start.'],
    ],
    [
      'an activity that is not exported',
      'exported="true"',
      'exported="false"',
      [
        'com.example.chat.Main is not exported, so that no push service may open it (vivo receipt "activity not exported").',
      ],
    ],
    [
      'another path',
      '"/detail"',
      '"/details"',
      [
        'com.example.chat.Main has no VIEW filter for pushscheme://com.example/detail, which contract.json says a click opens; it has pushscheme://com.example/details.',
      ],
    ],
    [
      'no DEFAULT category',
      'android.intent.category.DEFAULT',
      'android.intent.category.BROWSABLE',
      [
        'The filter of com.example.chat.Main for pushscheme://com.example/detail lacks the category DEFAULT, without which Android starts no activity by it.',
      ],
    ],
    [
      'no permission to notify',
      'android.permission.POST_NOTIFICATIONS',
      'android.permission.VIBRATE',
      [
        'The app targets API 35 without the permission android.permission.POST_NOTIFICATIONS: Android 13 and later shows nothing of it.',
      ],
    ],
    [
      'no application class',
      ' android:name=".App"',
      '',
      [
        'The manifest names no application class: without one that extends TencentCloudPushApplication a click starts nothing and its ext is lost.',
      ],
    ],
    [
      "the wrong placeholder for vivo's key",
      '${VIVO_APPKEY}',
      '${VIVO_KEY}',
      ['The meta-data com.vivo.push.api_key takes ${VIVO_KEY}, but Gradle fills in VIVO_APPKEY.'],
    ],
    [
      "an empty id of vivo's",
      'value="105"',
      'value=""',
      ['The meta-data com.vivo.push.app_id is empty: VIVO_APPID was not filled in.'],
    ],
    [
      "no id of Honor's",
      'com.hihonor.push.app_id',
      'com.hihonor.push.id',
      ['The manifest lacks the meta-data com.hihonor.push.app_id (manifestPlaceholders HONOR_APPID).'],
    ],
  ])('%s', (_, from, to, expected) => {
    expect(xml).toContain(from)
    expect(found({ manifest: manifestOf(xml.replace(from, to)) })).toEqual(expected)
  })

  it.each<[string, ClickContract, readonly string[]]>([
    [
      'another package',
      { ...contract, package: 'com.example.app', click: contract.click, console: {} },
      [
        "The app's package is com.example.chat, but contract.json says com.example.app.",
        'click.intentUri of contract.json has the component com.example.chat/com.example.chat.Main, but contract.json says com.example.app/com.example.chat.Main.',
        ...['mi', 'huawei', 'honor', 'vivo', 'oppo', 'meizu', 'fcm'].map(
          (service) => `contract.json does not say what the console's click action for ${service} is.`,
        ),
      ],
    ],
    [
      'a console that opens the app only',
      { ...contract, console: { ...contract.console, mi: { clickAction: 'open-app' } } },
      ['The console\'s setting for mi is open-app: TIMPush calls back a click only with "Open specified in-app page".'],
    ],
    [
      'a console with another scheme and host',
      {
        ...contract,
        console: {
          ...contract.console,
          vivo: {
            clickAction: 'in-app-page',
            page: uri.replace('=pushscheme', '=push').replace('//com.example', '//example'),
          },
        },
      },
      [
        "The console's setting for vivo has the scheme push, but contract.json says pushscheme.",
        "The console's setting for vivo has the host example, but contract.json says com.example.",
      ],
    ],
    [
      'a console with text that is no intent',
      {
        ...contract,
        console: { ...contract.console, honor: { clickAction: 'in-app-page', page: 'com.example.chat.Main' } },
      },
      ['The console\'s setting for honor is not an intent URI: "com.example.chat.Main".'],
    ],
    [
      'OPPO with an intent, where it wants a class',
      { ...contract, console: { ...contract.console, oppo: { clickAction: 'in-app-page', page: uri } } },
      [`The console's setting for oppo opens ${uri}, but the activity is com.example.chat.Main.`],
    ],
  ])('%s', (_, changed, expected) => {
    expect(found({ contract: changed })).toEqual(expected)
  })

  it.each<[string, unknown, readonly string[]]>([
    [
      'no push configuration',
      undefined,
      ['assets/timpush-configs.json is missing: download it from the push page of the Chat console.'],
    ],
    ['a list', [], ['assets/timpush-configs.json is not a JSON object.']],
    [
      'a service without a certificate',
      { ...pushConfiguration, vivoPushBussinessId: '' },
      ['assets/timpush-configs.json has no vivoPushBussinessId: no phone with the push service vivo can register.'],
    ],
    [
      'a certificate that is no number',
      { ...pushConfiguration, vivoPushBussinessId: 'abc' },
      ['vivoPushBussinessId in assets/timpush-configs.json is not a certificate id: "abc".'],
    ],
    [
      'one certificate twice',
      { ...pushConfiguration, oppoPushBussinessId: 1 },
      ['assets/timpush-configs.json gives mi and oppo the same certificate id 1.'],
    ],
    [
      'a key left out',
      { ...pushConfiguration, oppoPushAppSecret: '' },
      ['assets/timpush-configs.json has no oppoPushAppSecret, which oppo registers with.'],
    ],
    [
      'a channel that the app does not create',
      { ...pushConfiguration, fcmPushChannelId: 'news' },
      ["fcmPushChannelId is news, but the app's channels in contract.json are messages."],
    ],
  ])('%s', (_, changed, expected) => {
    expect(found({ pushConfiguration: changed })).toEqual(expected)
  })

  it.each<[string, PushServiceName, Partial<ConsoleEntry>, readonly string[]]>([
    ["the app's certificate", 'huawei', { certificateId: 2 }, []],
    [
      "another certificate than the app's",
      'mi',
      { certificateId: 99999 },
      [
        "xiaomiPushBussinessId in assets/timpush-configs.json is 1, but contract.json says that the console's certificate for mi is 99999.",
      ],
    ],
    ['a channel of the app', 'oppo', { channelId: 'messages' }, []],
    ['no channel', 'oppo', { channelId: '' }, []],
    ...(['oppo', 'huawei', 'fcm'] as const).map(
      (service): [string, typeof service, Partial<ConsoleEntry>, string[]] => [
        `a channel of ${service} that the app does not create`,
        service,
        { channelId: 'nobody', channels: { nobody: 'private' } },
        [`The console's channel for ${service} is nobody, but the app's channels in contract.json are messages.`],
      ],
    ),
    [
      'a channel that Mi registered and makes by itself',
      'mi',
      { channelId: 'mi-1', channels: { 'mi-1': 'private' } },
      [],
    ],
    ['a channel of Mi, where nobody wrote down which it registered', 'mi', { channelId: 'mi-1' }, []],
    [
      'a channel that Mi did not register',
      'mi',
      { channelId: 'messages', channels: { 'mi-1': 'private', 'mi-2': 'public' } },
      ["The console's channel for mi is messages, but those registered with it in contract.json are mi-1, mi-2."],
    ],
    ...(['honor', 'vivo', 'meizu'] as const).map(
      (service): [string, typeof service, Partial<ConsoleEntry>, string[]] => [
        `a channel for ${service}, which knows none of the app`,
        service,
        { channelId: 'messages' },
        [`The console's channel for ${service} is messages, but ${service} takes no channel id.`],
      ],
    ),
  ])('%s', (_, service, change, expected) => {
    const entry = { ...(contract.console[service] as ConsoleEntry), ...change }
    expect(found({ contract: { ...contract, console: { ...contract.console, [service]: entry } } })).toEqual(expected)
  })

  it.each([
    ['a channel of the app', 'messages', []],
    ['the number of a resource, as an APK may have it', '@0x7f100023', []],
    [
      'a channel that the app does not create',
      'nobody',
      [
        "The meta-data com.google.firebase.messaging.default_notification_channel_id is nobody, but the app's channels in contract.json are messages.",
      ],
    ],
  ])("Firebase's default channel: %s", (_, id, expected) => {
    const name = 'com.google.firebase.messaging.default_notification_channel_id'
    const withDefault = xml.replace(
      '</application>',
      `<meta-data android:name="${name}" android:value="${id}" /></application>`,
    )
    expect(found({ manifest: manifestOf(withDefault) })).toEqual(expected)
  })

  it('compares the packages of the files that vendors give', () => {
    const google = { client: [{ client_info: { android_client_info: { package_name: 'com.example.chat' } } }] }
    const huawei = { client: { package_name: 'com.example.chat.debug' } }
    expect(found({ vendorFiles: { fcm: google, huawei, honor: {} } })).toEqual([
      'agconnect-services.json was made for com.example.chat.debug, not for com.example.chat.',
      'mcs-services.json names no package.',
    ])
  })
})

describe('a compiled manifest', () => {
  const android = 'http://schemas.android.com/apk/res/android:'
  const aapt2 = `N: android=http://schemas.android.com/apk/res/android (line=1)
  E: manifest (line=1)
    A: package="com.example.chat" (Raw: "com.example.chat")
      E: uses-sdk (line=1)
        A: ${android}targetSdkVersion(0x01010270)=35
      E: application (line=1)
        A: ${android}hasCode(0x0101000c)=false
          E: activity (line=1)
            A: ${android}name(0x01010003)="com.example.chat.Main" (Raw: "com.example.chat.Main")
            A: ${android}exported(0x01010010)=true
            A: ${android}launchMode(0x0101001d)=2
          E: meta-data (line=1)
            A: ${android}name(0x01010003)="key" (Raw: "key")`
  const aapt = aapt2
    .replaceAll(android, 'android:')
    .replace('=35', '=(type 0x10)0x23')
    .replace('=false', '=(type 0x12)0x0')
    .replace('=true', '=(type 0x12)0xffffffff')
    .replace('=2', '=(type 0x10)0x2')

  it.each([
    ['aapt2', aapt2],
    ['aapt', aapt],
  ])('reads the same from %s', (_, text) => {
    expect(readAppManifest(readManifestDump(text, 'x.apk'))).toEqual({
      package: 'com.example.chat',
      targetSdk: 35,
      permissions: new Set(),
      application: undefined,
      hasCode: false,
      metaData: new Map([['key', '']]),
      activities: [{ name: 'com.example.chat.Main', exported: true, launchMode: 'singleTask', filters: [] }],
    })
  })

  it('is not read from an error', () => {
    expect(() => readManifestDump('ERROR: dump failed', 'x.apk')).toThrow('x.apk cannot be read')
  })
})
