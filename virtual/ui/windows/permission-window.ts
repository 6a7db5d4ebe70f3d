import type { PermissionRequest, ShownWindow } from '../../android/phone.ts'
import { appIcon } from '../app-icon.ts'
import type { Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { UiNode } from '../node.ts'
import { wrapText } from '../text-width.ts'
import { filled, keyed, lineOfText, viewsOf, type ViewMaker } from '../view.ts'

/**
 * The runtime-permission dialog. AOSP's layout (grant_permissions.xml of the permission controller) with the ROM's
 * package, ids and words; ROMs that use a framework dialog (`android:id/button1`) get its panels.
 */
export function permissionWindow(desk: Desk, request: PermissionRequest): ShownWindow {
  const dialog = desk.phone.rom.permissionDialog
  const make = viewsOf(dialog.packageName)
  const framework = fullId(dialog.idPrefix, dialog.allowId).startsWith('android:id/')
  return {
    title: `${dialog.packageName}/${dialog.activity}`,
    type: 'dialog',
    packageName: dialog.packageName,
    root: keyed(framework ? frameworkDialog(desk, make, request) : grantDialog(desk, make, request)),
  }
}

function fullId(prefix: string, id: string): string {
  return id.includes(':id/') ? id : `${prefix}${id}`
}

function grantDialog(desk: Desk, make: ViewMaker, request: PermissionRequest): UiNode {
  const { metrics, palette, phone } = desk
  const dp = metrics.dp
  const { idPrefix, allowId, denyId } = phone.rom.permissionDialog
  const id = (name: string): string => fullId(idPrefix, name)
  const message = messageOf(desk, request)
  const width = metrics.width - dp(40)
  const lines = wrapText(message, dp(18), width - dp(48))
  const height = dp(24) + dp(32) + dp(16) + lines.length * dp(24) + dp(24) + dp(56) * 2 + dp(16)
  const card = box(dp(20), metrics.height - metrics.navigationBarHeight - height - dp(24), width, height)
  const iconBox = box(metrics.width / 2 - dp(16), card.top + dp(24), dp(32), dp(32))
  const messageBox = box(card.left + dp(24), iconBox.bottom + dp(16), width - dp(48), lines.length * dp(24))
  const buttonsTop = messageBox.bottom + dp(24)
  const button = (name: string, text: string, top: number, choice: 'allow' | 'deny'): UiNode => {
    const bounds = box(card.left + dp(16), top, width - dp(32), dp(48))
    return make('Button', id(name), bounds, {
      text,
      clickable: true,
      focusable: true,
      actions: {
        click: () => {
          request.answer(choice)
        },
      },
      paint: [
        filled(bounds, 0xffe8eef9, dp(24)),
        lineOfText(text, bounds, { size: dp(15), color: palette.accent, bold: true, align: 'center' }),
      ],
    })
  }
  const contentBox = { ...card, bottom: messageBox.bottom }
  const content = make('LinearLayout', id('content_container'), contentBox, {
    children: [
      make('LinearLayout', '', contentBox, {
        children: [
          make('ImageView', id('permission_icon'), iconBox, {
            paint: appIcon(request.packageName, request.label, iconBox),
          }),
          make('TextView', id('permission_message'), messageBox, {
            text: message,
            paint: lines.map((line, index) =>
              lineOfText(line, box(messageBox.left, messageBox.top + index * dp(24), width - dp(48), dp(24)), {
                size: dp(18),
                color: palette.cardText,
                align: 'center',
              }),
            ),
          }),
        ],
      }),
    ],
  })
  const buttons = make(
    'LinearLayout',
    '',
    { ...card, top: buttonsTop },
    {
      children: [
        button(allowId, desk.texts.allow, buttonsTop, 'allow'),
        button(denyId, desk.texts.deny, buttonsTop + dp(56), 'deny'),
      ],
    },
  )
  const grant = make('LinearLayout', id('grant_dialog'), card, {
    paint: [filled(card, palette.card, dp(28))],
    children: [content, buttons],
  })
  return make('FrameLayout', '', metrics.screen, {
    paint: [filled(metrics.screen, 0x66000000)],
    children: [
      make('FrameLayout', 'android:content', metrics.screen, {
        children: [
          make('ScrollView', '', metrics.screen, {
            children: [make('LinearLayout', id('grant_singleton'), metrics.screen, { children: [grant] })],
          }),
        ],
      }),
    ],
  })
}

/** android:topPanel with the title, android:buttonPanel with button2 left and button1 right. */
function frameworkDialog(desk: Desk, make: ViewMaker, request: PermissionRequest): UiNode {
  const { metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  const { idPrefix, allowId, denyId } = phone.rom.permissionDialog
  const message = messageOf(desk, request)
  const width = metrics.width - dp(32)
  const lines = wrapText(message, dp(17), width - dp(48))
  const height = dp(24) + lines.length * dp(26) + dp(24) + dp(56)
  const card = box(dp(16), metrics.height - metrics.navigationBarHeight - height - dp(16), width, height)
  const titleBox = box(card.left + dp(24), card.top + dp(24), width - dp(48), lines.length * dp(26))
  const button = (name: string, text: string, left: number, choice: 'allow' | 'deny'): UiNode => {
    const bounds = box(left, card.bottom - dp(56), width / 2, dp(56))
    return make('Button', fullId(idPrefix, name), bounds, {
      text,
      clickable: true,
      focusable: true,
      actions: {
        click: () => {
          request.answer(choice)
        },
      },
      paint: [lineOfText(text, bounds, { size: dp(16), color: palette.accent, bold: true, align: 'center' })],
    })
  }
  const title = make('TextView', 'android:alertTitle', titleBox, {
    text: message,
    paint: lines.map((line, index) =>
      lineOfText(line, box(titleBox.left, titleBox.top + index * dp(26), width - dp(48), dp(26)), {
        size: dp(17),
        color: palette.cardText,
        align: 'center',
      }),
    ),
  })
  return make('FrameLayout', '', metrics.screen, {
    paint: [filled(metrics.screen, 0x66000000)],
    children: [
      make('FrameLayout', 'android:content', card, {
        paint: [filled(card, palette.card, dp(24))],
        children: [
          make('LinearLayout', 'android:parentPanel', card, {
            children: [
              make(
                'LinearLayout',
                'android:topPanel',
                { ...card, bottom: titleBox.bottom },
                { children: [make('LinearLayout', 'android:title_template', titleBox, { children: [title] })] },
              ),
              make(
                'LinearLayout',
                'android:buttonPanel',
                { ...card, top: card.bottom - dp(56) },
                {
                  children: [
                    button(denyId, texts.forbid, card.left, 'deny'),
                    button(allowId, texts.allow, card.left + width / 2, 'allow'),
                  ],
                },
              ),
            ],
          }),
        ],
      }),
    ],
  })
}

function messageOf(desk: Desk, request: PermissionRequest): string {
  return request.permission === 'android.permission.POST_NOTIFICATIONS'
    ? desk.texts.askNotifications(request.label)
    : desk.texts.askPermission(request.label, desk.texts.permission(request.permission))
}
