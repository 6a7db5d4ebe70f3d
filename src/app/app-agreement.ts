import type { PushServiceName } from '../vendors/vendor.ts'
import type { AppManifest, ManifestActivity } from './app-manifest.ts'
import { channelDisagreements } from './channel-agreement.ts'
import type { ClickContract } from './click-contract.ts'

/** What is held against each other. Parsed JSON files are given as they are; undefined: the file is not there. */
export interface AppFiles {
  readonly manifest: AppManifest
  readonly contract: ClickContract
  /** assets/timpush-configs.json */
  readonly pushConfiguration: unknown
  /** google-services.json (Google), agconnect-services.json (Huawei), mcs-services.json (Honor) */
  readonly vendorFiles: Readonly<Partial<Record<'fcm' | 'huawei' | 'honor', unknown>>>
}

/** Every disagreement, one sentence each; none when all agree. A pure function. */
export function disagreements(files: AppFiles): readonly string[] {
  const { contract, manifest } = files
  const activity = manifest.activities.find((one) => one.name === contract.activity)
  return [
    ...identity(files),
    ...clicks(manifest, contract, activity),
    ...consoleSettings(contract),
    ...permissions(manifest),
    ...placeholders(manifest),
    ...configuration(files),
    ...channelDisagreements(manifest, contract),
    ...vendorFiles(files),
  ]
}

function identity({ manifest, contract }: AppFiles): readonly string[] {
  const sentences: string[] = []
  if (manifest.package !== contract.package)
    sentences.push(
      `The app's package is ${manifest.package ?? 'not given'}, but contract.json says ${contract.package}.`,
    )
  if (manifest.application === undefined)
    sentences.push(
      'The manifest names no application class: without one that extends TencentCloudPushApplication a click starts nothing and its ext is lost.',
    )
  return sentences
}

/** https://www.tencentcloud.com/document/product/1047/39156: the console's page and the manifest's filter must be equal. */
function clicks(
  manifest: AppManifest,
  contract: ClickContract,
  activity: ManifestActivity | undefined,
): readonly string[] {
  if (activity === undefined)
    return [
      `The manifest has no activity ${contract.activity}, which contract.json names; it has ${manifest.activities.map(({ name }) => name).join(', ') || 'none'}.`,
    ]
  const sentences: string[] = []
  if (!activity.exported)
    sentences.push(
      `${activity.name} is not exported, so that no push service may open it (vivo receipt "activity not exported").`,
    )
  const { scheme, host, path, intentUri } = contract.click
  const wanted = `${scheme}://${host}${path}`
  const offered = activity.filters
    .filter((filter) => filter.actions.has('android.intent.action.VIEW'))
    .flatMap((filter) => filter.data.map((data) => ({ filter, data })))
  const match = offered.find(({ data }) => data.scheme === scheme && data.host === host && data.path === path)
  if (match === undefined) {
    const has = offered.map(({ data }) => `${data.scheme ?? ''}://${data.host ?? ''}${data.path ?? ''}`)
    sentences.push(
      `${activity.name} has no VIEW filter for ${wanted}, which contract.json says a click opens; it has ${has.join(', ') || 'none'}.`,
    )
  } else if (!match.filter.categories.has('android.intent.category.DEFAULT'))
    sentences.push(
      `The filter of ${activity.name} for ${wanted} lacks the category DEFAULT, without which Android starts no activity by it.`,
    )
  sentences.push(...intentSentences('click.intentUri of contract.json', intentUri, contract))
  return sentences
}

/** What an `intent:` URI (Intent.URI_INTENT_SCHEME) names, against the contract. */
function intentSentences(name: string, uri: string, contract: ClickContract): readonly string[] {
  const { scheme, host, path } = contract.click
  const read = readIntentUri(uri)
  if (read === undefined) return [`${name} is not an intent URI: ${JSON.stringify(uri)}.`]
  const sentences: string[] = []
  const differs = (what: string, has: string | undefined, wants: string): void => {
    if (has !== wants) sentences.push(`${name} has ${what} ${has ?? 'none'}, but contract.json says ${wants}.`)
  }
  differs('the scheme', read.scheme, scheme)
  differs('the host', read.host, host)
  differs('the path', read.path, path)
  differs('the component', read.component, `${contract.package}/${contract.activity}`)
  return sentences
}

function readIntentUri(uri: string):
  | {
      readonly scheme: string | undefined
      readonly host: string
      readonly path: string
      readonly component: string | undefined
    }
  | undefined {
  const [, host, path, fields] = /^intent:\/\/([^/#]*)([^#]*)#Intent;(.*;)?end$/.exec(uri) ?? []
  if (host === undefined || path === undefined) return undefined
  const field = (name: string): string | undefined => new RegExp(`(?:^|;)${name}=([^;]*);`).exec(fields ?? '')?.[1]
  const component = field('component')
  const [packageName = '', className = ''] = component?.split('/') ?? []
  return {
    host,
    path,
    scheme: field('scheme'),
    component:
      component === undefined
        ? undefined
        : `${packageName}/${className.startsWith('.') ? packageName : ''}${className}`,
  }
}

/** What each vendor's field in the console wants: an intent URI, or the class name alone (OPPO, Meizu). FCM has no field. */
const pageKinds: Readonly<Record<PushServiceName, 'intent' | 'class' | 'none'>> = {
  mi: 'intent',
  huawei: 'intent',
  honor: 'intent',
  vivo: 'intent',
  oppo: 'class',
  meizu: 'class',
  fcm: 'none',
}

function consoleSettings(contract: ClickContract): readonly string[] {
  return Object.entries(pageKinds).flatMap(([service, kind]) => {
    const setting = contract.console[service as PushServiceName]
    const name = `The console's setting for ${service}`
    if (setting === undefined) return [`contract.json does not say what the console's click action for ${service} is.`]
    if (kind === 'none')
      return setting.clickAction === 'open-app'
        ? []
        : [`${name} is ${setting.clickAction}, but it can only open the app.`]
    if (setting.clickAction !== 'in-app-page')
      return [`${name} is ${setting.clickAction}: TIMPush calls back a click only with "Open specified in-app page".`]
    if (kind === 'class')
      return setting.page === contract.activity
        ? []
        : [`${name} opens ${setting.page}, but the activity is ${contract.activity}.`]
    return intentSentences(name, setting.page, contract)
  })
}

function permissions(manifest: AppManifest): readonly string[] {
  const sentences: string[] = []
  if (!manifest.permissions.has('android.permission.INTERNET'))
    sentences.push('The manifest lacks the permission android.permission.INTERNET.')
  if (manifest.targetSdk === undefined) sentences.push('The app says no targetSdk.')
  else if (manifest.targetSdk >= 33 && !manifest.permissions.has('android.permission.POST_NOTIFICATIONS'))
    sentences.push(
      `The app targets API ${String(manifest.targetSdk)} without the permission android.permission.POST_NOTIFICATIONS: Android 13 and later shows nothing of it.`,
    )
  return sentences
}

/** What vivo and Honor want in the manifest (1047/67571, step "vivo and Honor configuration"). */
const vendorMetaData: readonly (readonly [name: string, placeholder: string])[] = [
  ['com.vivo.push.api_key', 'VIVO_APPKEY'],
  ['com.vivo.push.app_id', 'VIVO_APPID'],
  ['com.hihonor.push.app_id', 'HONOR_APPID'],
]

function placeholders(manifest: AppManifest): readonly string[] {
  return vendorMetaData.flatMap(([name, placeholder]) => {
    const value = manifest.metaData.get(name)
    if (value === undefined) return [`The manifest lacks the meta-data ${name} (manifestPlaceholders ${placeholder}).`]
    if (value === '') return [`The meta-data ${name} is empty: ${placeholder} was not filled in.`]
    // A source keeps ${PLACEHOLDER}; an APK must not.
    const open = /\$\{(\w+)\}/.exec(value)?.[1]
    return open === undefined || open === placeholder
      ? []
      : [`The meta-data ${name} takes \${${open}}, but Gradle fills in ${placeholder}.`]
  })
}

const certificateIds: Readonly<Record<PushServiceName, { readonly id: string; readonly also: readonly string[] }>> = {
  mi: { id: 'xiaomiPushBussinessId', also: ['xiaomiPushAppId', 'xiaomiPushAppKey'] },
  huawei: { id: 'huaweiPushBussinessId', also: [] },
  honor: { id: 'honorPushBussinessId', also: [] },
  oppo: { id: 'oppoPushBussinessId', also: ['oppoPushAppKey', 'oppoPushAppSecret'] },
  vivo: { id: 'vivoPushBussinessId', also: [] },
  meizu: { id: 'meizuPushBussinessId', also: ['meizuPushAppId', 'meizuPushAppKey'] },
  fcm: { id: 'fcmPushBussinessId', also: [] },
}

function configuration({ pushConfiguration: read, contract }: AppFiles): readonly string[] {
  if (read === undefined)
    return ['assets/timpush-configs.json is missing: download it from the push page of the Chat console.']
  if (typeof read !== 'object' || read === null || Array.isArray(read))
    return ['assets/timpush-configs.json is not a JSON object.']
  const configuration = read as Readonly<Record<string, unknown>>
  const sentences: string[] = []
  const owners = new Map<number, string>()
  for (const [service, { id, also }] of Object.entries(certificateIds)) {
    const value = configuration[id]
    if (value === undefined || value === '' || value === 0) {
      sentences.push(
        `assets/timpush-configs.json has no ${id}: no phone with the push service ${service} can register.`,
      )
      continue
    }
    const number = Number(value)
    if ((typeof value !== 'number' && typeof value !== 'string') || !Number.isSafeInteger(number) || number < 0) {
      sentences.push(`${id} in assets/timpush-configs.json is not a certificate id: ${JSON.stringify(value)}.`)
      continue
    }
    const owner = owners.get(number)
    if (owner !== undefined)
      sentences.push(
        `assets/timpush-configs.json gives ${owner} and ${service} the same certificate id ${String(number)}.`,
      )
    owners.set(number, service)
    const entered = contract.console[service as PushServiceName]?.certificateId
    if (entered !== undefined && entered !== number)
      sentences.push(
        `${id} in assets/timpush-configs.json is ${String(number)}, but contract.json says that the console's certificate for ${service} is ${String(entered)}.`,
      )
    for (const key of also)
      if (typeof configuration[key] !== 'string' || configuration[key] === '')
        sentences.push(`assets/timpush-configs.json has no ${key}, which ${service} registers with.`)
  }
  const channel = configuration['fcmPushChannelId']
  if (typeof channel === 'string' && channel !== '' && !contract.channels.some(({ id }) => id === channel))
    sentences.push(
      `fcmPushChannelId is ${channel}, but the app's channels in contract.json are ${contract.channels.map(({ id }) => id).join(', ')}.`,
    )
  const badge = configuration['huaweiBadgeClassName']
  if (typeof badge === 'string' && badge !== '' && badge !== contract.activity)
    sentences.push(`huaweiBadgeClassName is ${badge}, but the launcher's activity is ${contract.activity}.`)
  return sentences
}

/** Each vendor's own file names the package it was made for. */
function vendorFiles({ vendorFiles: files, contract }: AppFiles): readonly string[] {
  const names = { fcm: 'google-services.json', huawei: 'agconnect-services.json', honor: 'mcs-services.json' } as const
  return (['fcm', 'huawei', 'honor'] as const).flatMap((service) => {
    const file = files[service]
    if (file === undefined) return []
    const packages = [...packageNamesIn(file)]
    if (packages.length === 0) return [`${names[service]} names no package.`]
    return packages.includes(contract.package)
      ? []
      : [`${names[service]} was made for ${packages.join(', ')}, not for ${contract.package}.`]
  })
}

/** Every `package_name` in a file, whatever it is nested in: the three vendors nest it differently. */
function packageNamesIn(value: unknown): ReadonlySet<string> {
  if (typeof value !== 'object' || value === null) return new Set()
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      (key === 'package_name' || key === 'packageName') && typeof inner === 'string'
        ? [inner]
        : [...packageNamesIn(inner)],
    ),
  )
}
