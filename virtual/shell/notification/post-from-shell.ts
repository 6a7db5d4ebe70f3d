import { parseComponent } from '../../android/component-name.ts'
import { intent, type Intent, type PendingIntent } from '../../android/intent.ts'
import type { ExtraValue } from '../../android/intent.ts'
import { type NotificationContent, newChannel } from '../../android/notification.ts'
import { notificationText } from '../../android/notification-text.ts'
import type { CommandContext } from '../command.ts'
import { dumpRecord } from '../dumpsys/notification.ts'
import { postUsage } from './notification-usage.ts'

const shellPackage = 'com.android.shell'
const notificationId = 2020
const channelId = 'shell_cmd'

/** `cmd notification post`: a notification in the name of com.android.shell, on its channel "Shell command". */
export async function postFromShell(context: CommandContext, words: readonly string[]): Promise<number> {
  const { phone } = context
  const request = readPost(words)
  if (request === undefined) {
    await context.out(postUsage)
    return 0
  }
  phone.notifications.createChannel(shellPackage, newChannel(channelId, 'Shell command', 3))
  const content: NotificationContent = { ...request.content, when: phone.clock.now() }
  await context.out(`posting:\n  ${notificationText(content, phone.rom.apiLevel)}\n`)
  const pid = phone.processes.all().find(({ name }) => name === 'system_server')?.pid ?? 0
  const posted = phone.notifications.post({
    packageName: shellPackage,
    opPkg: shellPackage,
    pid,
    id: notificationId,
    tag: request.tag,
    content,
  })
  if (!request.verbose) return 0
  await context.out('waiting for notification to post...\n')
  if (posted.posted) await context.out(`posted: \n${dumpRecord(phone, posted.record, '  ')}`)
  else await context.out("warning: couldn't find notification after enqueueing\n")
  return 0
}

interface Post {
  readonly tag: string
  readonly verbose: boolean
  readonly content: NotificationContent
}

/** Undefined for a command line that gets the usage text. */
function readPost(words: readonly string[]): Post | undefined {
  const rest = [...words]
  const extras: Record<string, ExtraValue> = {}
  const lines: string[] = []
  const messages: string[] = []
  let verbose = false
  let title: string | null = null
  let template: string | undefined
  let contentIntent: PendingIntent | null = null
  while (rest[0]?.startsWith('-') === true) {
    const option = rest.shift()
    switch (option) {
      case '-v':
      case '--verbose':
        verbose = true
        break
      case '-t':
      case '--title':
      case 'title':
        title = rest.shift() ?? null
        break
      case '-i':
      case '--icon':
      case '-I':
      case '--large-icon':
      case '--largeicon':
      case '--picture':
        rest.shift()
        break
      case '-S':
      case '--style':
        template = styles[(rest.shift() ?? '').toLowerCase()]
        if (template === undefined) return undefined
        break
      case '--bigText':
      case '--bigtext':
        template = styles['bigtext']
        break
      case '--line':
        lines.push(rest.shift() ?? '')
        break
      case '--message':
        messages.push(rest.shift() ?? '')
        break
      case '--conversation':
        extras['android.conversationTitle'] = rest.shift() ?? ''
        break
      case '-c':
      case '--content-intent':
        contentIntent = readPendingIntent(rest)
        if (contentIntent === null) return undefined
        break
      default:
        return undefined
    }
  }
  const [tag, ...texts] = rest
  const text = texts[0]
  if (tag === undefined || text === undefined) return undefined
  if (lines.length > 0) extras['android.textLines'] = lines
  const lastMessage = messages.at(-1)
  if (lastMessage !== undefined) extras['android.isGroupConversation'] = messages.length > 1
  return {
    tag,
    verbose,
    content: {
      channelId,
      title,
      text: lastMessage === undefined ? text : lastMessage.slice(lastMessage.indexOf(':') + 1),
      ...(template === styles['bigtext'] ? { bigText: text } : {}),
      ...(template === undefined ? {} : { template }),
      flags: 0,
      when: 0,
      visibility: 0,
      color: 0,
      contentIntent,
      ...(Object.keys(extras).length === 0 ? {} : { extras }),
    },
  }
}

const styles: Readonly<Record<string, string>> = {
  bigtext: 'android.app.Notification$BigTextStyle',
  bigpicture: 'android.app.Notification$BigPictureStyle',
  inbox: 'android.app.Notification$InboxStyle',
  messaging: 'android.app.Notification$MessagingStyle',
  media: 'android.app.Notification$MediaStyle',
}

/** `(broadcast|service|activity) ARGS`, with the options of `am start` that make an intent; takes them off the list. */
function readPendingIntent(rest: string[]): PendingIntent | null {
  const kind = rest.shift()
  if (kind !== 'broadcast' && kind !== 'service' && kind !== 'activity') return null
  let made: Intent = intent()
  while (/^-[adtcnpf]$|^--e[sz]$/.test(rest[0] ?? '')) {
    const option = rest.shift()
    const value = rest.shift() ?? ''
    switch (option) {
      case '-a':
        made = { ...made, action: value }
        break
      case '-d':
        made = { ...made, data: value }
        break
      case '-t':
        made = { ...made, type: value }
        break
      case '-c':
        made = { ...made, categories: [...made.categories, value] }
        break
      case '-p':
        made = { ...made, packageName: value }
        break
      case '-f':
        made = { ...made, flags: Number(value) }
        break
      case '-n': {
        const component = parseComponent(value)
        if (component === undefined) return null
        made = { ...made, component }
        break
      }
      default: {
        const given = rest.shift() ?? ''
        made = { ...made, extras: { ...made.extras, [value]: option === '--ez' ? given === 'true' : given } }
      }
    }
  }
  return { creatorPackage: shellPackage, kind, intent: made }
}
