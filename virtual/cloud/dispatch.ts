import type { TimerId } from '../clock.ts'
import type { PushServiceName, Receipt } from '../vendors/push-message.ts'
import type { Account } from './accounts.ts'
import { createChannels } from './channels/channels.ts'
import type { Channel, ChannelAnswer } from './channels/channel.ts'
import type { Certificate } from './console.ts'
import type { FaultScope } from './fault-board.ts'
import { passGates, type GateVerdict } from './gates.ts'
import { messageKey, type ChatMessage } from './message.ts'
import type { PushRecord, Stage } from './push-records.ts'
import { descOf, extOf, fitTo, truncate } from './push-text.ts'
import type { PushBinding, Terminal } from './terminals.ts'
import type { World } from './world.ts'

/** Decides for every phone of a recipient whether a message is pushed, and pushes it. */
export class Dispatch {
  readonly #world: World
  readonly #channels: Readonly<Record<PushServiceName, Channel>>
  readonly #byVendorMessage = new Map<string, string>()
  readonly #pending = new Set<TimerId>()
  readonly #stopListening: readonly (() => void)[]
  #count = 0

  constructor(world: World) {
    this.#world = world
    this.#channels = createChannels(
      (request) => {
        const response = world.vendors.handle(request)
        if (response === undefined) throw new Error(`no push service answers at ${request.host}`)
        return response
      },
      world.clock,
      world.switches,
    )
    this.#stopListening = Object.values(world.vendors.byName).map((service) =>
      service.core.onReceipt((receipt) => {
        this.#receipt(receipt)
      }),
    )
  }

  /** Decides at once, by the states at this moment; what follows happens after the sender has its answer. */
  message(message: ChatMessage, recipient: Account): void {
    for (const terminal of this.#world.terminals.of(recipient.userId)) {
      if (terminal.platform !== 'Android') continue
      const verdict = this.#unlessThrownOut(terminal, this.#verdict(message, recipient, terminal))
      const text = this.#text(message, terminal)
      const record = this.#record(message, recipient, terminal, verdict, text)
      this.#world.records.add(record)
      if (verdict.kind === 'stopped') continue
      const timer = this.#world.clock.setTimeout(() => {
        this.#pending.delete(timer)
        this.#act(message, verdict, text, record)
      }, 0)
      this.#pending.add(timer)
    }
  }

  /** Hands over at once what is still to be handed to the vendors. */
  settle(): void {
    for (const timer of [...this.#pending]) {
      this.#world.clock.clearTimeout(timer)
      timer.run()
    }
  }

  stop(): void {
    for (const timer of this.#pending) this.#world.clock.clearTimeout(timer)
    for (const stop of this.#stopListening) stop()
  }

  #act(
    message: ChatMessage,
    verdict: Exclude<GateVerdict, { kind: 'stopped' }>,
    text: PushText,
    record: PushRecord,
  ): void {
    if (verdict.kind === 'self-posted') {
      const link = this.#world.terminals.linkOf(verdict.terminal.instanceId)
      link?.message({ kind: 'push', ...text, messageId: messageKey(message), show: true })
      return
    }
    const answer = this.#send(message, verdict.binding, verdict.certificate, text, record)
    const stage: Stage = { ok: true, code: '0', info: '', atMs: this.#world.clock.now() }
    if (answer.kind === 'refused') {
      this.#world.records.update(record.pushId, {
        stages: { offline: { ...stage, ok: false, code: answer.code, info: answer.reason } },
      })
      return
    }
    this.#byVendorMessage.set(`${verdict.certificate.vendor}/${answer.vendorMessageId}`, record.pushId)
    this.#world.records.update(record.pushId, {
      vendorMessageId: answer.vendorMessageId,
      stages: { offline: stage, channel: stage },
    })
  }

  #verdict(message: ChatMessage, recipient: Account, terminal: Terminal): GateVerdict {
    const { faults, terminals, switches, calendar } = this.#world
    const scope = terminal.device
    const nowMs = calendar.now(scope?.serial)
    return passGates({
      message,
      recipient,
      terminal,
      otherTerminalOnline: terminals
        .of(recipient.userId)
        .some((other) => other.instanceId !== terminal.instanceId && other.state.kind === 'Online'),
      certificates: this.#world.console.inForce(scope?.serial, nowMs),
      switches,
      nowMs,
      faults: {
        pushFlagIgnored: faults.active('push-flag-ignored', scope),
        recipientMuted: faults.active('recipient-muted-sender', scope),
        pushWhileForeground: faults.active('push-while-foreground', scope),
        certificateMissing: faults.active('certificate-missing', scope),
        certificateJustChanged: faults.active('certificate-changed-recently', scope),
      },
    })
  }

  /** The fault of an account that is used elsewhere: another login ends this one right before it would be pushed to. */
  #unlessThrownOut(terminal: Terminal, verdict: GateVerdict): GateVerdict {
    const { faults, terminals } = this.#world
    if (verdict.kind === 'stopped' || !faults.active('receiver-kicked', terminal.device)) return verdict
    for (const { instanceId } of terminals.of(terminal.userId)) terminals.kick(instanceId, 'multiple-account')
    return { kind: 'stopped', gate: 'state', why: 'the account was thrown out by another login' }
  }

  #text(message: ChatMessage, terminal: Terminal): PushText {
    const { faults, accounts, groups, switches } = this.#world
    const scope = terminal.device
    const sender = accounts.get(message.from)?.nick || message.from
    const fallback =
      message.kind === 'group' && switches.groupTitle === 'group'
        ? (groups.get(message.to)?.name ?? message.to)
        : sender
    const title = message.push.title === '' || faults.active('title-ignored', scope) ? fallback : message.push.title
    const plain = descOf(message, switches)
    const ext = extOf(message)
    const desc = faults.active('desc-truncated', scope) ? truncate(plain, 10) : plain
    const swapped = faults.active('title-swapped', scope)
    return {
      title: swapped ? desc : title,
      desc: swapped ? title : desc,
      ext: faults.active('wrong-conversation', scope) ? ext.replaceAll(message.from, 'someone_else') : ext,
    }
  }

  #send(
    message: ChatMessage,
    { token, vendor }: PushBinding,
    given: Certificate,
    text: PushText,
    record: PushRecord,
  ): ChannelAnswer {
    const { faults, clock } = this.#world
    const scope = record.device ?? { vendor }
    if (faults.active('ext-refused', scope))
      return { kind: 'refused', code: malformedCode[given.vendor], reason: 'ext was refused' }
    const certificate = this.#certificate(given, scope)
    const opensLauncher = faults.active('click-opens-launcher', scope)
    const channelId =
      this.#channelId(message, given) +
      (faults.active('oppo-channel-missing', scope) && given.vendor === 'oppo' ? '_v0' : '')
    return this.#channels[certificate.vendor].send(
      {
        token,
        ...fitTo(given.vendor, text, message.push.android.pushStyle),
        ext: faults.active('ext-dropped', scope) || opensLauncher ? '' : text.ext,
        channelId,
        push: message.push,
        requestId: record.pushId,
        notifyId: this.#count % 0x7fffffff,
        nowMs: clock.now(),
      },
      certificate,
    )
  }

  #certificate(certificate: Certificate, scope: FaultScope): Certificate {
    const { faults } = this.#world
    const credentials = faults.active('vendor-auth-failure', scope)
      ? { ...certificate.credentials, secret: `${certificate.credentials.appKey}?` }
      : certificate.credentials
    if (faults.active('click-opens-launcher', scope))
      return { ...certificate, credentials, click: { kind: 'open-app' } }
    if (faults.active('click-does-nothing', scope) && certificate.click.kind === 'in-app-page') {
      const wrong = 'io.pushfarm.sample.NoSuchActivity'
      const intentUri = certificate.click.intentUri.replace(certificate.click.activity, wrong)
      return { ...certificate, credentials, click: { kind: 'in-app-page', intentUri, activity: wrong } }
    }
    return { ...certificate, credentials }
  }

  /** The message's own channel beats the console's. */
  #channelId(message: ChatMessage, certificate: Certificate): string {
    switch (certificate.vendor) {
      case 'mi':
      case 'huawei':
      case 'oppo':
      case 'fcm':
        return message.push.android.channelIds[certificate.vendor] || certificate.channelId
      default:
        return ''
    }
  }

  #record(
    message: ChatMessage,
    recipient: Account,
    terminal: Terminal,
    verdict: GateVerdict,
    text: PushText,
  ): PushRecord {
    this.#count += 1
    const { sdkAppId, clock } = this.#world
    return {
      pushId: `${String(sdkAppId)}_${String(clock.now())}_${String(message.random)}_${String(this.#count)}`,
      messageKey: messageKey(message),
      from: message.from,
      to: recipient.userId,
      groupId: message.kind === 'group' ? message.to : '',
      seq: message.seq,
      random: message.random,
      timeSec: message.timeSec,
      sentAtMs: clock.now(),
      instanceId: terminal.instanceId,
      device: terminal.device,
      vendor: terminal.binding?.vendor,
      token: terminal.binding?.token ?? '',
      certificateId: terminal.binding?.certificateId ?? 0,
      stoppedAt: verdict.kind === 'stopped' ? { gate: verdict.gate, why: verdict.why } : undefined,
      title: text.title,
      desc: text.desc,
      vendorMessageId: '',
      stages: {},
    }
  }

  #receipt(receipt: Receipt): void {
    const pushId = this.#byVendorMessage.get(`${receipt.vendor}/${receipt.messageId}`)
    if (pushId === undefined) return
    const stage: Stage = {
      ok: receipt.kind === 'delivered' || receipt.kind === 'clicked',
      code: receipt.code,
      info: receipt.reason,
      atMs: receipt.atMs,
    }
    const stages = receipt.kind === 'clicked' ? { click: stage } : { device: stage }
    this.#world.records.update(pushId, { stages })
  }
}

interface PushText {
  readonly title: string
  readonly desc: string
  readonly ext: string
}

/** What the vendors answer to a parameter that they cannot take. */
const malformedCode: Readonly<Record<PushServiceName, string>> = {
  mi: '10016',
  huawei: '80100003',
  honor: '80100003',
  oppo: '40',
  vivo: '10057',
  meizu: '1005',
  fcm: '400',
}
