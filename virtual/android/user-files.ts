import { FileError, type FileAttributes, type Files, type FileStat } from './files.ts'
import { fileError } from './memory-files.ts'

/** The phone's files as one Linux user sees them: the same calls, refused with EACCES where the modes say so. */
export interface UserFiles {
  stat(path: string): FileStat | undefined
  lstat(path: string): FileStat | undefined
  /** Undefined when missing; throws FileError EISDIR for a directory. */
  read(path: string): Buffer | undefined
  list(path: string): readonly string[] | undefined
  readLink(path: string): string | undefined
  /** Makes missing parents, like Files.write. */
  write(path: string, data: Buffer, options?: { readonly mode?: number; readonly mtimeMs?: number }): void
  /** An empty file in the place of whatever file was there. */
  create(path: string): void
  append(path: string, data: Buffer): void
  makeDirectory(path: string, options?: { readonly parents?: boolean }): void
  remove(path: string, options?: { readonly recursive?: boolean }): boolean
  rename(from: string, to: string): void
  symlink(target: string, path: string): void
  replaceByLink(path: string, target: string): void
  change(
    path: string,
    to: { readonly mode?: number; readonly mtimeMs?: number; readonly uid?: number; readonly gid?: number },
  ): void
  /** Whether the user may do this to an existing file. */
  may(path: string, what: 'read' | 'write' | 'execute'): boolean
}

/**
 * Groups of adbd's children besides their own, as set in AOSP packages/modules/adb/daemon/main.cpp, and media_rw, which
 * stands for what the storage's FUSE layer lets the shell do.
 */
const shellGroups: readonly number[] = [
  2000, 1004, 1007, 1011, 1015, 1023, 1028, 1078, 1079, 3001, 3002, 3003, 3006, 3009, 3011, 3012,
]
/** everybody, and the storage */
const appGroups: readonly number[] = [1015, 1023, 9997]

const bits = { read: 4, write: 2, execute: 1 } as const

export function userFiles(files: Files, uid: number): UserFiles {
  const { attributes } = files
  const groups = uid === 2000 ? shellGroups : [uid, ...appGroups]

  const allowed = (stat: FileStat, what: keyof typeof bits): boolean => {
    if (uid === 0) return true
    const shift = stat.uid === uid ? 6 : groups.includes(stat.gid) ? 3 : 0
    return ((stat.mode >> shift) & bits[what]) !== 0
  }
  /** Every directory on the way must be searchable. */
  const reach = (path: string): void => {
    const steps = path.split('/').filter((step) => step !== '')
    for (let i = 0; i < steps.length; i++) {
      const stat = files.stat(`/${steps.slice(0, i).join('/')}`)
      if (stat === undefined) return
      if (!isDirectory(stat)) throw fileError('ENOTDIR')
      if (!allowed(stat, 'execute')) throw fileError('EACCES')
    }
  }
  const mustAllow = (path: string, what: keyof typeof bits): void => {
    const stat = files.stat(path)
    if (stat === undefined) return
    if (what === 'write' && attributes?.isReadOnly(path) === true) throw fileError('EROFS')
    if (!allowed(stat, what)) throw fileError('EACCES')
  }
  /** The nearest directory above that exists takes the new entry. */
  const mustTakeEntry = (path: string): void => {
    reach(path)
    let parent = dirname(path)
    while (parent !== '/' && files.stat(parent) === undefined) parent = dirname(parent)
    mustAllow(parent, 'write')
  }
  const mustOwn = (path: string): void => {
    reach(path)
    const stat = files.stat(path)
    if (stat === undefined) throw fileError('ENOENT')
    if (attributes?.isReadOnly(path) === true) throw fileError('EROFS')
    if (uid !== 0 && stat.uid !== uid && !isShared(stat)) throw fileError('EPERM')
  }
  /** New entries belong to who made them, but for the storage, where everything belongs to its groups. */
  const claim = (path: string): void => {
    const stat = files.stat(path)
    if (stat !== undefined && uid !== 0 && !isShared(stat)) attributes?.change(path, { uid, gid: uid })
  }
  const links = (): FileAttributes => {
    if (attributes === undefined) throw new FileError('ENOSYS', 'Function not implemented')
    return attributes
  }

  const view: UserFiles = {
    stat(path) {
      reach(path)
      return files.stat(path)
    },
    lstat(path) {
      reach(path)
      return attributes === undefined ? files.stat(path) : attributes.lstat(path)
    },
    read(path) {
      reach(path)
      mustAllow(path, 'read')
      if (isDirectory(files.stat(path))) throw fileError('EISDIR')
      return files.read(path)
    },
    list(path) {
      reach(path)
      mustAllow(path, 'read')
      return files.list(path)
    },
    readLink(path) {
      reach(path)
      return attributes?.readLink(path)
    },
    write(path, data, options) {
      const old = files.stat(path)
      if (isDirectory(old)) throw fileError('EISDIR')
      if (old === undefined) mustTakeEntry(path)
      else {
        reach(path)
        mustAllow(path, 'write')
      }
      const missing = old === undefined ? missingParents(files, path) : []
      files.write(path, data, options)
      if (old === undefined) for (const made of [...missing, path]) claim(made)
    },
    create(path) {
      if (isDirectory(files.stat(path))) throw fileError('EISDIR')
      if (files.stat(path) !== undefined) mustTakeEntry(path)
      view.write(path, Buffer.alloc(0))
    },
    append(path, data) {
      if (files.stat(path) === undefined) {
        view.write(path, data)
        return
      }
      reach(path)
      mustAllow(path, 'write')
      files.append(path, data)
    },
    makeDirectory(path, options) {
      const old = files.stat(path)
      if (old !== undefined) {
        if (options?.parents === true && isDirectory(old)) return
        throw fileError('EEXIST')
      }
      const missing = missingParents(files, path)
      if (missing.length > 0 && options?.parents !== true) throw fileError('ENOENT')
      mustTakeEntry(path)
      files.makeDirectory(path, options)
      for (const made of [...missing, path]) claim(made)
    },
    remove(path, options) {
      reach(path)
      if (view.lstat(path) === undefined) return false
      mustTakeEntry(path)
      return files.remove(path, options)
    },
    rename(from, to) {
      mustTakeEntry(from)
      mustTakeEntry(to)
      files.rename(from, to)
    },
    symlink(target, path) {
      mustTakeEntry(path)
      links().symlink(target, path)
    },
    replaceByLink(path, target) {
      if (view.lstat(path) !== undefined) view.remove(path)
      view.symlink(target, path)
    },
    change(path, to) {
      if (to.mtimeMs !== undefined && to.mode === undefined && to.uid === undefined && to.gid === undefined) {
        reach(path)
        if (files.stat(path) === undefined) throw fileError('ENOENT')
        mustAllow(path, 'write')
      } else mustOwn(path)
      // The storage takes a change of mode and forgets it.
      const stat = files.stat(path)
      if (stat !== undefined && isShared(stat) && to.mtimeMs === undefined) return
      links().change(path, to)
    },
    may(path, what) {
      try {
        reach(path)
        mustAllow(path, what)
        return files.stat(path) !== undefined
      } catch (error) {
        if (error instanceof FileError) return false
        throw error
      }
    },
  }
  return view
}

export function isDirectory(stat: FileStat | undefined): boolean {
  return stat !== undefined && (stat.mode & 0o170000) === 0o040000
}

export function isLink(stat: FileStat | undefined): boolean {
  return stat !== undefined && (stat.mode & 0o170000) === 0o120000
}

function isShared(stat: FileStat): boolean {
  return stat.gid === 1015 || stat.gid === 1023
}

export function dirname(path: string): string {
  const trimmed = path.replace(/\/+$/, '')
  const cut = trimmed.lastIndexOf('/')
  return cut <= 0 ? '/' : trimmed.slice(0, cut)
}

/** Directories above `path` that do not exist, outermost first. */
function missingParents(files: Files, path: string): string[] {
  const missing: string[] = []
  for (let parent = dirname(path); parent !== '/' && files.stat(parent) === undefined; parent = dirname(parent))
    missing.unshift(parent)
  return missing
}
