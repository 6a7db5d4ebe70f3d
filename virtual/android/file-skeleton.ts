/** One entry of a fresh phone's file system, with Android's owner (AID_* of system/core's android_filesystem_config.h). */
export type SkeletonItem =
  | ({ readonly kind: 'directory' } & Owned)
  | ({ readonly kind: 'link'; readonly target: string } & Owned)
  | ({ readonly kind: 'content'; readonly content: () => Buffer; readonly device?: boolean } & Owned)
interface Owned {
  readonly path: string
  readonly mode: number
  readonly uid: number
  readonly gid: number
}

/** Partitions that are mounted read-only on a production build, as names below `/`. */
export const readOnlyRoots: readonly string[] = [
  'apex',
  'bin',
  'etc',
  'odm',
  'oem',
  'product',
  'system',
  'system_ext',
  'vendor',
]

const root = 0
const system = 1000
const shell = 2000
const log = 1007
const sdcardRw = 1015
const mediaRw = 1023

const mediaDirectories = [
  'Alarms',
  'Android',
  'Android/data',
  'Android/media',
  'Android/obb',
  'Audiobooks',
  'DCIM',
  'Documents',
  'Download',
  'Movies',
  'Music',
  'Notifications',
  'Pictures',
  'Podcasts',
  'Ringtones',
]

export function skeleton(apiLevel: number): readonly SkeletonItem[] {
  const storageGroup = apiLevel >= 30 ? mediaRw : sdcardRw
  const dir = (path: string, mode = 0o755, uid = root, gid = uid): SkeletonItem => ({
    kind: 'directory',
    path,
    mode,
    uid,
    gid,
  })
  const link = (path: string, target: string): SkeletonItem => ({
    kind: 'link',
    path,
    target,
    mode: 0o777,
    uid: root,
    gid: root,
  })
  const proc = (path: string, text: () => string): SkeletonItem => ({
    kind: 'content',
    path,
    mode: 0o444,
    uid: root,
    gid: root,
    content: () => Buffer.from(text()),
  })
  const device = (path: string): SkeletonItem => ({
    kind: 'content',
    path,
    mode: 0o666,
    uid: root,
    gid: root,
    device: true,
    content: () => Buffer.alloc(0),
  })
  return [
    ...['/acct', '/apex', '/config', '/debug_ramdisk', '/dev', '/linkerconfig', '/metadata', '/mnt', '/odm'].map((p) =>
      dir(p),
    ),
    ...['/oem', '/postinstall', '/proc', '/product', '/storage', '/sys', '/system', '/system_ext', '/vendor'].map((p) =>
      dir(p),
    ),
    dir('/cache', 0o770, system, 2001),
    ...['app', 'bin', 'etc', 'fonts', 'framework', 'lib', 'lib64', 'media', 'priv-app', 'usr'].map((name) =>
      dir(`/system/${name}`, 0o755, root, name === 'bin' ? shell : root),
    ),
    ...['app', 'bin', 'etc', 'lib', 'lib64'].map((name) => dir(`/vendor/${name}`)),
    ...['app', 'etc', 'overlay', 'priv-app'].map((name) => dir(`/product/${name}`)),
    dir('/system/etc/security'),
    proc('/system/etc/hosts', () => '127.0.0.1       localhost\n::1             ip6-localhost\n'),
    link('/bin', '/system/bin'),
    link('/etc', '/system/etc'),
    link('/d', '/sys/kernel/debug'),
    link('/bugreports', '/data/user_de/0/com.android.shell/files/bugreports'),
    dir('/data', 0o771, system),
    dir('/data/adb', 0o700),
    dir('/data/anr', 0o775, system),
    dir('/data/app', 0o771, system),
    dir('/data/data', 0o771, system),
    dir('/data/local', 0o751),
    dir('/data/local/tmp', 0o771, shell),
    dir('/data/media', 0o770, mediaRw),
    dir('/data/misc', 0o1771, system, 9998),
    dir('/data/system', 0o775, system),
    dir('/data/tombstones', 0o771, system),
    dir('/data/user', 0o711, system),
    dir('/data/user_de', 0o711, system),
    dir('/data/user_de/0', 0o771, system),
    link('/data/user/0', '/data/data'),
    dir('/dev/log', 0o755, log),
    ...['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom', '/dev/tty'].map((path) => device(path)),
    dir('/storage/emulated', 0o711, root, storageGroup),
    dir('/storage/emulated/0', 0o770, root, storageGroup),
    dir('/storage/self', 0o755),
    ...mediaDirectories.map((name) => dir(`/storage/emulated/0/${name}`, 0o770, root, storageGroup)),
    dir('/mnt/user', 0o755),
    dir('/mnt/user/0', 0o755),
    link('/mnt/user/0/primary', '/storage/emulated/0'),
    link('/mnt/sdcard', '/storage/self/primary'),
    link('/storage/self/primary', '/storage/emulated/0'),
    link('/sdcard', '/storage/self/primary'),
    dir('/proc/net'),
    proc('/proc/net/unix', () => 'Num       RefCount Protocol Flags    Type St Inode Path\n'),
    proc('/proc/version', () => 'Linux version 5.10.157-android13-4 (build-user@build-host) #1 SMP PREEMPT\n'),
    proc(
      '/proc/meminfo',
      () => 'MemTotal:        7797464 kB\nMemFree:          412340 kB\nMemAvailable:    3891220 kB\n',
    ),
    proc('/proc/mounts', () =>
      [
        '/dev/block/dm-0 / ext4 ro,seclabel,relatime 0 0',
        'tmpfs /dev tmpfs rw,seclabel,nosuid,relatime,mode=755 0 0',
        'proc /proc proc rw,relatime,gid=3009,hidepid=2 0 0',
        '/dev/block/dm-6 /data f2fs rw,lazytime,seclabel,nosuid,nodev,noatime 0 0',
        '/dev/fuse /storage/emulated fuse rw,lazytime,nosuid,nodev,noexec,noatime 0 0',
        '',
      ].join('\n'),
    ),
  ]
}
