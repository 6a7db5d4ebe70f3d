import { expect, it } from 'vitest'
import { readScreen } from './screen-nodes.ts'
import { UnreadableDump } from './unreadable-dump.ts'

const node = {
  package: 'com.miui.securitycenter',
  id: 'android:id/button2',
  text: '继续安装',
  checkable: false,
  checked: false,
  enabled: true,
  password: false,
  center: { x: 415, y: 2917 },
}

it.each([
  [
    'uiautomator dump',
    `<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation="0"><node package="com.miui.securitycenter" text="继续安装" resource-id="android:id/button2" clickable="true" enabled="true" bounds="[131,2825][698,3008]" /></hierarchy>UI hierchary dumped to: /dev/tty`,
    [node],
  ],
  [
    'lines before it, as MIUI prints them',
    `WARNING: linker: something\n<hierarchy rotation="0">\n  <node package="com.miui.securitycenter" text="继续安装"\n    resource-id="android:id/button2" bounds="[131,2825][698,3008]" />\n</hierarchy>`,
    [node],
  ],
  [
    'Appium’s page source, whose elements are called after their class',
    `<hierarchy index="0" class="hierarchy" rotation="0" width="1080" height="2400"><android.widget.Button index="0" package="com.miui.securitycenter" class="android.widget.Button" text="继续安装" resource-id="android:id/button2" bounds="[131,2825][698,3008]" displayed="true" /></hierarchy>`,
    [node],
  ],
  [
    'escapes and numbers',
    '<hierarchy><node package="p" text="&lt;a&gt; &amp; &quot;b&quot; &#10;&#x1F600; &unknown; &#x110000;" bounds="[-3,0][5,10]" password="true" checkable="true" checked="true" enabled="false"/></hierarchy>',
    [
      {
        package: 'p',
        id: '',
        text: '<a> & "b" \n😀 &unknown; &#x110000;',
        checkable: true,
        checked: true,
        enabled: false,
        password: true,
        center: { x: 1, y: 5 },
      },
    ],
  ],
  [
    'a text with quotes that the ROM did not escape: the others stay',
    '<hierarchy><node text="he said "hi"" package="p" bounds="[0,0][1,1]"/><node package="com.miui.securitycenter" text="继续安装" resource-id="android:id/button2" bounds="[131,2825][698,3008]"/></hierarchy>',
    [node],
  ],
  ['an empty screen', '<hierarchy rotation="0"></hierarchy>', []],
])('reads %s', (_, xml, expected) => {
  expect(readScreen(xml)).toEqual(expected)
})

it.each(['Killed \n', 'ERROR: could not get idle state.\n', ''])('refuses %j', (text) => {
  expect(() => readScreen(text)).toThrow(UnreadableDump)
})
