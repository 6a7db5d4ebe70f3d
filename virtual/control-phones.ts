import { installModes } from './android/install-screen.ts'
import type { Phone } from './android/phone.ts'
import {
  bad,
  ok,
  type ControlAnswer,
  type ControlCall,
  type ControlledPhone,
  type ControlWorld,
} from './control-answers.ts'

/** Routes under /phones; undefined when the call is none of them. */
export async function phoneRoute(world: ControlWorld, call: ControlCall): Promise<ControlAnswer | undefined> {
  if (call.method === 'GET' && call.path === '/phones')
    return ok({ phones: world.phones().map(({ phone }) => stateOf(phone)) })
  const [, encoded, action] = /^\/phones\/([^/]+)(?:\/([a-z-]+))?$/.exec(call.path) ?? []
  if (encoded === undefined) return undefined
  const serial = decodeURIComponent(encoded)
  const found = world.phones().find(({ phone }) => phone.serial === serial)
  if (found === undefined) return { status: 404, value: { error: `there is no phone ${serial}` } }
  if (call.method === 'GET' && action === undefined) return ok(stateOf(found.phone))
  if (call.method !== 'POST' || action === undefined) return undefined
  const act = actions.get(action)
  return act === undefined ? undefined : await act(found, call)
}

const actions = new Map<
  string,
  (controlled: ControlledPhone, call: ControlCall) => ControlAnswer | Promise<ControlAnswer>
>([
  [
    'network',
    ({ phone }, { body }) => {
      if (typeof body['up'] !== 'boolean') return bad('up is not true or false')
      phone.network.airplaneMode = !body['up']
      return ok(stateOf(phone))
    },
  ],
  [
    'power',
    ({ phone }, { body }) => {
      const { screenOn, pin } = body as Readonly<Record<'screenOn' | 'pin', unknown>>
      if (screenOn !== undefined && typeof screenOn !== 'boolean') return bad('screenOn is not true or false')
      if (pin !== undefined && pin !== null && typeof pin !== 'string') return bad('pin is neither text nor null')
      if (pin !== undefined) phone.power.setPin(pin ?? undefined)
      if (screenOn === true) phone.power.wake()
      if (screenOn === false) phone.power.sleep()
      return ok(stateOf(phone))
    },
  ],
  [
    'kill',
    ({ phone }, { body }) => {
      const packageName = body['packageName']
      if (typeof packageName !== 'string') return bad('packageName is not text')
      const processes = phone.processes.ofPackage(packageName)
      for (const { pid } of processes) phone.processes.kill(pid, 'laboratory')
      return ok({ killed: processes.map(({ pid }) => pid) })
    },
  ],
  [
    'reboot',
    async ({ phone }) => {
      await phone.reboot()
      return ok(stateOf(phone))
    },
  ],
  [
    'install-dialog',
    ({ phone }, { body }) => {
      const { mode, password } = body as Readonly<Record<'mode' | 'password', unknown>>
      const known = installModes.find((each) => each === mode)
      if (mode !== undefined && known === undefined) return bad(`mode is none of ${installModes.join(', ')}`)
      if (password !== undefined && typeof password !== 'string') return bad('password is not text')
      if (known !== undefined) phone.installDialogs.mode = known
      if (password !== undefined) phone.installDialogs.password = password
      return ok(stateOf(phone))
    },
  ],
  [
    'adb',
    async ({ cutAdb, setAdbListening }, { body }) => {
      if (body['connection'] === 'cut') {
        if (cutAdb === undefined) return bad('this phone has no adb connection to cut')
        cutAdb()
        return ok({})
      }
      if (typeof body['listening'] !== 'boolean') return bad('give connection: "cut" or listening: true or false')
      if (setAdbListening === undefined) return bad('the adb port of this phone cannot be closed')
      await setAdbListening(body['listening'])
      return ok({})
    },
  ],
])

function stateOf(phone: Phone): object {
  return {
    serial: phone.serial,
    vendor: phone.rom.vendor,
    name: phone.rom.name,
    release: phone.rom.release,
    pushService: phone.rom.pushService.name,
    network: {
      up: phone.network.up,
      wifi: phone.network.wifi,
      mobileData: phone.network.mobileData,
      airplaneMode: phone.network.airplaneMode,
    },
    power: {
      screenOn: phone.power.screenOn,
      locked: phone.power.locked,
      secure: phone.power.secure,
      battery: phone.power.battery,
    },
    installs: phone.installDialogs.mode,
    resumed: phone.activities.resumed()?.component ?? null,
    processes: phone.processes
      .all()
      .filter(({ app }) => app !== undefined)
      .map(({ pid, packageName, state }) => ({ pid, packageName, state })),
    notifications: phone.notifications.list().map(({ key, packageName, opPkg, content }) => ({
      key,
      packageName,
      opPkg,
      channelId: content.channelId,
      title: content.title,
      text: content.text,
    })),
  }
}
