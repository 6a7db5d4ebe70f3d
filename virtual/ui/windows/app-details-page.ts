import { intent } from '../../android/intent.ts'
import { labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { filled, label, lineOfText } from '../view.ts'
import { openAppNotifications } from './app-notification-page.ts'
import { ink, page, type PageRow, preference, settings } from './settings-page.ts'

/** App info: open, uninstall, force stop; force stop asks first. */
export function appDetailsPage(desk: Desk, app: string): UiNode {
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
        click: () => openAppNotifications(phone, app),
      }),
  ])
  return memory.settingsConfirm !== 'force-stop'
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
