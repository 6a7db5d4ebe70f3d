/** What a ROM's build is called; the parts of `ro.build.fingerprint` and of the `ro.product.*` families. */
export interface Build {
  readonly brand: string
  readonly manufacturer: string
  readonly model: string
  /** ro.product.name */
  readonly product: string
  readonly device: string
  readonly board: string
  readonly platform: string
  readonly release: string
  readonly apiLevel: number
  /** Level the model was first sold with (ro.product.first_api_level). */
  readonly firstApiLevel: number
  /** Build.ID, e.g. `UKQ1.230804.001`. */
  readonly id: string
  readonly incremental: string
  readonly displayId: string
  /** YYYY-MM-DD */
  readonly securityPatch: string
  /** Seconds since the epoch. */
  readonly builtAt: number
  readonly builtBy: { readonly user: string; readonly host: string }
  readonly codename?: string
  readonly densityDpi: number
  readonly locale: string
  readonly timeZone: string
}

/**
 * The properties every Android build sets at boot (build/make/tools/buildinfo.sh, buildinfo_common.sh), for this build.
 * The partitions' own copies (`ro.product.vendor.*`, `ro.vendor.build.*` ...) exist from Android 10 on as well as the plain ones.
 */
export function buildProperties(build: Build): Record<string, string> {
  const fingerprint = `${build.brand}/${build.product}/${build.device}:${build.release}/${build.id}/${build.incremental}:user/release-keys`
  const description = `${build.product}-user ${build.release} ${build.id} ${build.incremental} release-keys`
  const date = new Date(build.builtAt * 1000).toUTCString().replace(',', '').replace('GMT', 'UTC')
  const properties: Record<string, string> = {
    'ro.product.brand': build.brand,
    'ro.product.manufacturer': build.manufacturer,
    'ro.product.model': build.model,
    'ro.product.name': build.product,
    'ro.product.device': build.device,
    'ro.product.board': build.board,
    'ro.board.platform': build.platform,
    'ro.hardware': 'qcom',
    'ro.product.cpu.abi': 'arm64-v8a',
    'ro.product.cpu.abilist': 'arm64-v8a,armeabi-v7a,armeabi',
    'ro.product.cpu.abilist64': 'arm64-v8a',
    'ro.product.cpu.abilist32': 'armeabi-v7a,armeabi',
    'ro.product.first_api_level': String(build.firstApiLevel),
    'ro.product.locale': build.locale,
    'persist.sys.locale': build.locale,
    'persist.sys.timezone': build.timeZone,
    'ro.build.id': build.id,
    'ro.build.display.id': build.displayId,
    'ro.build.version.incremental': build.incremental,
    'ro.build.version.sdk': String(build.apiLevel),
    'ro.build.version.release': build.release,
    'ro.build.version.codename': 'REL',
    'ro.build.version.all_codenames': 'REL',
    'ro.build.version.preview_sdk': '0',
    'ro.build.version.security_patch': build.securityPatch,
    'ro.build.version.base_os': '',
    'ro.build.version.min_supported_target_sdk': String(minSupportedTargetSdk(build.apiLevel)),
    'ro.build.date': date,
    'ro.build.date.utc': String(build.builtAt),
    'ro.build.type': 'user',
    'ro.build.tags': 'release-keys',
    'ro.build.user': build.builtBy.user,
    'ro.build.host': build.builtBy.host,
    'ro.build.flavor': `${build.product}-user`,
    'ro.build.product': build.device,
    'ro.build.description': description,
    'ro.build.fingerprint': fingerprint,
    'ro.build.characteristics': 'nosdcard',
    'ro.debuggable': '0',
    'ro.secure': '1',
    'ro.adb.secure': '1',
    'ro.allow.mock.location': '0',
    'ro.sf.lcd_density': String(build.densityDpi),
    'ro.opengles.version': '196610',
    'ro.crypto.state': 'encrypted',
    'ro.crypto.type': 'file',
    'ro.bootimage.build.fingerprint': fingerprint,
    'ro.vendor.build.fingerprint': fingerprint,
    'ro.boot.verifiedbootstate': 'green',
    'ro.boot.flash.locked': '1',
    'ro.treble.enabled': 'true',
    'dalvik.vm.heapsize': '512m',
    'dalvik.vm.heapgrowthlimit': '256m',
    'net.bt.name': 'Android',
    'gsm.sim.state': 'ABSENT',
    'persist.sys.usb.config': 'adb',
    'sys.usb.state': 'adb',
    'sys.usb.config': 'adb',
    'sys.boot_completed': '1',
    'dev.bootcomplete': '1',
    'init.svc.adbd': 'running',
    'init.svc.bootanim': 'stopped',
    'init.svc.zygote': 'running',
    'ro.zygote': 'zygote64_32',
  }
  if (build.apiLevel >= 30) properties['ro.build.version.release_or_codename'] = build.release
  if (build.apiLevel >= 33) properties['ro.build.version.release_or_preview_display'] = build.release
  if (build.apiLevel >= 29) {
    for (const partition of ['odm', 'product', 'system', 'vendor', ...(build.apiLevel >= 30 ? ['system_ext'] : [])]) {
      properties[`ro.product.${partition}.brand`] = build.brand
      properties[`ro.product.${partition}.manufacturer`] = build.manufacturer
      properties[`ro.product.${partition}.model`] = build.model
      properties[`ro.product.${partition}.name`] = build.product
      properties[`ro.product.${partition}.device`] = build.device
      properties[`ro.${partition}.build.fingerprint`] = fingerprint
      properties[`ro.${partition}.build.version.sdk`] = String(build.apiLevel)
      properties[`ro.${partition}.build.version.incremental`] = build.incremental
    }
  }
  return properties
}

/** The lowest targetSdk that installs without a warning (PRODUCT default of each release). */
function minSupportedTargetSdk(apiLevel: number): number {
  if (apiLevel >= 35) return 24
  if (apiLevel >= 34) return 23
  if (apiLevel >= 29) return 23
  return 17
}
