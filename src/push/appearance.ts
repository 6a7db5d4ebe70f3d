import type { ChannelPlace, ExpectedImportance } from './device-steps.ts'
import { channelIn, deviceRules } from './device-steps.ts'
import { conversationOf } from './chat-message.ts'
import { handedOverExt } from './handed-over-ext.ts'
import type { SoundState } from './outcome.ts'
import type { ClickRoute } from './push-service-rules.ts'
import type { Rule } from './rule.ts'
import { ruleOf } from './switches.ts'
import { type VendorQuestion, classOf } from './vendor-steps.ts'

export interface Appearance {
  readonly title: string
  readonly text: string
  readonly ext: string
  readonly conversationId: string
  readonly withinMs: number
  /** Who may post it; one is meant, more where nobody documents which of a vendor's packages does. */
  readonly posters: readonly Poster[]
  readonly channel: Exclude<ChannelPlace, { readonly kind: 'none' }>
  readonly importance: ExpectedImportance
  readonly sound: SoundState
  readonly where: Where
  readonly click: ClickRoute
  /** The rules that made it what it is. */
  readonly rules: readonly Rule[]
}

/** Who calls notify() and in whose name: `opPkg` and `pkg` of the notification record. */
export interface Poster {
  readonly pkg: string
  readonly opPkg: string
}

export interface Where {
  /** `folded`: the newest row stands for several. */
  readonly shade: 'own-row' | 'folded'
  /** `not-locked`: there is no lock screen to look at. */
  readonly lockScreen: 'not-locked' | 'whole' | 'content-hidden' | 'absent'
  readonly headsUp: 'yes' | 'no' | 'unknown'
}

/** How a message that passed every step is seen. `because` is set where it is neither heard nor peeks. */
export function appearanceOf(
  question: VendorQuestion,
  rules: readonly Rule[],
): { readonly appearance: Appearance; readonly because: Rule | undefined } {
  const { phone, settings, switches, console, message, appState, usedQuota } = question
  const place = channelIn(question)
  if (place.kind === 'none') throw new Error('A channel that is missing stops the message earlier.')
  const because = quietBecause(question, place.importance)
  const folds = foldsIn(question, usedQuota.deviceLastMinute)
  const locked = appState === 'locked' && settings.keyguard !== 'none'
  const click = clickIn(question)
  const appearance: Appearance = {
    title: question.title,
    text: question.text,
    ext: handedOverExt(question.ext, phone.service, switches),
    conversationId: conversationOf(message),
    withinMs: question.withinMs,
    posters: postersIn(question),
    channel: place,
    importance: place.importance,
    sound: settings.doNotDisturb === 'on' ? 'held-back' : 'let-through',
    where: {
      shade: folds ? 'folded' : 'own-row',
      lockScreen: locked ? onLockScreen(question) : 'not-locked',
      headsUp: because !== undefined || appState === 'locked' ? 'no' : headsUp(question, place.importance),
    },
    click: click.value,
    rules: [
      ...rules,
      place.rule,
      phone.service.posts,
      phone.service.extCarrier,
      ...(phone.service.extCarrier.value === 'action-parameters' ? [ruleOf('oppoExt', switches)] : []),
      click,
      ...(console.clickAction === 'open-app' && phone.service.openAppByCallback !== undefined
        ? [ruleOf('openAppExt', switches)]
        : []),
      ...(folds ? [phone.service.folding] : []),
      ...(locked && settings.lockScreen === 'hide' ? [deviceRules.lockScreenHidden] : []),
      ...(locked && settings.lockScreen === 'hide-content' ? [deviceRules.lockScreenRedacted] : []),
      ...(appState === 'background' || appState === 'locked' ? [ruleOf('backgroundAlive', switches)] : []),
    ],
  }
  return { appearance, because }
}

function clickIn({ phone: { service }, console, switches }: VendorQuestion): Rule<ClickRoute> {
  const usual = service.click[console.clickAction]
  if (console.clickAction !== 'open-app' || switches.openAppExt === 'none') return usual
  return service.openAppByCallback ?? usual
}

/** The app's own process may post in place of the vendor while it lives: whether it does is a switch. */
function postersIn({ phone, appState, switches }: VendorQuestion): readonly Poster[] {
  const app = phone.app.package
  const own: Poster = { pkg: app, opPkg: app }
  const alive = appState === 'background' || appState === 'locked'
  if (alive && switches.backgroundAlive === 'self-posted') return [own]
  const posting = phone.service.posts.value
  if (posting.by === 'app') return [own]
  const asApp = posting.as === 'app' && phone.apiLevel >= posting.sinceApiLevel
  return phone.service.packages.value.map((opPkg) => ({ pkg: asApp ? app : opPkg, opPkg }))
}

function quietBecause(question: VendorQuestion, importance: ExpectedImportance): Rule | undefined {
  if (importance.kind === 'silent') {
    const answer = classOf(question)
    return answer.kind === 'class' ? answer.class.attention : deviceRules.lowImportance
  }
  if (importance.kind === 'exactly' && importance.value <= 2) return deviceRules.lowImportance
  if (question.attention === 'silent') {
    const answer = classOf(question)
    if (answer.kind === 'class') return answer.class.attention
  }
  return question.settings.doNotDisturb === 'on' ? deviceRules.doNotDisturb : undefined
}

/** Whether the message that follows `before` others of the last minute shares a row with them. */
function foldsIn(question: VendorQuestion, before: number): boolean {
  const { phone, switches } = question
  switch (phone.service.folding.value.kind) {
    case 'separate':
      return false
    case 'per-minute': {
      const answer = classOf(question)
      const folding = switches.meizuFolds === 'all' || (answer.kind === 'class' && answer.class.name === 'public')
      return folding && before >= switches.meizuFoldAfter
    }
  }
}

function onLockScreen({ settings }: VendorQuestion): Where['lockScreen'] {
  switch (settings.lockScreen) {
    case 'show':
      return 'whole'
    case 'hide':
      return 'absent'
    case 'hide-content':
      return settings.keyguard === 'secure' ? 'content-hidden' : 'whole'
  }
}

function headsUp({ phone, switches }: VendorQuestion, importance: ExpectedImportance): Where['headsUp'] {
  if (phone.rom.headsUp.value === 'own-setting' && switches.headsUpOnVendorRoms === 'unknown') return 'unknown'
  if (importance.kind !== 'exactly') return 'unknown'
  return importance.value >= 4 ? 'yes' : 'no'
}
