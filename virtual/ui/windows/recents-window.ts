import type { ShownWindow, Task } from '../../android/phone.ts'
import { appIcon } from '../app-icon.ts'
import { labelOf, type Desk } from '../desk.ts'
import { box } from '../geometry.ts'
import type { Rect, UiNode } from '../node.ts'
import { filled, glyph, keyed, label, lineOfText, viewsOf, type ViewMaker } from '../view.ts'

/** The recents screen: cards of the tasks, newest in front, and the ROM's own "clear all". */
export function recentsWindow(desk: Desk): ShownWindow {
  const { metrics, phone, memory } = desk
  const launcher = phone.rom.launcherPackage
  const make = viewsOf(launcher)
  const tasks = recentTasks(desk)
  memory.recentsPosition = Math.min(memory.recentsPosition, Math.max(0, tasks.length - 1))
  const cards = tasks.flatMap((task, index) => {
    const bounds = cardBounds(desk, index - memory.recentsPosition)
    return bounds.right <= 0 || bounds.left >= metrics.width || bounds.bottom <= 0 || bounds.top >= metrics.height
      ? []
      : [card(desk, make, task, bounds)]
  })
  const panel = make('ViewGroup', phone.rom.vendor === 'mi' ? 'recents_container' : 'overview_panel', metrics.screen, {
    scrollable: tasks.length > 1,
    focusable: true,
    paneTitle: desk.texts.recentApps,
    clips: true,
    children: tasks.length === 0 ? [empty(desk, make)] : [...cards, clearAll(desk, make, tasks)],
    actions: { swipe: (dx, dy) => scroll(desk, tasks.length, dx, dy) },
  })
  const root = make('FrameLayout', '', metrics.screen, {
    paint: [
      { kind: 'image', rect: metrics.screen, name: `wallpaper:${phone.rom.vendor}` },
      filled(metrics.screen, 0x99000000),
    ],
    actions: {
      click: () => {
        phone.activities.home()
      },
    },
    children: [make('FrameLayout', 'android:content', metrics.screen, { children: [panel] })],
  })
  return { title: `${launcher}/${launcher}.RecentsActivity`, type: 'recents', packageName: launcher, root: keyed(root) }
}

export function recentTasks(desk: Desk): readonly Task[] {
  return [...desk.phone.activities.tasks()]
    .filter((task) => task.packageName !== desk.phone.rom.launcherPackage)
    .sort((a, b) => b.lastActiveMs - a.lastActiveMs)
}

/** A drag along the list's direction moves by whole cards. */
function scroll(desk: Desk, count: number, dx: number, dy: number): boolean {
  const along = desk.phone.rom.recents.orientation === 'horizontal' ? dx : dy
  const across = desk.phone.rom.recents.orientation === 'horizontal' ? dy : dx
  if (Math.abs(along) < desk.metrics.dp(48) || Math.abs(across) > Math.abs(along)) return false
  const horizontal = desk.phone.rom.recents.orientation === 'horizontal'
  const steps = Math.max(1, Math.round(Math.abs(along) / (desk.metrics.width * 0.6)))
  // Older cards lie to the left in a row, further down in columns (two to a row).
  const towardsOlder = horizontal ? along > 0 : along < 0
  const next = desk.memory.recentsPosition + (towardsOlder ? steps : -steps) * (horizontal ? 1 : 2)
  const last = horizontal ? count - 1 : Math.floor((count - 1) / 2) * 2
  desk.memory.recentsPosition = Math.min(Math.max(0, next), Math.max(0, last))
  return true
}

/** Horizontal: a row, the older the further left. Vertical: MIUI's two columns, newest at the top left. */
function cardBounds(desk: Desk, offset: number): Rect {
  const { metrics, phone } = desk
  const dp = metrics.dp
  if (phone.rom.recents.orientation === 'horizontal') {
    const width = metrics.width * 0.68
    return box(
      (metrics.width - width) / 2 - offset * (width + dp(16)),
      metrics.height * 0.15,
      width,
      metrics.height * 0.66,
    )
  }
  const width = (metrics.width - dp(48)) / 2
  const height = metrics.height * 0.32
  const row = Math.floor(offset / 2)
  const column = offset - row * 2
  return box(dp(16) + column * (width + dp(16)), metrics.height * 0.11 + row * (height + dp(56)), width, height)
}

function card(desk: Desk, make: ViewMaker, task: Task, bounds: Rect): UiNode {
  const { phone, metrics } = desk
  const dp = metrics.dp
  const name = labelOf(phone, task.packageName)
  const miui = phone.rom.vendor === 'mi'
  const iconBox = box(bounds.left + dp(8), bounds.top - dp(40), dp(32), dp(32))
  const title = label(
    make,
    miui ? 'title' : 'task_title',
    name,
    { left: iconBox.right + dp(8), top: iconBox.top + dp(6) },
    { size: dp(14), color: 0xffffffff, maxWidth: bounds.right - iconBox.right - dp(8), lineHeight: dp(20) },
  )
  const thumbnail = make('View', miui ? 'task_view_thumbnail' : 'snapshot', bounds, {
    paint: [filled(bounds, 0xfff4f4f6, dp(20)), ...appIcon(task.packageName, name, centered(bounds, dp(72)))],
  })
  return make(
    'FrameLayout',
    '',
    { ...bounds, top: iconBox.top },
    {
      key: `task:${String(task.id)}`,
      contentDescription: miui ? `${name},${desk.texts.unlockedCard}` : name,
      clickable: true,
      focusable: true,
      longClickable: true,
      actions: {
        click: () => {
          phone.activities.bringToFront(task.id)
        },
        swipe: (dx, dy) => dismiss(desk, task, dx, dy),
      },
      children: [
        thumbnail,
        make('ImageView', 'icon', iconBox, { paint: appIcon(task.packageName, name, iconBox) }),
        ...(miui ? [title] : []),
      ],
    },
  )
}

function centered(bounds: Rect, side: number): Rect {
  return box((bounds.left + bounds.right - side) / 2, (bounds.top + bounds.bottom - side) / 2, side, side)
}

/** The ROM's direction removes the card; the last one gone shows the home screen. */
function dismiss(desk: Desk, task: Task, dx: number, dy: number): boolean {
  const { phone, metrics } = desk
  const up = phone.rom.recents.dismiss === 'up'
  const away = up
    ? dy < -metrics.height / 8 && Math.abs(dy) > Math.abs(dx)
    : Math.abs(dx) > metrics.width / 5 && Math.abs(dx) > Math.abs(dy)
  if (!away) return false
  phone.activities.removeTask(task.id, 'swipe')
  if (recentTasks(desk).length === 0) phone.activities.home()
  return true
}

function clearAll(desk: Desk, make: ViewMaker, tasks: readonly Task[]): UiNode {
  const { metrics, phone, texts } = desk
  const dp = metrics.dp
  const bounds = box(
    (metrics.width - dp(120)) / 2,
    metrics.height - metrics.navigationBarHeight - dp(96),
    dp(120),
    dp(48),
  )
  const isIconOnly = /clearAnimView|image_button|clearbox/.test(phone.rom.recents.clearAllId)
  return make(isIconOnly ? 'ImageView' : 'Button', phone.rom.recents.clearAllId, bounds, {
    key: 'clear-all',
    text: isIconOnly ? '' : texts.recentsClearAll,
    contentDescription: texts.recentsClearAll,
    clickable: true,
    focusable: true,
    actions: {
      click: () => {
        for (const task of tasks) phone.activities.removeTask(task.id, 'clear-all')
        phone.activities.home()
      },
    },
    paint: [
      filled(bounds, 0x40ffffff, dp(24)),
      ...(isIconOnly
        ? [{ kind: 'image' as const, rect: centered(bounds, dp(24)), name: glyph('close', 0xffffffff) }]
        : [lineOfText(texts.recentsClearAll, bounds, { size: dp(14), color: 0xffffffff, align: 'center' })]),
    ],
  })
}

function empty(desk: Desk, make: ViewMaker): UiNode {
  const bounds = box(0, desk.metrics.height / 2 - desk.metrics.dp(24), desk.metrics.width, desk.metrics.dp(48))
  const text = desk.texts.noRecents
  return make('TextView', '', bounds, {
    text,
    contentDescription: text,
    paint: [lineOfText(text, bounds, { size: desk.metrics.dp(16), color: 0xffffffff, align: 'center' })],
  })
}
