import type { AppWindow, NodeAction } from '../../android/app-process.ts'
import type { Family } from '../fabric/shadow-node.ts'
import { isScrollView } from '../input/hit-test.ts'
import { activityFrame, dialogFrame } from '../view/activity-frame.ts'
import { uiNodes } from '../view/ui-tree.ts'
import type { App } from './app.ts'

/** The windows of the app as the phone shows them, bottom first. None before an activity is there. */
export function appWindows(app: App): AppWindow[] {
  const { activity } = app
  if (activity === undefined) return []
  const area = activity.area()
  const tools = { display: app.display, layout: activity.layout, text: app.text, focused: activity.fields.focused }
  const title = `${app.packageName}/${activity.className}`
  const common = {
    title,
    wantsKeyboard: activity.fields.wantsKeyboard,
    lightStatusBar: app.window.lightStatusBar,
  }
  const windows = activity.windows.all().map((window): AppWindow => {
    const nodes = uiNodes(tools, app.packageName, window.views, area)
    if (window.modal === undefined) {
      const root = activityFrame(app.packageName, app.display, area, nodes, app.window.statusBarColor)
      return { ...common, kind: 'activity', root }
    }
    const key = `modal-${String(window.modal.tag)}`
    return { ...common, kind: 'dialog', root: dialogFrame(key, app.packageName, app.display, area, nodes) }
  })
  for (const root of app.alerts.roots()) windows.push({ ...common, kind: 'dialog', root, wantsKeyboard: false })
  return windows
}

/** An accessibility action on a node of the last answer; false when the node is gone or refuses. */
export function performAction(app: App, nodeKey: string, action: NodeAction): boolean {
  if (action.kind === 'click' && app.alerts.shown) return app.alerts.click(nodeKey)
  const { activity } = app
  const family = activity?.surface.byTag(Number(nodeKey))
  if (activity === undefined || family === undefined) return false
  switch (action.kind) {
    case 'click':
      return click(app, family)
    case 'longClick':
      return false
    case 'focus':
      return family.viewName === 'AndroidTextInput' && activity.fields.focus(family)
    case 'setText':
      return activity.fields.setText(family, action.text)
    case 'scroll':
      return isScrollView(family.viewName) && activity.scroller.page(family, action.direction)
  }
}

/** View.performClick: React Native's click listener sends topClick. */
function click(app: App, family: Family): boolean {
  if (family.viewName === 'AndroidSwitch' || family.viewName === 'AndroidTextInput') {
    app.activity?.input.clicked(family, { x: family.frame.width, y: family.frame.height / 2 })
    return true
  }
  if (family.props['focusable'] !== true && family.props['onClick'] !== true) return false
  app.emitTo(family, 'topClick')
  return true
}
