import type { ShownWindow } from '../../android/phone.ts'
import { clockText, timeZoneOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { leaderOf, lockScreenForm, recordsOf, shadeSections } from '../shade-model.ts'
import { filled, keyed, label, viewsOf } from '../view.ts'
import { bouncer } from './bouncer.ts'
import { placeGroup, placeRow } from './notification-list.ts'
import { shadeTitle } from './shade-window.ts'

const sysui = viewsOf('com.android.systemui')

/** The keyguard: clock, rows as far as the owner lets them show, hint; or the PIN pad over it. */
export function lockWindow(desk: Desk): ShownWindow {
  const { metrics, phone, texts } = desk
  const recent = phone.rom.apiLevel >= 34
  const clock = clockBlock(desk)
  const pad = desk.memory.bouncer
  const rows = lockRows(desk, clock.bounds.bottom + metrics.dp(24))
  const list = sysui(
    'ScrollView',
    'notification_stack_scroller',
    { ...metrics.screen, top: clock.bounds.bottom + metrics.dp(16), bottom: metrics.height - metrics.dp(120) },
    { clips: true, children: rows },
  )
  const panel = sysui('FrameLayout', 'notification_panel', metrics.screen, {
    paneTitle: texts.lockScreenPane,
    children: [
      clock,
      sysui('FrameLayout', 'notification_container_parent', metrics.screen, { children: [list] }),
      hint(desk),
    ],
  })
  const keyguard = recent ? sysui('FrameLayout', 'keyguard_root_view', metrics.screen, { children: [panel] }) : panel
  const root = sysui('FrameLayout', recent ? 'legacy_window_root' : '', metrics.screen, {
    paint: [
      { kind: 'image', rect: metrics.screen, name: `wallpaper:${phone.rom.vendor}` },
      ...(pad === undefined ? [] : [filled(metrics.screen, 0xd0101318)]),
    ],
    actions: {
      swipe: (dx, dy) => {
        // A third of the screen or a quick pull: the keyguard goes, or the bouncer comes.
        if (dy > -metrics.height / 6 || Math.abs(dx) > Math.abs(dy)) return false
        if (!phone.power.dismissKeyguard()) desk.memory.bouncer = { digits: '', wrong: false, then: undefined }
        return true
      },
    },
    children: [pad === undefined ? keyguard : bouncer(desk, pad)],
  })
  return {
    title: shadeTitle(phone.rom.apiLevel),
    type: 'keyguard',
    packageName: 'com.android.systemui',
    root: keyed(root),
  }
}

function clockBlock(desk: Desk): UiNode {
  const { metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  const top = metrics.statusBarHeight + dp(56)
  const width = metrics.width - dp(32)
  const bounds = box(dp(16), top, width, dp(128))
  return sysui('LinearLayout', 'keyguard_status_view', bounds, {
    children: [
      sysui('LinearLayout', 'status_view_container', bounds, {
        children: [
          sysui('RelativeLayout', 'keyguard_clock_container', box(dp(16), top, width, dp(88)), {
            children: [
              label(
                sysui,
                'lockscreen_clock_view',
                clockText(phone),
                { left: dp(16), top },
                { size: dp(72), color: palette.onWallpaper, maxWidth: width, align: 'center' },
              ),
            ],
          }),
          label(
            sysui,
            'keyguard_slice_view',
            texts.date(new Date(phone.clock.now()), timeZoneOf(phone)),
            { left: dp(16), top: top + dp(92) },
            { size: dp(16), color: palette.onWallpaper, maxWidth: width, align: 'center' },
          ),
        ],
      }),
    ],
  })
}

function lockRows(desk: Desk, top: number): readonly UiNode[] {
  const { metrics, phone } = desk
  const dp = metrics.dp
  const column = { left: dp(16), width: metrics.width - dp(32) }
  const sections = shadeSections(phone.notifications.list())
  const nodes: UiNode[] = []
  let y = top
  for (const entry of [...sections.alerting, ...sections.silent]) {
    const forms = recordsOf(entry).map((record) => lockScreenForm(phone, record))
    const form = lockScreenForm(phone, leaderOf(entry))
    if (form === 'hidden') continue
    const redacted = forms.includes('redacted')
    const placed =
      entry.kind === 'group' && !redacted
        ? placeGroup(desk, entry, { ...column, top: y })
        : placeRow(desk, leaderOf(entry), { ...column, top: y, first: false, redacted })
    nodes.push(placed.node)
    y += placed.height + dp(4)
  }
  return nodes
}

/** EMUI writes its hint under the status bar; AOSP at the bottom. */
function hint(desk: Desk): UiNode {
  const { metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  if (phone.rom.vendor === 'huawei') {
    const style = {
      size: dp(13),
      color: palette.onWallpaper,
      maxWidth: metrics.width - dp(32),
      align: 'center' as const,
    }
    return label(
      sysui,
      'hw_keyguard_indication_text',
      phone.rom.locale.startsWith('zh') ? '上滑解锁' : texts.swipeUp,
      { left: dp(16), top: metrics.statusBarHeight + dp(24) },
      style,
    )
  }
  const top = metrics.height - metrics.navigationBarHeight - dp(64)
  const style = { size: dp(14), color: palette.onWallpaper, maxWidth: metrics.width - dp(32), align: 'center' as const }
  return sysui('FrameLayout', 'keyguard_indication_area', box(0, top, metrics.width, dp(48)), {
    children: [label(sysui, 'keyguard_indication_text', texts.swipeUp, { left: dp(16), top: top + dp(14) }, style)],
  })
}
