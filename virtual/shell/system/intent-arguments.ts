import type { ExtraValue, Intent } from '../../android/intent.ts'
import { parseComponent } from '../../android/component-name.ts'
import { intentFlag } from '../../android/intent-text.ts'
import { IntentUriError, parseIntentUri } from '../../android/intent-uri.ts'
import { illegalArgument, JavaException, parseJavaInt, type ShellArguments } from './shell-arguments.ts'

type Draft = {
  action?: string
  data?: string
  type?: string
  packageName?: string
  component?: { packageName: string; className: string }
  flags: number
  categories: string[]
  extras: Record<string, ExtraValue>
}

/** Flags that have an option of their own. */
const flagOptions: ReadonlyMap<string, number> = new Map([
  ['--grant-read-uri-permission', intentFlag.grantReadUriPermission],
  ['--grant-write-uri-permission', 0x2],
  ['--grant-persistable-uri-permission', 0x40],
  ['--grant-prefix-uri-permission', 0x80],
  ['--exclude-stopped-packages', 0x10],
  ['--include-stopped-packages', intentFlag.includeStoppedPackages],
  ['--debug-log-resolution', 0x8],
  ['--activity-brought-to-front', intentFlag.activityBroughtToFront],
  ['--activity-clear-top', intentFlag.activityClearTop],
  ['--activity-clear-when-task-reset', 0x80000],
  ['--activity-exclude-from-recents', intentFlag.activityExcludeFromRecents],
  ['--activity-launched-from-history', intentFlag.activityLaunchedFromHistory],
  ['--activity-multiple-task', intentFlag.activityMultipleTask],
  ['--activity-no-animation', 0x10000],
  ['--activity-no-history', intentFlag.activityNoHistory],
  ['--activity-no-user-action', 0x40000],
  ['--activity-previous-is-top', 0x1000000],
  ['--activity-reorder-to-front', intentFlag.activityReorderToFront],
  ['--activity-reset-task-if-needed', intentFlag.activityResetTaskIfNeeded],
  ['--activity-single-top', intentFlag.activitySingleTop],
  ['--activity-clear-task', intentFlag.activityClearTask],
  ['--activity-task-on-home', 0x4000],
  ['--activity-match-external', 0x800],
  ['--receiver-registered-only', 0x40000000],
  ['--receiver-replace-pending', 0x20000000],
  ['--receiver-foreground', intentFlag.receiverForeground],
  ['--receiver-no-abort', 0x8000000],
  ['--receiver-include-background', 0x1000000],
])

/**
 * Intent.parseCommandArgs: the intent syntax of am, pm and cmd. `handleOption` gets the options that are the command's own
 * and returns whether it knew them. Throws JavaException.
 */
export function parseIntentArguments(
  words: ShellArguments,
  handleOption: (option: string) => boolean = () => false,
): Intent {
  const draft: Draft = { flags: 0, categories: [], extras: {} }
  let hasIntentInfo = false
  for (let option = words.nextOption(); option !== undefined; option = words.nextOption()) {
    if (setPart(draft, option, words)) hasIntentInfo = hasIntentInfo || infoOptions.has(option)
    else if (!handleOption(option)) throw illegalArgument(`Unknown option: ${option}`)
  }
  const argument = words.next()
  if (argument !== undefined) fillIn(draft, baseIntent(argument))
  else if (!hasIntentInfo) throw illegalArgument('No intent supplied')
  return draft
}

/** Options that make an intent by themselves. */
const infoOptions = new Set(['-a', '-d', '-t', '-c', '-n', '-p', '-i'])

function setPart(draft: Draft, option: string, words: ShellArguments): boolean {
  const flag = flagOptions.get(option)
  if (flag !== undefined) {
    draft.flags |= flag
    return true
  }
  switch (option) {
    case '-a':
      draft.action = words.required()
      return true
    case '-d':
      draft.data = words.required()
      return true
    case '-t':
      draft.type = words.required()
      return true
    case '-i':
      words.required()
      return true
    case '-c':
      draft.categories.push(words.required())
      return true
    case '-p':
      draft.packageName = words.required()
      return true
    case '-n': {
      const text = words.required()
      const component = parseComponent(text)
      if (component === undefined) throw illegalArgument(`Bad component name: ${text}`)
      draft.component = component
      return true
    }
    case '-f':
      draft.flags = parseJavaInt(words.required()) >>> 0
      return true
    case '--selector':
      words.required()
      return true
    default:
      return setExtra(draft, option, words)
  }
}

function setExtra(draft: Draft, option: string, words: ShellArguments): boolean {
  const put = (read: (text: string) => ExtraValue): true => {
    const key = words.required()
    draft.extras[key] = read(words.required())
    return true
  }
  switch (option) {
    case '-e':
    case '--es':
    case '--eu':
      return put((text) => text)
    case '--esn':
      draft.extras[words.required()] = null
      return true
    case '--ei':
      return put(parseJavaInt)
    case '--el':
      return put(parseNumber)
    case '--ef':
    case '--ed':
      return put(parseNumber)
    case '--ez':
      return put(parseBoolean)
    case '--ecn':
      return put((text) => {
        const component = parseComponent(text)
        if (component === undefined) throw illegalArgument(`Bad component name: ${text}`)
        return `${component.packageName}/${component.className}`
      })
    // Lists of numbers travel as their texts.
    case '--eia':
    case '--eial':
    case '--ela':
    case '--elal':
    case '--efa':
    case '--efal':
    case '--eda':
    case '--edal':
      return put((text) => text.split(','))
    case '--esa':
    case '--esal':
      return put(splitStrings)
    default:
      return false
  }
}

/** Comma-separated; `\,` is a comma. */
function splitStrings(text: string): readonly string[] {
  return text.split(/(?<!\\),/).map((each) => each.replaceAll('\\,', ','))
}

function parseNumber(text: string): number {
  const value = Number(text)
  if (text === '' || Number.isNaN(value))
    throw new JavaException('java.lang.NumberFormatException', `For input string: "${text}"`)
  return value
}

function parseBoolean(text: string): boolean {
  const lower = text.toLowerCase()
  if (['true', 't'].includes(lower)) return true
  if (['false', 'f'].includes(lower)) return false
  return parseJavaInt(text) !== 0
}

/** The word behind the options: a URI, a component or a package name. */
function baseIntent(argument: string): Intent {
  const launcher = {
    action: 'android.intent.action.MAIN',
    categories: ['android.intent.category.LAUNCHER'],
    flags: 0,
    extras: {},
  }
  if (argument.includes(':')) {
    try {
      return parseIntentUri(argument)
    } catch (error) {
      if (error instanceof IntentUriError) throw new JavaException('java.lang.RuntimeException', error.message)
      throw error
    }
  }
  if (!argument.includes('/')) return { ...launcher, packageName: argument }
  const component = parseComponent(argument)
  if (component === undefined) throw illegalArgument(`Bad component name: ${argument}`)
  return { ...launcher, component }
}

/** Intent.fillIn: only what is not there yet; the base's categories do not go with another action. */
function fillIn(draft: Draft, base: Intent): void {
  const categories = draft.action === undefined ? base.categories : []
  if (base.action !== undefined) draft.action ??= base.action
  if (draft.data === undefined && draft.type === undefined) {
    if (base.data !== undefined) draft.data = base.data
    if (base.type !== undefined) draft.type = base.type
  }
  if (draft.categories.length === 0) draft.categories.push(...categories)
  if (base.packageName !== undefined) draft.packageName ??= base.packageName
  // FILL_IN_COMPONENT: the word's component wins.
  if (base.component !== undefined) draft.component = { ...base.component }
  draft.flags |= base.flags
  draft.extras = { ...base.extras, ...draft.extras }
}
