import type { ComponentName } from '../../android/intent.ts'
import { intent } from '../../android/intent.ts'
import type { ShownWindow } from '../../android/phone.ts'
import { appIcon } from '../app-icon.ts'
import { clockText, labelOf, timeZoneOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Rect, UiNode } from '../node.ts'
import { keyed, label, lineOfText, viewsOf, type ViewMaker } from '../view.ts'

interface LauncherApp {
  readonly packageName: string
  readonly name: string
  readonly launch: ComponentName
}

/** The launcher: every app with a launcher activity on the workspace, four columns; settings in the hotseat. */
export function homeWindow(desk: Desk): ShownWindow {
  const { metrics, phone } = desk
  const launcher = phone.rom.launcherPackage
  const make = viewsOf(launcher)
  const dp = metrics.dp
  const hotseatTop = metrics.height - metrics.navigationBarHeight - dp(104)
  const workspace = box(0, metrics.statusBarHeight, metrics.width, hotseatTop - metrics.statusBarHeight - dp(24))
  const apps = launcherApps(desk)
  const root = make('FrameLayout', '', metrics.screen, {
    paint: [{ kind: 'image', rect: metrics.screen, name: `wallpaper:${phone.rom.vendor}` }],
    children: [
      make('FrameLayout', 'android:content', metrics.screen, {
        children: [
          make('FrameLayout', 'launcher', metrics.screen, {
            children: [
              make('FrameLayout', 'drag_layer', metrics.screen, {
                children: [
                  make('ViewGroup', 'workspace', workspace, {
                    children: [
                      clockWidget(desk, make),
                      ...apps.map((app, index) => icon(desk, make, app, cellOf(desk, workspace, index))),
                    ],
                  }),
                  make('ViewGroup', 'hotseat', box(0, hotseatTop, metrics.width, dp(104)), {
                    children: [settingsIcon(desk, make, hotseatTop)],
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
    ],
  })
  return {
    title: `${launcher}/${phone.rom.homeActivity.slice(phone.rom.homeActivity.indexOf('/') + 1)}`,
    type: 'home',
    packageName: launcher,
    root: keyed(root),
  }
}

function launcherApps(desk: Desk): readonly LauncherApp[] {
  const { packages, rom } = desk.phone
  return (
    packages
      .all()
      // Settings is in the hotseat; disabled packages (2, 3) have no icon.
      .filter((one) => one.packageName !== rom.launcherPackage && one.packageName !== 'com.android.settings')
      .filter((one) => one.enabled !== 2 && one.enabled !== 3)
      .flatMap((one) => {
        const launch = packages.launchActivity(one.packageName)
        return launch === undefined
          ? []
          : [{ packageName: one.packageName, name: labelOf(desk.phone, one.packageName), launch }]
      })
      .sort((a, b) => a.name.localeCompare(b.name))
  )
}

function cellOf(desk: Desk, workspace: Rect, index: number): Rect {
  const dp = desk.metrics.dp
  const width = (desk.metrics.width - dp(32)) / 4
  return box(dp(16) + (index % 4) * width, workspace.top + dp(168) + Math.floor(index / 4) * dp(112), width, dp(104))
}

function icon(desk: Desk, make: ViewMaker, app: LauncherApp, cell: Rect): UiNode {
  return iconView(desk, make, app.name, app.packageName, cell, async () => {
    await desk.phone.activities.start(
      intent({
        action: 'android.intent.action.MAIN',
        categories: ['android.intent.category.LAUNCHER'],
        component: app.launch,
        flags: 0x10200000,
      }),
      launcherCaller(desk),
    )
  })
}

function settingsIcon(desk: Desk, make: ViewMaker, top: number): UiNode {
  const dp = desk.metrics.dp
  const width = (desk.metrics.width - dp(32)) / 4
  const cell = box((desk.metrics.width - width) / 2, top, width, dp(104))
  return iconView(desk, make, desk.texts.settings, 'com.android.settings', cell, async () => {
    await desk.phone.activities.start(
      intent({ action: 'android.settings.SETTINGS', flags: 0x10200000 }),
      launcherCaller(desk),
    )
  })
}

function launcherCaller(desk: Desk): { readonly callingPackage: string; readonly callingUid: number } {
  const launcher = desk.phone.rom.launcherPackage
  return { callingPackage: launcher, callingUid: desk.phone.packages.get(launcher)?.uid ?? 10_050 }
}

function iconView(
  desk: Desk,
  make: ViewMaker,
  name: string,
  packageName: string,
  cell: Rect,
  open: () => Promise<void>,
): UiNode {
  const dp = desk.metrics.dp
  const side = dp(56)
  const tile = box((cell.left + cell.right - side) / 2, cell.top + dp(8), side, side)
  const caption = { ...cell, top: tile.bottom + dp(6), bottom: tile.bottom + dp(26) }
  return make('TextView', '', cell, {
    key: `icon:${packageName}`,
    text: name,
    contentDescription: name,
    clickable: true,
    longClickable: true,
    focusable: true,
    actions: { click: open },
    paint: [
      ...appIcon(packageName, name, tile),
      lineOfText(name, caption, { size: dp(12), color: desk.palette.onWallpaper, align: 'center' }),
    ],
  })
}

function clockWidget(desk: Desk, make: ViewMaker): UiNode {
  const { metrics, palette, phone, texts } = desk
  const dp = metrics.dp
  const top = metrics.statusBarHeight + dp(40)
  const bounds = box(dp(16), top, metrics.width - dp(32), dp(112))
  return make('LinearLayout', '', bounds, {
    key: 'clock-widget',
    children: [
      label(
        make,
        'clock',
        clockText(phone),
        { left: bounds.left, top },
        { size: dp(56), color: palette.onWallpaper, maxWidth: metrics.width - dp(32), align: 'center' },
      ),
      label(
        make,
        'date',
        texts.date(new Date(phone.clock.now()), timeZoneOf(phone)),
        { left: bounds.left, top: top + dp(72) },
        { size: dp(16), color: palette.onWallpaper, maxWidth: metrics.width - dp(32), align: 'center' },
      ),
    ],
  })
}
