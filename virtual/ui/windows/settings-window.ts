import { intent, type Intent } from '../../android/intent.ts'
import type { ActivityRecord, ShownWindow } from '../../android/phone.ts'
import { appIcon } from '../app-icon.ts'
import { labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { NodeActions, Rect, UiNode } from '../node.ts'
import { wrapText } from '../text-width.ts'
import { filled, keyed, label, lineOfText, viewsOf } from '../view.ts'

const settings = viewsOf('com.android.settings')
const ink = 0xff1b1b1f
const faint = 0xff5e5e66

/** Pages of the Settings app by the intent that opened them; anything else is the list of apps. */
export function settingsWindow(desk: Desk, activity: ActivityRecord): ShownWindow {
  const app = targetOf(activity.intent)
  const page =
    activity.intent.action === 'android.settings.APP_NOTIFICATION_SETTINGS' && app !== undefined
      ? notificationPage(desk, app)
      : activity.intent.action === 'android.settings.APPLICATION_DETAILS_SETTINGS' && app !== undefined
        ? detailsPage(desk, app)
        : appList(desk)
  return {
    title: `${activity.component.packageName}/${activity.component.className}`,
    type: 'activity',
    packageName: 'com.android.settings',
    root: keyed(page),
  }
}

function targetOf(given: Intent): string | undefined {
  const extra = given.extras['android.provider.extra.APP_PACKAGE']
  if (typeof extra === 'string') return extra
  return given.data?.startsWith('package:') === true ? given.data.slice('package:'.length) : undefined
}

interface PageRow {
  readonly node: UiNode
  readonly height: number
}

function page(desk: Desk, title: string, rows: readonly ((top: number) => PageRow)[]): UiNode {
  const { metrics } = desk
  const dp = metrics.dp
  const barTop = metrics.statusBarHeight
  const bar = box(0, barTop, metrics.width, dp(104))
  let y = bar.bottom
  const nodes = rows.map((make) => {
    const row = make(y)
    y += row.height
    return row.node
  })
  const list = { ...metrics.screen, top: bar.bottom, bottom: metrics.height - metrics.navigationBarHeight }
  return settings('FrameLayout', '', metrics.screen, {
    paint: [filled(metrics.screen, 0xfff5f5f8)],
    children: [
      settings('FrameLayout', 'android:content', metrics.screen, {
        children: [
          settings('FrameLayout', 'collapsing_toolbar', bar, {
            contentDescription: title,
            children: [
              label(
                settings,
                '',
                title,
                { left: dp(24), top: bar.top + dp(48) },
                { size: dp(28), color: ink, maxWidth: metrics.width - dp(48) },
              ),
            ],
          }),
          settings('androidx.recyclerview.widget.RecyclerView', 'recycler_view', list, {
            clips: true,
            scrollable: y > list.bottom,
            focusable: true,
            children: nodes,
          }),
        ],
      }),
    ],
  })
}

function preference(
  desk: Desk,
  top: number,
  row: {
    readonly title: string
    readonly summary?: string
    readonly icon?: string
    readonly click?: () => void | Promise<void>
  },
): PageRow {
  const dp = desk.metrics.dp
  const bounds = box(0, top, desk.metrics.width, dp(72))
  const iconBox = box(dp(24), top + dp(18), dp(36), dp(36))
  const left = row.icon === undefined ? dp(24) : dp(76)
  const lines = row.summary === undefined ? dp(24) : dp(14)
  return {
    height: dp(72),
    node: settings('LinearLayout', '', bounds, {
      key: `row:${row.icon ?? row.title}`,
      ...(row.click === undefined ? {} : { clickable: true, focusable: true, actions: { click: row.click } }),
      children: [
        ...(row.icon === undefined
          ? []
          : [
              settings('LinearLayout', 'android:icon_frame', iconBox, {
                children: [
                  settings('ImageView', 'android:icon', iconBox, { paint: appIcon(row.icon, row.title, iconBox) }),
                ],
              }),
            ]),
        label(
          settings,
          'android:title',
          row.title,
          { left, top: top + lines },
          { size: dp(18), color: ink, maxWidth: desk.metrics.width - left - dp(24) },
        ),
        ...(row.summary === undefined
          ? []
          : [
              label(
                settings,
                'android:summary',
                row.summary,
                { left, top: top + dp(40) },
                { size: dp(14), color: faint, maxWidth: desk.metrics.width - left - dp(24) },
              ),
            ]),
      ],
    }),
  }
}

function appList(desk: Desk): UiNode {
  const { phone, texts } = desk
  const apps = phone.packages.all().filter((one) => !one.system)
  const rows = apps.map(
    (one) => (top: number) =>
      preference(desk, top, {
        title: labelOf(phone, one.packageName),
        summary: phone.notifications.appEnabled(one.packageName) ? texts.on : texts.off,
        icon: one.packageName,
        click: async () => {
          await phone.activities.start(
            intent({
              action: 'android.settings.APP_NOTIFICATION_SETTINGS',
              extras: { 'android.provider.extra.APP_PACKAGE': one.packageName },
            }),
            { callingPackage: 'com.android.settings', callingUid: 1000 },
          )
        },
      }),
  )
  return page(desk, texts.notificationSettings, rows)
}

function notificationPage(desk: Desk, app: string): UiNode {
  const { phone, texts } = desk
  const enabled = phone.notifications.appEnabled(app)
  const name = labelOf(phone, app)
  const title = phone.rom.apiLevel >= 31 ? texts.allNotificationsOf(name) : texts.showNotifications
  const toggle = (): void => {
    phone.notifications.setAppEnabled(app, !enabled)
  }
  const channels = enabled ? phone.notifications.channels(app) : []
  return page(desk, texts.notificationSettings, [
    (top) => preference(desk, top, { title: name, icon: app }),
    (top) => mainSwitch(desk, top, title, enabled, toggle),
    ...channels.map(
      (channel) => (top: number) => channelRow(desk, top, app, channel.id, channel.name, channel.importance > 0),
    ),
    ...(enabled ? [] : [(top: number): PageRow => footer(desk, top, texts.notificationsBlocked)]),
  ])
}

function mainSwitch(desk: Desk, top: number, title: string, checked: boolean, toggle: () => void): PageRow {
  const { metrics, palette, phone } = desk
  const dp = metrics.dp
  const old = phone.rom.apiLevel < 31
  const bounds = box(dp(16), top + dp(8), metrics.width - dp(32), dp(64))
  const switchBox = box(bounds.right - dp(72), bounds.top + dp(16), dp(52), dp(32))
  return {
    height: dp(80),
    node: settings('LinearLayout', old ? 'switch_bar' : 'main_switch_bar', bounds, {
      key: 'main-switch',
      clickable: true,
      focusable: true,
      actions: { click: toggle },
      paint: [filled(bounds, 0xffe0e6f5, dp(28))],
      children: [
        label(
          settings,
          'switch_text',
          title,
          { left: bounds.left + dp(24), top: bounds.top + dp(21) },
          { size: dp(18), color: ink, maxWidth: switchBox.left - bounds.left - dp(32) },
        ),
        settings('Switch', old ? 'switch_widget' : 'android:switch_widget', switchBox, {
          checkable: true,
          checked,
          paint: switchPaint(switchBox, checked, palette.accent),
        }),
      ],
    }),
  }
}

function channelRow(desk: Desk, top: number, app: string, id: string, name: string, checked: boolean): PageRow {
  const { metrics, palette, phone } = desk
  const dp = metrics.dp
  const row = preference(desk, top, { title: name })
  const switchBox = box(metrics.width - dp(76), top + dp(20), dp(52), dp(32))
  const actions: NodeActions = {
    click: () => {
      phone.notifications.setChannelImportance(app, id, checked ? 0 : 3)
    },
  }
  const frame = settings('LinearLayout', 'android:widget_frame', switchBox, {
    children: [
      settings('Switch', 'android:switch_widget', switchBox, {
        checkable: true,
        checked,
        paint: switchPaint(switchBox, checked, palette.accent),
      }),
    ],
  })
  return {
    height: row.height,
    node: {
      ...row.node,
      key: `channel:${id}`,
      clickable: true,
      focusable: true,
      actions,
      children: [...row.node.children, frame],
    },
  }
}

function switchPaint(bounds: Rect, checked: boolean, accent: number): UiNode['paint'] {
  const height = bounds.bottom - bounds.top
  const knob = box(checked ? bounds.right - height + 4 : bounds.left + 4, bounds.top + 4, height - 8, height - 8)
  return [filled(bounds, checked ? accent : 0xffb9bcc6, height / 2), filled(knob, 0xffffffff, height / 2)]
}

function footer(desk: Desk, top: number, text: string): PageRow {
  const { metrics } = desk
  const dp = metrics.dp
  const width = metrics.width - dp(48)
  const lines = wrapText(text, dp(14), width)
  const bounds = box(dp(24), top + dp(16), width, lines.length * dp(20))
  return {
    height: bounds.bottom - top + dp(16),
    node: settings('TextView', 'android:title', bounds, {
      text,
      paint: lines.map((line, index) =>
        lineOfText(line, box(bounds.left, bounds.top + index * dp(20), width, dp(20)), { size: dp(14), color: faint }),
      ),
    }),
  }
}

/** App info: open, uninstall, force stop; force stop asks first. */
function detailsPage(desk: Desk, app: string): UiNode {
  const { memory, phone, texts } = desk
  const installed = phone.packages.get(app)
  const stopped = installed?.stopped ?? true
  const whole = page(desk, texts.appInfo, [
    (top) => preference(desk, top, { title: labelOf(phone, app), summary: installed?.versionName ?? '', icon: app }),
    (top) =>
      buttonRow(desk, top, app, [
        {
          id: 'button1',
          text: texts.open,
          enabled: true,
          click: async () => {
            const component = phone.packages.launchActivity(app)
            if (component !== undefined)
              await phone.activities.start(
                intent({
                  action: 'android.intent.action.MAIN',
                  categories: ['android.intent.category.LAUNCHER'],
                  component,
                  flags: 0x10000000,
                }),
                { callingPackage: 'com.android.settings', callingUid: 1000 },
              )
          },
        },
        {
          id: 'button2',
          text: texts.uninstall,
          enabled: installed?.system === false,
          click: async () => {
            await phone.packages.uninstall(app)
            await phone.activities.back()
          },
        },
        {
          id: 'button3',
          text: texts.forceStop,
          enabled: !stopped,
          click: () => {
            memory.settingsConfirm = 'force-stop'
          },
        },
      ]),
    (top) =>
      preference(desk, top, {
        title: texts.notifications,
        summary: phone.notifications.appEnabled(app) ? texts.on : texts.off,
        click: async () => {
          await phone.activities.start(
            intent({
              action: 'android.settings.APP_NOTIFICATION_SETTINGS',
              extras: { 'android.provider.extra.APP_PACKAGE': app },
            }),
            { callingPackage: 'com.android.settings', callingUid: 1000 },
          )
        },
      }),
  ])
  return memory.settingsConfirm === undefined
    ? whole
    : { ...whole, children: [...whole.children, forceStopDialog(desk, app)] }
}

interface PageButton {
  readonly id: string
  readonly text: string
  readonly enabled: boolean
  readonly click: () => void | Promise<void>
}

function buttonRow(desk: Desk, top: number, app: string, buttons: readonly PageButton[]): PageRow {
  const { metrics, palette } = desk
  const dp = metrics.dp
  const area = box(dp(16), top, metrics.width - dp(32), dp(72))
  const width = (area.right - area.left) / buttons.length
  const nodes = buttons.map((button, index) => {
    const bounds = box(area.left + index * width + dp(4), top + dp(8), width - dp(8), dp(56))
    return settings('Button', button.id, bounds, {
      text: button.text,
      clickable: true,
      focusable: true,
      enabled: button.enabled,
      ...(button.enabled ? { actions: { click: button.click } } : {}),
      paint: [
        filled(bounds, 0xffe0e6f5, dp(16)),
        lineOfText(button.text, bounds, {
          size: dp(15),
          color: button.enabled ? palette.accent : 0xffa5a8b2,
          align: 'center',
        }),
      ],
    })
  })
  return {
    height: dp(88),
    node: settings('LinearLayout', 'action_buttons', area, { key: `buttons:${app}`, children: nodes }),
  }
}

function forceStopDialog(desk: Desk, app: string): UiNode {
  const { memory, metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  const card = box(dp(32), metrics.height / 2 - dp(96), metrics.width - dp(64), dp(192))
  const line = (id: string, text: string, top: number, size: number): UiNode =>
    label(
      settings,
      id,
      text,
      { left: card.left + dp(24), top },
      { size, color: ink, maxWidth: card.right - card.left - dp(48) },
    )
  const button = (id: string, text: string, left: number, click: () => void): UiNode => {
    const bounds = box(left, card.bottom - dp(60), dp(96), dp(48))
    return settings('Button', id, bounds, {
      text,
      clickable: true,
      focusable: true,
      actions: { click },
      paint: [lineOfText(text, bounds, { size: dp(16), color: palette.accent, align: 'center' })],
    })
  }
  return settings('FrameLayout', '', metrics.screen, {
    key: 'force-stop',
    paint: [filled(metrics.screen, 0x66000000)],
    children: [
      settings('LinearLayout', 'android:parentPanel', card, {
        paint: [filled(card, 0xffffffff, dp(24))],
        children: [
          line('android:alertTitle', texts.forceStopTitle, card.top + dp(24), dp(20)),
          line('android:message', texts.forceStopMessage, card.top + dp(64), dp(15)),
          button('android:button2', texts.cancel, card.right - dp(208), () => {
            memory.settingsConfirm = undefined
          }),
          button('android:button1', texts.ok, card.right - dp(108), () => {
            memory.settingsConfirm = undefined
            phone.processes.forceStop(app, 'from process:com.android.settings')
          }),
        ],
      }),
    ],
  })
}
