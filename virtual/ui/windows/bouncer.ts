import type { Desk, DeskMemory } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { filled, label, lineOfText, viewsOf } from '../view.ts'

const sysui = viewsOf('com.android.systemui')

type Bouncer = NonNullable<DeskMemory['bouncer']>

/** The PIN pad over the keyguard (keyguard_pin_view.xml). */
export function bouncer(desk: Desk, state: Bouncer): UiNode {
  const { metrics, palette, texts } = desk
  const dp = metrics.dp
  const width = dp(300)
  const left = (metrics.width - width) / 2
  const top = metrics.height / 2 - dp(120)
  const message = state.wrong ? texts.wrongPin : texts.enterPin
  const entry = box(left, top - dp(64), width, dp(48))
  const dots = '•'.repeat(state.digits.length)
  const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', 'delete', '0', 'enter'].map((name, index) => {
    const bounds = box(left + (index % 3) * dp(100) + dp(10), top + Math.floor(index / 3) * dp(88), dp(80), dp(80))
    return keyView(desk, state, name, bounds)
  })
  return sysui('FrameLayout', 'keyguard_bouncer_container', metrics.screen, {
    children: [
      label(
        sysui,
        'keyguard_message_area',
        message,
        { left: dp(16), top: top - dp(112) },
        { size: dp(16), color: palette.onWallpaper, maxWidth: metrics.width - dp(32), align: 'center' },
      ),
      sysui(
        'LinearLayout',
        'keyguard_pin_view',
        { ...metrics.screen, top: entry.top },
        {
          children: [
            sysui('EditText', 'pinEntry', entry, {
              text: dots,
              password: true,
              focusable: true,
              focused: true,
              clickable: true,
              longClickable: true,
              contentDescription: texts.enterPin,
              actions: {
                setText: (text) => {
                  typeDigits(desk, text, 'replace')
                },
              },
              paint: [lineOfText(dots, entry, { size: dp(32), color: palette.onWallpaper, align: 'center' })],
            }),
            ...keys,
          ],
        },
      ),
    ],
  })
}

function keyView(desk: Desk, state: Bouncer, name: string, bounds: ReturnType<typeof box>): UiNode {
  const { palette, texts, metrics } = desk
  const digit = /^\d$/.test(name)
  const id = digit ? `key${name}` : name === 'delete' ? 'delete_button' : 'key_enter'
  const shown = digit ? name : name === 'delete' ? '⌫' : '↵'
  return sysui(digit ? 'FrameLayout' : 'ImageButton', id, bounds, {
    contentDescription: digit ? name : name === 'delete' ? texts.delete : texts.enter,
    clickable: true,
    focusable: true,
    actions: {
      click: () => {
        if (digit) typeDigits(desk, name, 'append')
        else if (name === 'delete') desk.memory.bouncer = { ...state, digits: state.digits.slice(0, -1) }
        else return submitPin(desk)
        return undefined
      },
    },
    paint: [
      filled(bounds, 0x26ffffff, metrics.dp(40)),
      lineOfText(shown, bounds, { size: metrics.dp(28), color: palette.onWallpaper, align: 'center' }),
    ],
  })
}

/** Digits from the pad, a keyboard or an accessibility action; others are dropped. */
export function typeDigits(desk: Desk, text: string, how: 'append' | 'replace'): void {
  const state = desk.memory.bouncer
  if (state === undefined) return
  const digits = text.replace(/\D/g, '')
  desk.memory.bouncer = { ...state, wrong: false, digits: how === 'append' ? state.digits + digits : digits }
}

/** Enter: unlocks and goes on with what asked for it, or says that the PIN was wrong. */
export async function submitPin(desk: Desk): Promise<void> {
  const state = desk.memory.bouncer
  if (state === undefined) return
  if (!desk.phone.power.enterPin(state.digits)) {
    desk.memory.bouncer = { ...state, digits: '', wrong: true }
    return
  }
  desk.memory.bouncer = undefined
  await state.then?.()
}
