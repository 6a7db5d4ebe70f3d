import { expect, it } from 'vitest'
import { shadeRowsWith } from './shade-rows.ts'

const text = (id: string, value: string): string =>
  `<android.widget.TextView resource-id="${id}" text="${value}" class="android.widget.TextView"/>`
const group = (id: string, ...children: readonly string[]): string =>
  `<android.widget.FrameLayout resource-id="${id}" text="">${children.join('')}</android.widget.FrameLayout>`
const button = group('android:id/expand_button')
const shade = (...rows: readonly string[]): string =>
  `<?xml version='1.0' encoding='UTF-8'?><hierarchy>${group(
    'com.android.systemui:id/notification_panel',
    text('com.android.systemui:id/clock', '9:05'),
    group('com.android.systemui:id/notification_stack_scroller', ...rows),
  )}</hierarchy>`

/** Android 9 to 11: a header in every row, and rows have no id. */
const old = (app: string, title: string, body: string): string =>
  group(
    '',
    group('android:id/notification_header', text('android:id/app_name_text', app), button),
    text('android:id/title', title),
    text('android:id/text', body),
  )
/** Android 12 and later, collapsed: no name. */
const headerless = (title: string, body: string): string =>
  group(
    'com.android.systemui:id/expandableNotificationRow',
    text('android:id/title', title),
    text('android:id/text', body),
  )
const line = (title: string, body: string): string =>
  group(
    'com.android.systemui:id/expandableNotificationRow',
    text('com.android.systemui:id/notification_title', title),
    text('com.android.systemui:id/notification_text', body),
  )
const bundle = (app: string, ...children: readonly string[]): string =>
  group(
    'com.android.systemui:id/expandableNotificationRow',
    group(
      'com.android.systemui:id/notification_children_container',
      group('android:id/notification_header', text('android:id/app_name_text', app), button),
      ...children,
    ),
  )

const row = { appName: null, title: null, text: null, collapsedIn: null }

it.each([
  ['nothing', shade(old('X', 'Ann', 'hi')), []],
  ['no list', '<hierarchy/>', []],
  [
    'a row with a header',
    shade(old('X', 'Ann', '安 hi')),
    [{ ...row, appName: 'X', title: 'Ann', text: '安 hi', hits: [0] }],
  ],
  [
    'two rows, and the name in none',
    shade(headerless('Ann', '安 hi'), headerless('安', '安 hi')),
    [
      { ...row, title: 'Ann', text: '安 hi', hits: [0] },
      { ...row, title: '安', text: '安 hi', hits: [1, 2] },
    ],
  ],
  [
    'a line of a collapsed group, behind another button',
    shade(old('Y', 'Bob', 'ho'), bundle('X', line('Ann', 'ho'), line('Ann', '安 hi'))),
    [{ ...row, appName: 'X', title: 'Ann', text: '安 hi', hits: [0], collapsedIn: 1 }],
  ],
  [
    'a row of an opened group',
    shade(bundle('X', headerless('Ann', '安 hi'))),
    [{ ...row, appName: 'X', title: 'Ann', text: '安 hi', hits: [0] }],
  ],
])('%s', (_, source, rows) => {
  const found = shadeRowsWith('安', source)
  expect(found).toHaveLength(rows.length)
  expect(found).toMatchObject(rows)
})
