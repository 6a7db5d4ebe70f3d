/** AOSP system/core/libcutils/include/private/android_filesystem_config.h. */
const names: ReadonlyMap<number, string> = new Map([
  [0, 'root'],
  [1000, 'system'],
  [1001, 'radio'],
  [1002, 'bluetooth'],
  [1003, 'graphics'],
  [1004, 'input'],
  [1005, 'audio'],
  [1006, 'camera'],
  [1007, 'log'],
  [1010, 'wifi'],
  [1011, 'adb'],
  [1013, 'media'],
  [1015, 'sdcard_rw'],
  [1017, 'keystore'],
  [1023, 'media_rw'],
  [1028, 'sdcard_r'],
  [1036, 'logd'],
  [1078, 'ext_data_rw'],
  [1079, 'ext_obb_rw'],
  [2000, 'shell'],
  [2001, 'cache'],
  [3001, 'net_bt_admin'],
  [3002, 'net_bt'],
  [3003, 'inet'],
  [3006, 'net_bw_stats'],
  [3009, 'readproc'],
  [3011, 'uhid'],
  [3012, 'readtracefs'],
  [9997, 'everybody'],
  [9998, 'misc'],
  [9999, 'nobody'],
])

/** Name of a user or group: Android's own, or `u0_a123` for an app. */
export function userName(id: number): string {
  const known = names.get(id)
  if (known !== undefined) return known
  const user = Math.floor(id / 100000)
  const app = id % 100000
  if (app >= 50000 && app < 60000) return `all_a${String(app - 50000)}`
  if (app >= 20000 && app < 30000) return `u${String(user)}_a${String(app - 20000)}_cache`
  return app >= 10000 ? `u${String(user)}_a${String(app - 10000)}` : String(id)
}

/** Undefined for a name that nobody has. */
export function userId(name: string): number | undefined {
  if (/^\d+$/.test(name)) return Number(name)
  for (const [id, known] of names) if (known === name) return id
  const app = /^u(\d+)_a(\d+)$/.exec(name)
  return app === null ? undefined : Number(app[1]) * 100000 + 10000 + Number(app[2])
}

/** Groups of adb's shell beside its own. */
export function shellGroupIds(apiLevel: number): readonly number[] {
  const since30 = apiLevel >= 30 ? [1078, 1079] : []
  return [
    2000,
    1004,
    1007,
    1011,
    1015,
    1028,
    ...since30,
    3001,
    3002,
    3003,
    3006,
    3009,
    3011,
    ...(apiLevel >= 31 ? [3012] : []),
  ]
}
