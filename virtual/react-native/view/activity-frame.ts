import type { ContentArea, Display } from '../display.ts'
import type { Rect, UiNode } from '../../ui/node.ts'
import { uiNode } from '../../ui/node.ts'

/**
 * The views of an AppCompat activity around React's root view: the decor view, action_bar_root, android:id/content, and
 * behind the system bars the backgrounds that the window draws unless it is edge to edge.
 */
export function activityFrame(
  packageName: string,
  display: Display,
  area: ContentArea,
  content: readonly UiNode[],
  statusBarColor: number,
): UiNode {
  const screen: Rect = { left: 0, top: 0, right: display.width, bottom: display.height }
  const inner: Rect = {
    left: area.left,
    top: area.top,
    right: area.left + area.width,
    bottom: area.top + area.height,
  }
  const frame = (key: string, className: string, bounds: Rect, children: readonly UiNode[], resourceId = ''): UiNode =>
    uiNode({ key, className, packageName, bounds, children, resourceId })
  const layout = 'android.widget.FrameLayout'
  const root = frame('react-root', layout, inner, content)
  const contentView = frame('content', layout, inner, [root], 'android:id/content')
  const actionBarRoot = frame(
    'action_bar_root',
    'android.widget.LinearLayout',
    inner,
    [contentView],
    `${packageName}:id/action_bar_root`,
  )
  const linear = frame('decor-content', 'android.widget.LinearLayout', { ...screen, bottom: inner.bottom }, [
    frame('decor-frame', layout, inner, [actionBarRoot]),
  ])
  return uiNode({
    key: 'decor',
    className: layout,
    packageName,
    bounds: screen,
    children: display.edgeToEdge ? [linear] : [linear, ...barBackgrounds(packageName, display, statusBarColor)],
    paint: [{ kind: 'rect', rect: screen, fill: windowBackground }],
  })
}

const windowBackground = 0xfffafafa

function barBackgrounds(packageName: string, display: Display, statusBarColor: number): UiNode[] {
  const bar = (key: string, bounds: Rect, fill: number): UiNode =>
    uiNode({
      key,
      className: 'android.view.View',
      packageName,
      resourceId: `android:id/${key}`,
      bounds,
      paint: [{ kind: 'rect', rect: bounds, fill }],
    })
  const { width, height, statusBarHeight, navigationBarHeight } = display
  const bars = [bar('statusBarBackground', { left: 0, top: 0, right: width, bottom: statusBarHeight }, statusBarColor)]
  if (navigationBarHeight > 0) {
    const bounds = { left: 0, top: height - navigationBarHeight, right: width, bottom: height }
    bars.push(bar('navigationBarBackground', bounds, 0xff000000))
  }
  return bars
}

/** A React Native Modal's dialog window, without a frame of its own: decor and content, transparent. */
export function dialogFrame(
  key: string,
  packageName: string,
  display: Display,
  area: ContentArea,
  content: readonly UiNode[],
): UiNode {
  const inner: Rect = {
    left: area.left,
    top: area.top,
    right: area.left + area.width,
    bottom: area.top + area.height,
  }
  const layout = 'android.widget.FrameLayout'
  const host = uiNode({
    key: `${key}-host`,
    className: 'android.view.ViewGroup',
    packageName,
    bounds: inner,
    children: content,
  })
  return uiNode({
    key: `${key}-decor`,
    className: layout,
    packageName,
    bounds: { left: 0, top: 0, right: display.width, bottom: display.height },
    children: [
      uiNode({
        key: `${key}-content`,
        className: layout,
        packageName,
        resourceId: 'android:id/content',
        bounds: inner,
        children: [uiNode({ key: `${key}-frame`, className: layout, packageName, bounds: inner, children: [host] })],
      }),
    ],
  })
}
