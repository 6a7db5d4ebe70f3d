import type { PushSdk } from '../android/app-process.ts'
import type { Phone } from '../android/phone.ts'
import type { ChatServer } from '../cloud/chat-server.ts'
import { DeviceFaults } from './device-faults.ts'
import { PhonePushClient } from './push-device.ts'
import { AppPush } from './push-sdk.ts'
import { sampleApps } from './vendor-app.ts'

/** Joins phones to the vendors' push services and to the Chat server. */
export interface PushPlatform {
  /** The vendor's push client starts on the phone. Returns the function that ends it; call it when the phone is gone. */
  attachPhone(phone: Phone): () => void
  /** The push SDK's native half for apps on an attached phone. */
  pushSdkFor(phone: Phone): (packageName: string, pid: number) => PushSdk
}

export function createPushPlatform(server: ChatServer): PushPlatform {
  const attached = new Map<Phone, AttachedPhone>()
  const attach = (phone: Phone): AttachedPhone => {
    const known = attached.get(phone)
    if (known !== undefined) return known
    const made = new AttachedPhone(server, phone)
    attached.set(phone, made)
    return made
  }
  return {
    attachPhone: (phone) => {
      attach(phone)
      return () => {
        attached.get(phone)?.detach()
        attached.delete(phone)
      }
    },
    pushSdkFor: (phone) => (packageName, pid) => attach(phone).app(packageName).sdkFor(pid),
  }
}

class AttachedPhone {
  readonly #server: ChatServer
  readonly #phone: Phone
  readonly #client: PhonePushClient
  readonly #faults: DeviceFaults
  readonly #apps = new Map<string, AppPush>()
  readonly #stop: readonly (() => void)[]

  constructor(server: ChatServer, phone: Phone) {
    this.#server = server
    this.#phone = phone
    const { core } = server.world.vendors.byName[phone.rom.pushService.name]
    this.#faults = new DeviceFaults(phone, server.world.faults, sampleApps[phone.rom.pushService.name].packageName)
    this.#client = new PhonePushClient(phone, core, this.#faults)
    this.#stop = [
      phone.processes.on((event) => {
        if (event.kind === 'died') this.#apps.get(event.process.packageName)?.processDied(event.process.pid)
        else this.#appsMoved()
      }),
      phone.boot.on((stage) => {
        if (stage === 'off') for (const app of this.#apps.values()) app.phoneWentOff()
      }),
      phone.network.on((event) => {
        for (const app of this.#apps.values()) app.networkChanged(event === 'up')
      }),
      phone.activities.on(() => {
        this.#appsMoved()
      }),
      phone.power.on(() => {
        this.#appsMoved()
      }),
      phone.packages.on((event) => {
        if (event.kind === 'removed' || event.kind === 'cleared') this.#apps.get(event.packageName)?.dataGone()
      }),
    ]
  }

  app(packageName: string): AppPush {
    const known = this.#apps.get(packageName)
    if (known !== undefined) return known
    const made = new AppPush(this.#server.world, this.#phone, this.#client, packageName)
    this.#apps.set(packageName, made)
    return made
  }

  detach(): void {
    for (const stop of this.#stop) stop()
    this.#client.detach()
    this.#faults.stop()
  }

  #appsMoved(): void {
    for (const app of this.#apps.values()) app.appMoved()
  }
}
