/** What `POST /appium/settings` takes and what each is until it was set. */
const defaults = {
  actionAcknowledgmentTimeout: 3000,
  allowInvisibleElements: false,
  ignoreUnimportantViews: false,
  elementResponseAttributes: 'name,text',
  enableMultiWindows: false,
  enableTopmostWindowFromActivePackage: false,
  enableNotificationListener: true,
  keyInjectionDelay: 0,
  scrollAcknowledgmentTimeout: 200,
  shouldUseCompactResponses: true,
  waitForIdleTimeout: 10_000,
  waitForSelectorTimeout: 10_000,
  normalizeTagNames: false,
  enforceXPath1: false,
  disableIdLocatorAutocompletion: false,
  limitXPathContextScope: true,
  includeExtrasInPageSource: false,
  includeA11yActionsInPageSource: false,
  includeExtraRenderingInfo: false,
  shutdownOnPowerDisconnect: true,
  simpleBoundsCalculation: false,
  trackScrollEvents: true,
  wakeLockTimeout: 86_400_000,
  serverPort: 6790,
  mjpegServerPort: 7810,
  mjpegServerFramerate: 10,
  mjpegScalingFactor: 50,
  mjpegServerScreenshotQuality: 50,
  mjpegBilinearFiltering: false,
  useResourcesForOrientationDetection: false,
  snapshotMaxDepth: 70,
  currentDisplayId: 0,
  alwaysTraversableViewClasses: '',
  deferAccessibilityCacheReset: false,
  mapTestTagToResourceId: false,
}

export type SettingName = keyof typeof defaults
export type SettingValues = { -readonly [Name in SettingName]: (typeof defaults)[Name] }

/** The settings of one session. */
export class ServerSettings {
  readonly values: SettingValues = { ...defaults }

  /** Takes over what it knows; an unknown name is skipped as the server does. Returns the name whose value has the wrong type. */
  update(given: Readonly<Record<string, unknown>>): SettingName | undefined {
    for (const [name, value] of Object.entries(given)) {
      if (!isSettingName(name)) continue
      const taken = coerce(value, defaults[name])
      if (taken === undefined) return name
      Object.assign(this.values, { [name]: taken })
    }
    return undefined
  }
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(defaults, name)
}

function coerce(value: unknown, like: boolean | number | string): boolean | number | string | undefined {
  return typeof value === typeof like ? (value as boolean | number | string) : undefined
}
