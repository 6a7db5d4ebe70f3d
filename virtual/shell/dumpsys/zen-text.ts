import { text, type DumpRequest } from './dump-request.ts'

const modes = {
  off: ['ZEN_MODE_OFF', 1],
  priority: ['ZEN_MODE_IMPORTANT_INTERRUPTIONS', 2],
  none: ['ZEN_MODE_NO_INTERRUPTIONS', 3],
  alarms: ['ZEN_MODE_ALARMS', 4],
} as const

/** ZenModeHelper.dump and ZenLog, under the heading `Zen Mode:`. */
export function zenLines({ apiLevel, phone, hash }: DumpRequest): string[] {
  const [name, interruptionFilter] = modes[phone.notifications.zenMode]
  const lines = [`    mInterruptionFilter=${interruptionFilter}`, `    mZenMode=${name}`]
  const config = configText(apiLevel, phone.notifications.zenMode === 'off' ? 'null' : manualRule(name, apiLevel))
  if (apiLevel === 29) lines.push(`mConsolidatedPolicy=${policyText(apiLevel)}    mConfigs[u=0]=${config}`)
  else {
    if (apiLevel >= 30) lines.push(`    mConsolidatedPolicy=${policyText(apiLevel)}`)
    lines.push(`    mConfigs[u=0]=${config}`)
  }
  lines.push('    mUser=0', `    mConfig=${config}`, '    mSuppressedEffects=0')
  lines.push('    mDefaultPhoneApp=null', `    RepeatCallers@${hash('RepeatCallers', '')}=0`)
  lines.push('', '  Zen Log:')
  if (apiLevel >= 35) lines.push('    Interception Events:', '    State Changes:')
  return text(lines).replace(/\n$/, '').split('\n')
}

function manualRule(mode: string, apiLevel: number): string {
  const more = apiLevel >= 30 ? ',creationTime=0,enabler=null,zenPolicy=null,modified=false' : ''
  return `ZenRule[enabled=true,snoozing=false,name=null,zenMode=${mode},conditionId=null,condition=null,component=null${more}]`
}

function configText(apiLevel: number, manual: string): string {
  if (apiLevel >= 35) {
    return [
      'ZenModeConfig[user=0,allowAlarms=true,allowMedia=true,allowSystem=false,allowReminders=false,allowEvents=false,allowCalls=true,allowRepeatCallers=true,allowMessages=true,allowConversations=true,allowCallsFrom=stars,allowMessagesFrom=stars,allowConvFrom=important,suppressedVisualEffects=157',
      'hasPriorityChannels=false,allowPriorityChannels=true,',
      'automaticRules={},',
      `manualRule=${manual},`,
      'deletedRules={}]',
    ].join('\n')
  }
  const conversations = apiLevel >= 30 ? 'conversations=true,conversationsFrom=important,' : ''
  const messages = apiLevel >= 30 ? 'messages=true,messagesFrom=stars' : 'messages=false,messagesFrom=contacts'
  const allow = `allow(alarms=true,media=true,system=false,calls=true,callsFrom=stars,repeatCallers=true,${messages},${conversations}events=false,reminders=false)`
  const disallow = `${apiLevel >= 30 ? '      ' : ' '}disallow(visualEffects=157)`
  return `${allow}\n${disallow}\n      manualRule=${manual}`
}

function policyText(apiLevel: number): string {
  const conversations = apiLevel >= 30 ? ',priorityConvSenders=PRIORITY_CONVERSATION_IMPORTANT' : ''
  return `NotificationManager.Policy[priorityCategories=PRIORITY_CATEGORY_CALLS,PRIORITY_CATEGORY_REPEAT_CALLERS,PRIORITY_CATEGORY_ALARMS,PRIORITY_CATEGORY_MEDIA,priorityCallSenders=PRIORITY_SENDERS_STARRED,priorityMessageSenders=PRIORITY_SENDERS_STARRED${conversations},suppressedVisualEffects=SUPPRESSED_EFFECT_FULL_SCREEN_INTENT,SUPPRESSED_EFFECT_LIGHTS,SUPPRESSED_EFFECT_PEEK,SUPPRESSED_EFFECT_AMBIENT,areChannelsBypassingDnd=false]`
}
