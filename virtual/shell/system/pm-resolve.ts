import type { Intent } from '../../android/intent.ts'
import { matchFilter } from '../../android/intent-filter.ts'
import { fullComponent, shortComponent } from '../../android/component-name.ts'
import type { InstalledPackage, ManifestComponent, Phone } from '../../android/phone.ts'
import { parseIntentArguments } from './intent-arguments.ts'
import type { ServiceCall, SubCommand } from './service-shell.ts'

interface Match {
  readonly packageName: string
  readonly component: ManifestComponent
  readonly match: number
  readonly isDefault: boolean
  readonly pkg: InstalledPackage
}
type Form = 'brief' | 'components' | 'full'

interface Query {
  readonly intent: Intent
  readonly form: Form
}

function parseQuery(call: ServiceCall): Query {
  const { arguments: words } = call
  let form: Form = 'full'
  const intent = parseIntentArguments(words, (option) => {
    if (option === '--brief') form = 'brief'
    else if (option === '--components') form = 'components'
    else if (option === '--query-flags' || option === '--user') words.required()
    else return false
    return true
  })
  return { intent, form }
}

/** The one activity an intent would open; the chooser where several are as good. */
export const resolveActivity: SubCommand = async (call) => {
  const { intent, form } = parseQuery(call)
  const [first, second] = activityMatches(call.phone, intent)
  if (first === undefined) {
    await call.say('No activity found')
    return 0
  }
  const ambiguous =
    second !== undefined &&
    second.match === first.match &&
    second.packageName !== first.packageName &&
    second.isDefault === first.isDefault
  await call.say(...lines(ambiguous ? chooser(first) : first, form, ''))
  return 0
}

export const queryActivities: SubCommand = async (call) => {
  const { intent, form } = parseQuery(call)
  return printAll(call, activityMatches(call.phone, intent), form, 'activities', 'Activity')
}

export const queryServices: SubCommand = async (call) => {
  const { intent, form } = parseQuery(call)
  return printAll(
    call,
    componentMatches(call.phone, intent, ({ services }) => services),
    form,
    'services',
    'Service',
  )
}

export const queryReceivers: SubCommand = async (call) => {
  const { intent, form } = parseQuery(call)
  return printAll(
    call,
    componentMatches(call.phone, intent, ({ receivers }) => receivers),
    form,
    'receivers',
    'Receiver',
  )
}

async function printAll(
  call: ServiceCall,
  matches: readonly Match[],
  form: Form,
  plural: string,
  singular: string,
): Promise<number> {
  if (matches.length === 0) {
    await call.say(`No ${plural} found`)
    return 0
  }
  if (form === 'components') {
    await call.say(...matches.flatMap((match) => lines(match, form, '')))
    return 0
  }
  await call.say(`${matches.length} ${plural} found:`)
  for (const [index, match] of matches.entries())
    await call.say(`  ${singular} #${index}:`, ...lines(match, form, '    '))
  return 0
}

function activityMatches(phone: Phone, intent: Intent): readonly Match[] {
  return phone.packages.matchActivities(intent).map(({ pkg, activity, match, isDefault }) => ({
    packageName: pkg.packageName,
    component: activity,
    match,
    isDefault,
    pkg,
  }))
}

function componentMatches(
  phone: Phone,
  intent: Intent,
  componentsOf: (pkg: InstalledPackage) => readonly ManifestComponent[],
): readonly Match[] {
  const { component, packageName: wanted = component?.packageName } = intent
  return phone.packages
    .all()
    .filter(({ packageName }) => wanted === undefined || packageName === wanted)
    .flatMap((pkg) =>
      componentsOf(pkg).flatMap((each) => {
        const { packageName } = pkg
        if (component !== undefined)
          return component.className === each.className
            ? [{ packageName, component: each, match: 0, isDefault: false, pkg }]
            : []
        const found = each.intentFilters.flatMap((filter) => {
          const match = matchFilter(filter, intent)
          const isDefault = filter.categories.includes('android.intent.category.DEFAULT')
          return match === undefined ? [] : [{ packageName, component: each, match, isDefault, pkg }]
        })
        return found.slice(0, 1)
      }),
    )
    .sort((a, b) => b.match - a.match)
}

function chooser(like: Match): Match {
  return {
    ...like,
    packageName: 'android',
    isDefault: true,
    component: { ...like.component, className: 'com.android.internal.app.ResolverActivity' },
  }
}

function lines(match: Match, form: Form, indent: string): string[] {
  const { packageName, component } = match
  const name = { packageName, className: component.className }
  if (form === 'components') return [`${indent}${shortComponent(name)}`]
  const head = `${indent}priority=0 preferredOrder=0 match=0x${match.match.toString(16)} specificIndex=-1 isDefault=${String(match.isDefault)}`
  if (form === 'brief')
    return [head, `${indent}${packageName === 'android' ? fullComponent(name) : shortComponent(name)}`]
  return [
    head,
    `${indent}ActivityInfo:`,
    `${indent}  name=${component.className}`,
    `${indent}  packageName=${packageName}`,
    `${indent}  enabled=${String(component.enabled)} exported=${String(component.exported)} directBootAware=false`,
    `${indent}  taskAffinity=${packageName} targetActivity=null persistableMode=PERSIST_ROOT_ONLY`,
    `${indent}  launchMode=${launchModes[component.launchMode]} flags=0x0 privateFlags=0x0 theme=0x0`,
    `${indent}  ApplicationInfo:`,
    `${indent}    packageName=${packageName}`,
    `${indent}    labelRes=0x0 nonLocalizedLabel=${match.pkg.label} icon=0x0 banner=0x0`,
    `${indent}    processName=${packageName}`,
    `${indent}    taskAffinity=${packageName}`,
    `${indent}    uid=${match.pkg.uid}`,
    `${indent}    enabled=${String(match.pkg.enabled <= 1)} minSdkVersion=${match.pkg.minSdk} targetSdkVersion=${match.pkg.targetSdk} versionCode=${match.pkg.versionCode}`,
  ]
}

const launchModes = { standard: 0, singleTop: 1, singleTask: 2, singleInstance: 3 } as const
