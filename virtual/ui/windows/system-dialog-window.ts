import type { ShownWindow } from '../../android/phone.ts'
import { labelOf, type Desk, type SystemDialog } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { wrapText } from '../text-width.ts'
import { filled, keyed, lineOfText, viewsOf } from '../view.ts'

const framework = viewsOf('android')

/** "X keeps stopping" and "X isn't responding" (AppErrorDialog, AppNotRespondingDialog: app_error.xml, app_anr_dialog.xml). */
export function systemDialogWindow(desk: Desk, dialog: SystemDialog): ShownWindow {
  const { metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  const name = labelOf(phone, dialog.packageName)
  const title = dialog.kind === 'crashed' ? texts.keepsStopping(name) : texts.notResponding(name)
  const width = metrics.width - dp(64)
  const lines = wrapText(title, dp(20), width - dp(48))
  const choices = choicesOf(desk, dialog)
  const height = dp(24) + lines.length * dp(28) + dp(12) + choices.length * dp(52) + dp(16)
  const card = box(dp(32), (metrics.height - height) / 2, width, height)
  const titleBox = box(card.left + dp(24), card.top + dp(24), width - dp(48), lines.length * dp(28))
  const rows = choices.map((choice, index): UiNode => {
    const bounds = box(card.left, titleBox.bottom + dp(12) + index * dp(52), width, dp(52))
    return framework('Button', `android:${choice.id}`, bounds, {
      text: choice.text,
      clickable: true,
      focusable: true,
      actions: { click: choice.run },
      paint: [
        lineOfText(choice.text, { ...bounds, left: bounds.left + dp(24) }, { size: dp(16), color: palette.cardText }),
      ],
    })
  })
  const root = framework('FrameLayout', '', metrics.screen, {
    paint: [filled(metrics.screen, 0x66000000)],
    children: [
      framework('FrameLayout', 'android:content', card, {
        paint: [filled(card, palette.card, dp(24))],
        children: [
          framework('LinearLayout', 'android:parentPanel', card, {
            children: [
              framework(
                'LinearLayout',
                'android:topPanel',
                { ...card, bottom: titleBox.bottom },
                {
                  children: [
                    framework('TextView', 'android:alertTitle', titleBox, {
                      text: title,
                      paint: lines.map((line, index) =>
                        lineOfText(line, box(titleBox.left, titleBox.top + index * dp(28), width - dp(48), dp(28)), {
                          size: dp(20),
                          color: palette.cardText,
                        }),
                      ),
                    }),
                  ],
                },
              ),
              framework('FrameLayout', 'android:customPanel', { ...card, top: titleBox.bottom }, { children: rows }),
            ],
          }),
        ],
      }),
    ],
  })
  const words = dialog.kind === 'crashed' ? 'Application Error' : 'Application Not Responding'
  return { title: `${words}: ${dialog.packageName}`, type: 'dialog', packageName: 'android', root: keyed(root) }
}

interface Choice {
  readonly id: string
  readonly text: string
  readonly run: () => void
}

function choicesOf(desk: Desk, dialog: SystemDialog): readonly Choice[] {
  const { memory, phone, texts } = desk
  const close = (): void => {
    memory.dialogs = memory.dialogs.filter((one) => one !== dialog)
  }
  if (dialog.kind === 'crashed') return [{ id: 'aerr_close', text: texts.closeApp, run: close }]
  return [
    {
      id: 'aerr_close',
      text: texts.closeApp,
      run: () => {
        close()
        phone.processes.kill(dialog.pid, 'user request after error')
      },
    },
    { id: 'aerr_wait', text: texts.waitForApp, run: close },
  ]
}
