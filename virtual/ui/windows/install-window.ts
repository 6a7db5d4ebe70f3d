import type { ShownWindow } from '../../android/phone.ts'
import type { InstallQuestion } from '../../android/install-question.ts'
import type { InstallButton } from '../../android/install-screen.ts'
import { fullComponent } from '../../android/component-name.ts'
import { appIcon } from '../app-icon.ts'
import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Rect, UiNode } from '../node.ts'
import { wrapText } from '../text-width.ts'
import { filled, keyed, label, lineOfText, viewsOf, type ViewMaker } from '../view.ts'
import { homeWindow } from './home-window.ts'

/** One screen of a vendor's installer, from the ROM's data: see virtual/android/install-screen.ts for what is known of it. */
export function installWindow(desk: Desk, question: InstallQuestion): ShownWindow {
  const { activity } = question.screen
  const make = viewsOf(activity.packageName)
  const card = cardOf(desk, question)
  const column = new Column(desk, card)
  const parts = [
    ...titleView(desk, make, question, column),
    ...appViews(desk, make, question, column),
    ...scanView(desk, make, question, column),
    ...passwordView(desk, make, question, column),
    ...checkboxView(desk, make, question, column),
  ]
  const isPage = question.screen.shape === 'page'
  const root = make('FrameLayout', '', desk.metrics.screen, {
    paint: [filled(desk.metrics.screen, isPage ? 0xfff6f6f8 : 0x66000000)],
    children: [
      make('FrameLayout', 'android:content', card, {
        paint: isPage ? [] : [filled(card, desk.palette.card, desk.metrics.dp(desk.palette.cardRadiusDp))],
        children: [
          make('LinearLayout', isPage ? '' : 'android:parentPanel', card, {
            children: [...parts, buttonPanel(desk, make, question, card)],
          }),
        ],
      }),
    ],
  })
  return {
    title: fullComponent(activity),
    type: isPage ? 'activity' : 'dialog',
    packageName: activity.packageName,
    root: keyed(root),
  }
}

/** What is in sight behind a sheet or a dialog of the installer, which stands in a task of its own. */
export function behindInstallWindow(desk: Desk, question: InstallQuestion): readonly ShownWindow[] {
  return question.screen.shape === 'page' ? [] : [homeWindow(desk)]
}

/** Where the next line of the card goes. */
class Column {
  readonly left: number
  readonly width: number
  top: number

  constructor(desk: Desk, card: Rect) {
    const { dp, statusBarHeight } = desk.metrics
    const margin = dp(28)
    this.left = card.left + margin
    this.width = card.right - card.left - 2 * margin
    this.top = Math.max(card.top, statusBarHeight) + dp(28)
  }

  take(height: number, gap: number): Rect {
    const bounds = box(this.left, this.top, this.width, height)
    this.top = bounds.bottom + gap
    return bounds
  }
}

/** The MIUI sheet ends 16 dp above the bottom; its proportions follow the captured place of its buttons. */
function cardOf(desk: Desk, { screen }: InstallQuestion): Rect {
  const { dp, height, screen: whole, width } = desk.metrics
  if (screen.shape === 'page') return whole
  const { checkbox, password, showsApp } = screen
  const cardHeight = dp(
    200 + (showsApp ? 110 : 0) + (checkbox === undefined ? 0 : 48) + (password === undefined ? 0 : 76),
  )
  if (screen.shape === 'dialog') return box(dp(16), (height - cardHeight) / 2, width - dp(32), cardHeight)
  return box(dp(14), height - cardHeight - dp(30), width - dp(28), cardHeight)
}

function titleView(desk: Desk, make: ViewMaker, { screen, app }: InstallQuestion, column: Column): readonly UiNode[] {
  if (screen.title === undefined) return []
  const { metrics, palette } = desk
  const text = screen.title.text.replace('{app}', app.label)
  const size = metrics.dp(text.length > 20 ? 16 : 19)
  const lineHeight = Math.round(size * 1.4)
  const lines = wrapText(text, size, column.width)
  const bounds = column.take(lines.length * lineHeight, metrics.dp(20))
  const title = make('TextView', screen.title.id, bounds, {
    text,
    paint: lines.map((line, index) =>
      lineOfText(line, box(bounds.left, bounds.top + index * lineHeight, column.width, lineHeight), {
        size,
        color: palette.cardText,
        bold: true,
        align: 'center',
      }),
    ),
  })
  return [title]
}

function appViews(desk: Desk, make: ViewMaker, { screen, app }: InstallQuestion, column: Column): readonly UiNode[] {
  if (!screen.showsApp) return []
  const { dp } = desk.metrics
  const row = column.take(dp(56), dp(8))
  const icon = box((row.left + row.right) / 2 - dp(28), row.top, dp(56), dp(56))
  const name = column.take(dp(26), dp(20))
  return [
    make('ImageView', '', icon, { paint: appIcon(app.packageName, app.label, icon) }),
    make('TextView', '', name, {
      text: app.label,
      paint: [lineOfText(app.label, name, { size: dp(16), color: desk.palette.cardText, align: 'center' })],
    }),
  ]
}

function scanView(desk: Desk, make: ViewMaker, question: InstallQuestion, column: Column): readonly UiNode[] {
  const { scan } = question.screen
  if (scan === undefined || !question.scanning) return []
  const { dp } = desk.metrics
  const bounds = column.take(dp(24), dp(16))
  const style = { size: dp(15), color: desk.palette.cardSecondary, maxWidth: column.width, align: 'center' as const }
  return [label(make, scan.id, scan.text, bounds, style)]
}

function passwordView(desk: Desk, make: ViewMaker, question: InstallQuestion, column: Column): readonly UiNode[] {
  const { password } = question.screen
  if (password === undefined) return []
  const { dp } = desk.metrics
  const frame = column.take(dp(52), dp(16))
  const dots = '•'.repeat(question.typed.length)
  const field = make('EditText', password.id, frame, {
    text: dots,
    password: true,
    clickable: true,
    longClickable: true,
    focusable: true,
    focused: question.fieldFocused,
    actions: {
      click: () => {
        question.fieldFocused = true
        desk.phone.inputMethods.setShown(true)
      },
      setText: (text) => {
        question.typed = text
      },
    },
    paint: [
      filled(frame, 0xffececf0, dp(12)),
      lineOfText(dots, { ...frame, left: frame.left + dp(16) }, { size: dp(20), color: desk.palette.cardText }),
    ],
  })
  return [make('LinearLayout', password.frameId, frame, { children: [field] })]
}

function checkboxView(desk: Desk, make: ViewMaker, question: InstallQuestion, column: Column): readonly UiNode[] {
  const { checkbox } = question.screen
  if (checkbox === undefined) return []
  const { dp } = desk.metrics
  const bounds = column.take(dp(32), dp(16))
  const square = box(bounds.left, bounds.top + dp(6), dp(20), dp(20))
  const accent = desk.palette.accent
  return [
    make('CheckBox', checkbox.id, bounds, {
      text: checkbox.text,
      checkable: true,
      checked: question.ticked,
      clickable: true,
      focusable: true,
      actions: {
        click: () => {
          question.ticked = !question.ticked
        },
      },
      paint: [
        {
          kind: 'rect',
          rect: square,
          radius: dp(5),
          stroke: 0xff9a9aa2,
          strokeWidth: dp(1.5),
          ...(question.ticked ? { fill: accent } : {}),
        },
        lineOfText(
          checkbox.text,
          { ...bounds, left: square.right + dp(10) },
          { size: dp(14), color: desk.palette.cardSecondary },
        ),
      ],
    }),
  ]
}

/** android:buttonPanel. On MIUI the consent is button2, on the left, as captured; elsewhere the refusal stands left. */
function buttonPanel(desk: Desk, make: ViewMaker, question: InstallQuestion, card: Rect): UiNode {
  const { dp, navigationBarHeight } = desk.metrics
  const { accept, refuse, shape } = question.screen
  const height = dp(52)
  const margin = dp(23)
  const gap = dp(13)
  const bottom = card.bottom - (shape === 'page' ? navigationBarHeight + dp(24) : dp(24))
  const panel = { left: card.left + margin, right: card.right - margin, top: bottom - height, bottom }
  const half = (panel.right - panel.left - gap) / 2
  const left = box(panel.left, panel.top, half, height)
  const right = { ...panel, left: left.right + gap }
  const acceptFirst = accept.id === 'android:button2'
  const place = (first: boolean): Rect => (refuse === undefined ? panel : first ? left : right)
  const buttons = [
    button(desk, make, accept, place(acceptFirst), 'accept', accept.text, () => {
      question.accept()
    }),
    ...(refuse === undefined
      ? []
      : [
          button(desk, make, refuse, place(!acceptFirst), 'refuse', counted(refuse, question), () => {
            question.refuse()
          }),
        ]),
  ]
  return make('LinearLayout', shape === 'page' ? '' : 'android:buttonPanel', panel, {
    children: acceptFirst ? buttons : buttons.reverse(),
  })
}

function counted(refuse: InstallButton, { secondsLeft }: InstallQuestion): string {
  return secondsLeft === undefined ? refuse.text : `${refuse.text}(${String(secondsLeft)})`
}

function button(
  desk: Desk,
  make: ViewMaker,
  { id, frameId }: InstallButton,
  bounds: Rect,
  role: 'accept' | 'refuse',
  text: string,
  press: () => void,
): UiNode {
  const { dp } = desk.metrics
  const accepting = role === 'accept'
  const view = make('Button', id, bounds, {
    text,
    clickable: true,
    focusable: true,
    actions: {
      click: () => {
        desk.phone.inputMethods.setShown(false)
        press()
      },
    },
    paint: [
      filled(bounds, accepting ? desk.palette.accent : 0xffececf0, dp(16)),
      lineOfText(text, bounds, {
        size: dp(16),
        color: accepting ? 0xffffffff : desk.palette.cardText,
        bold: true,
        align: 'center',
      }),
    ],
  })
  return frameId === undefined ? view : make('LinearLayout', frameId, bounds, { children: [view] })
}
