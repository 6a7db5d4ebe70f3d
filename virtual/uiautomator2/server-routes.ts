import { z } from 'zod'
import type { Phone } from '../android/phone.ts'
import { density } from '../android/rom.ts'
import { readBody } from './body.ts'
import { batteryInfo, deviceInfo, displayModel, windowModel } from './device-facts.ts'
import { ElementCommands } from './element-commands.ts'
import { pageSource } from './page-source.ts'
import type { Call, Method, Route } from './routes.ts'
import { ScheduledActions } from './scheduled-actions.ts'
import { invalidArgument, invalidElementState, ServerError, unknownError } from './server-error.ts'
import type { Session } from './session.ts'

/** A command inside a session. */
export type SessionHandler = (call: Call, session: Session) => unknown

const keyBody = z.object({
  keycode: z.number(),
  metastate: z.number().nullish(),
  flags: z.number().nullish(),
  source: z.number().nullish(),
})
const settingsBody = z.object({ settings: z.record(z.string(), z.unknown()) })
const clipboardBody = z.object({
  content: z.string(),
  contentType: z.string().optional(),
  label: z.string().optional(),
})
const clipboardType = z.object({ contentType: z.string().optional() })
const orientationBody = z.object({ orientation: z.string() })
const rotationBody = z.object({ x: z.number(), y: z.number(), z: z.number() })
const alertBody = z.object({ buttonLabel: z.string().nullish() })
const windowsBody = z.object({
  filters: z.record(z.string(), z.unknown()).nullish(),
  skipScreenshots: z.boolean().nullish(),
})

/** Every command of the server that needs a session. */
export function sessionRoutes(phone: Phone): readonly Route<SessionHandler>[] {
  return [
    ...elementRoutes(phone),
    ...screenRoutes(phone),
    ...deviceRoutes(phone),
    ...gestureRoutes(),
    ...scheduleRoutes(phone),
  ]
}

function route(method: Method, path: string, handler: SessionHandler): Route<SessionHandler> {
  return { method, pattern: `/session/:sessionId${path}`, handler }
}

function elementRoutes(phone: Phone): readonly Route<SessionHandler>[] {
  const commands = new WeakMap<Session, ElementCommands>()
  const on = (session: Session): ElementCommands => {
    const known = commands.get(session) ?? new ElementCommands(phone, session)
    commands.set(session, known)
    return known
  }
  const id = (call: Call): string => call.path['id'] ?? ''
  return [
    route('POST', '/element', (call, session) => on(session).find(call.body)),
    route('POST', '/elements', (call, session) => on(session).findAll(call.body)),
    route('POST', '/element/:id/click', (call, session) => on(session).click(id(call))),
    route('POST', '/element/:id/clear', (call, session) => on(session).clear(id(call))),
    route('POST', '/element/:id/value', (call, session) => on(session).setValue(id(call), call.body)),
    route('POST', '/keys', (call, session) => on(session).setValue(undefined, call.body)),
    route('GET', '/element/active', (_, session) => on(session).active()),
    route('GET', '/element/:id/text', (call, session) => on(session).text(id(call))),
    route('GET', '/element/:id/name', (call, session) => on(session).name(id(call))),
    route('GET', '/element/:id/attribute/:name', (call, session) =>
      on(session).attribute(id(call), call.path['name'] ?? ''),
    ),
    route('GET', '/element/:id/rect', (call, session) => on(session).rect(id(call))),
    route('GET', '/element/:id/size', async (call, session) => {
      const { width, height } = await on(session).rect(id(call))
      return { width, height }
    }),
    route('GET', '/element/:id/location', async (call, session) => {
      const { x, y } = await on(session).rect(id(call))
      return { x, y }
    }),
    route('GET', '/element/:id/screenshot', (call, session) => on(session).screenshot(id(call))),
    route('GET', '/screenshot/:id', (call, session) => on(session).screenshot(id(call))),
    route('GET', '/appium/element/:id/first_visible', (call, session) => on(session).firstVisible(id(call))),
    route('POST', '/gestures/scroll_to', (call, session) => on(session).scrollTo(call.body)),
    route('POST', '/appium/element/:id/scroll_to/:id2', (call, session) =>
      on(session).scrollToElement(id(call), call.path['id2'] ?? ''),
    ),
  ]
}

function screenRoutes(phone: Phone): readonly Route<SessionHandler>[] {
  const { screen, statusBar } = phone
  return [
    route('GET', '/source', async (_, session) =>
      pageSource(await session.elements.reader.searched(), session.elements.sourceOptions()),
    ),
    route('GET', '/screenshot', async () => (await screen.screenshot()).toString('base64')),
    route('POST', '/back', async () => {
      await screen.key(4)
      return null
    }),
    route('POST', '/actions', (call, session) => session.actions.perform(call.body)),
    route('GET', '/alert/text', (_, session) => session.alerts.text()),
    route('POST', '/alert/accept', (call, session) =>
      session.alerts.press('accept', readBody(alertBody, call.body).buttonLabel ?? undefined),
    ),
    route('POST', '/alert/dismiss', (call, session) =>
      session.alerts.press('dismiss', readBody(alertBody, call.body).buttonLabel ?? undefined),
    ),
    route('POST', '/appium/device/open_notifications', () => {
      statusBar.expandNotifications()
      if (statusBar.expanded === 'no') throw invalidElementState('Device failed to open notifications')
      return null
    }),
    route('GET', '/orientation', () => 'PORTRAIT'),
    route('POST', '/orientation', (call) => setOrientation(readBody(orientationBody, call.body).orientation)),
    route('GET', '/rotation', () => ({ x: 0, y: 0, z: 0 })),
    route('POST', '/rotation', (call) => setRotation(readBody(rotationBody, call.body))),
    // ActivityInfo.SCREEN_ORIENTATION_UNSPECIFIED
    route('GET', '/appium/device/declared_orientation', () => -1),
    route('GET', '/window/:windowHandle/size', () => ({
      width: phone.rom.screen.width,
      height: phone.rom.screen.height,
    })),
    route('POST', '/appium/list_windows', async (call, session) => {
      const { filters, skipScreenshots } = readBody(windowsBody, call.body)
      return listWindows(phone, session, filters ?? {}, skipScreenshots ?? false)
    }),
    route('POST', '/appium/list_displays', () => [displayModel(phone)]),
    route('POST', '/appium/reset_ax_cache', () => null),
  ]
}

function setOrientation(wanted: string): string {
  const name = wanted.toUpperCase()
  if (name !== 'PORTRAIT' && name !== 'LANDSCAPE') throw invalidArgument(`Unknown orientation '${wanted}'`)
  if (name === 'LANDSCAPE') throw cannotRotate('ROTATION_90')
  return 'PORTRAIT'
}

function setRotation(wanted: { readonly x: number; readonly y: number; readonly z: number }): unknown {
  if (wanted.x !== 0 || wanted.y !== 0 || ![0, 90, 180, 270].includes(wanted.z))
    throw invalidArgument('Unable to rotate to the given angles: x and y must be 0, z one of 0, 90, 180, 270')
  if (wanted.z !== 0) throw cannotRotate(`ROTATION_${String(wanted.z)}`)
  return { x: 0, y: 0, z: 0 }
}

/** The farm's phones stay upright: their launcher and apps are locked to portrait. */
function cannotRotate(rotation: string): ServerError {
  return invalidElementState(
    `Screen rotation cannot be changed to ${rotation} after 2000ms. Is it locked programmatically?`,
  )
}

async function listWindows(
  phone: Phone,
  session: Session,
  filters: Readonly<Record<string, unknown>>,
  skipScreenshots: boolean,
): Promise<readonly unknown[]> {
  const snapshots = await session.elements.reader.all()
  // Single windows can be photographed since Android 14.
  const withPictures = !skipScreenshots && phone.rom.apiLevel >= 34
  const { cropPng } = withPictures ? await import('../ui/png.ts') : { cropPng: undefined }
  const whole = withPictures ? await phone.screen.screenshot() : undefined
  const models = await Promise.all(
    snapshots.map(async (snapshot, index) => {
      const picture =
        cropPng === undefined || whole === undefined
          ? null
          : (await cropPng(whole, snapshot.root.bounds)).toString('base64')
      return windowModel(snapshot, snapshots.length - 1 - index, picture)
    }),
  )
  return models.filter((model) =>
    Object.entries(filters).every(([key, wanted]) => wanted === null || !(key in model) || fits(model[key], wanted)),
  )
}

/** Package and title by glob, everything else by equal words. */
function fits(actual: unknown, wanted: unknown): boolean {
  if (typeof actual !== 'string') return String(actual) === String(wanted)
  const pattern = String(wanted)
    .replace(/[\\^$.+()[\]{}|]/g, String.raw`\$&`)
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${pattern}$`).test(actual)
}

function deviceRoutes(phone: Phone): readonly Route<SessionHandler>[] {
  const { rom, screen } = phone
  const press = async (call: Call, longPress: boolean): Promise<null> => {
    const { keycode } = readBody(keyBody, call.body)
    // HOME held down asks for the assistant, POWER for the power menu: a short press stands for neither.
    if (longPress && (keycode === 3 || keycode === 26)) return null
    await screen.key(keycode)
    return null
  }
  return [
    route('POST', '/appium/device/press_keycode', (call) => press(call, false)),
    route('POST', '/appium/device/long_press_keycode', (call) => press(call, true)),
    route('GET', '/appium/device/pixel_ratio', () => density(rom.screen)),
    route('GET', '/appium/device/display_density', () => rom.screen.densityDpi),
    route('GET', '/appium/device/system_bars', () => ({ statusBar: rom.screen.statusBarHeight })),
    route('GET', '/appium/device/info', () => deviceInfo(phone)),
    route('GET', '/appium/device/battery_info', () => batteryInfo(phone)),
    route('GET', '/appium/device/apps', () => apps(phone)),
    route('POST', '/appium/device/set_clipboard', (call) => {
      const { content, contentType } = readBody(clipboardBody, call.body)
      checkClipboardType(contentType)
      phone.clipboard.text = Buffer.from(content, 'base64').toString('utf8')
      return null
    }),
    route('POST', '/appium/device/get_clipboard', (call) => {
      checkClipboardType(readBody(clipboardType, call.body).contentType)
      return Buffer.from(phone.clipboard.text, 'utf8').toString('base64')
    }),
    route('POST', '/network_connection', (call) =>
      setNetwork(phone, readBody(z.object({ type: z.number() }), call.body).type),
    ),
    route('GET', '/appium/settings', (_, session) => session.settings.values),
    route('POST', '/appium/settings', (call, session) => {
      const wrong = session.settings.update(readBody(settingsBody, call.body).settings)
      if (wrong !== undefined) throw invalidArgument(`Invalid setting value type for '${wrong}'`)
      return null
    }),
    // The client asks for the session itself, e.g. in `driver.getSession()`.
    { method: 'GET', pattern: '/session/:sessionId', handler: () => ({ lastScrollData: null }) },
  ]
}

/** ConnectivityType of the Mobile JSON Wire Protocol: only wifi is implemented. */
function setNetwork(phone: Phone, type: number): number {
  const names: Readonly<Record<number, string>> = { 0: 'NONE', 1: 'AIRPLANE', 2: 'WIFI', 4: 'DATA', 6: 'ALL' }
  const name = names[type]
  if (name === undefined) throw invalidArgument(`Invalid Network Connection type: ${String(type)}`)
  if (name !== 'WIFI') throw unknownError(`Setting Network Connection to '${name}' is not implemented`)
  phone.network.wifi = true
  return type
}

/** Packages with a launcher activity. */
function apps(phone: Phone): readonly unknown[] {
  return phone.packages.all().flatMap(({ label, packageName }) => {
    const launch = phone.packages.launchActivity(packageName)
    return launch === undefined ? [] : [{ packageName, packageActivity: launch.className, appName: label }]
  })
}

function checkClipboardType(contentType: string | undefined): void {
  if (contentType !== undefined && contentType.toUpperCase() !== 'PLAINTEXT')
    throw invalidArgument(`Only '[PLAINTEXT]' content types are supported. '${contentType}' is given instead`)
}

function gestureRoutes(): readonly Route<SessionHandler>[] {
  const at = (name: string, run: (session: Session, body: unknown) => Promise<unknown>): Route<SessionHandler> =>
    route('POST', `/appium/gestures/${name}`, (call, session) => run(session, call.body))
  return [
    at('click', ({ gestures }, body) => gestures.click(body)),
    at('double_click', ({ gestures }, body) => gestures.doubleClick(body)),
    at('long_click', ({ gestures }, body) => gestures.longClick(body)),
    at('drag', ({ gestures }, body) => gestures.drag(body)),
    at('swipe', ({ gestures }, body) => gestures.swipe(body)),
    at('scroll', ({ gestures }, body) => gestures.scroll(body)),
    at('fling', ({ gestures }, body) => gestures.fling(body)),
    at('pinch_open', ({ gestures }, body) => gestures.pinch(body, 'open')),
    at('pinch_close', ({ gestures }, body) => gestures.pinch(body, 'close')),
  ]
}

function scheduleRoutes(phone: Phone): readonly Route<SessionHandler>[] {
  const known = new WeakMap<Session, ScheduledActions>()
  const on = (session: Session): ScheduledActions => {
    const actions = known.get(session) ?? new ScheduledActions(phone, session)
    known.set(session, actions)
    return actions
  }
  return [
    route('POST', '/appium/schedule_action', (call, session) => on(session).schedule(call.body)),
    route('POST', '/appium/unschedule_action', (call, session) => on(session).unschedule(call.body)),
    route('POST', '/appium/action_history', (call, session) => on(session).history(call.body)),
  ]
}
