import type { Clock } from '../clock.ts'
import { FileError, type FileAttributes, type Files, type FileStat } from './files.ts'
import { readOnlyRoots, skeleton } from './file-skeleton.ts'
import { shareContent } from './shared-content.ts'

interface Entry {
  /** Permission bits only. */
  mode: number
  uid: number
  gid: number
  mtimeMs: number
  readonly inode: number
}
interface Directory extends Entry {
  readonly kind: 'directory'
  /** On a partition that is mounted read-only; inherited by what is made inside. */
  readonly readOnly: boolean
  readonly children: Map<string, Node>
}
interface RegularFile extends Entry {
  readonly kind: 'file'
  content: Buffer
  /** Appended pieces, joined when somebody reads: a program that prints line by line costs no copy per line. */
  tail: Buffer[]
}
interface ProvidedFile extends Entry {
  readonly kind: 'provided'
  readonly content: () => Buffer
  readonly device: boolean
}
interface SymbolicLink extends Entry {
  readonly kind: 'link'
  readonly target: string
}
type Node = Directory | RegularFile | ProvidedFile | SymbolicLink

/** Linux: MAXSYMLINKS of a path walk. */
const maxLinks = 40

/** bionic's strerror texts. */
const texts: Readonly<Record<string, string>> = {
  ENOENT: 'No such file or directory',
  EISDIR: 'Is a directory',
  ENOTDIR: 'Not a directory',
  EROFS: 'Read-only file system',
  EEXIST: 'File exists',
  ENOTEMPTY: 'Directory not empty',
  EACCES: 'Permission denied',
  EPERM: 'Operation not permitted',
  EINVAL: 'Invalid argument',
  ELOOP: 'Too many symbolic links encountered',
}

/** A FileError whose message is the text that a phone's tools print for it. */
export function fileError(code: string): FileError {
  return new FileError(code, texts[code] ?? code)
}

/**
 * An empty phone's file system: Android's directories, `/sdcard`, a few files of /proc. Contents of 4 KB and more are
 * kept once per process, however many phones have them.
 */
export function createFiles(clock: Clock, options: { readonly apiLevel?: number } = {}): Files {
  return new MemoryFiles(clock, options.apiLevel ?? 34)
}

class MemoryFiles implements Files, FileAttributes {
  readonly attributes: FileAttributes = this
  readonly #clock: Clock
  readonly #root: Directory
  #nextInode = 1
  #sealed = false

  constructor(clock: Clock, apiLevel: number) {
    this.#clock = clock
    this.#root = { kind: 'directory', readOnly: true, children: new Map(), ...this.#entry(0o755, 0, 0) }
    for (const item of skeleton(apiLevel)) {
      const { parent, name } = this.#parentOf(item.path, true)
      const entry = this.#entry(item.mode, item.uid, item.gid)
      const readOnly = parent === this.#root ? readOnlyRoots.includes(name) : parent.readOnly
      if (item.kind === 'directory')
        parent.children.set(name, { kind: 'directory', readOnly, children: new Map(), ...entry })
      else if (item.kind === 'link') parent.children.set(name, { kind: 'link', target: item.target, ...entry })
      else
        parent.children.set(name, { kind: 'provided', content: item.content, device: item.device === true, ...entry })
    }
    this.#sealed = true
  }

  stat(path: string): FileStat | undefined {
    return describe(this.#find(path, true))
  }

  lstat(path: string): FileStat | undefined {
    return describe(this.#find(path, false))
  }

  isReadOnly(path: string): boolean {
    const node = this.#find(path, true)
    if (node?.kind === 'directory') return node.readOnly
    if (node?.kind === 'provided' && node.device) return false
    const cut = path.replace(/\/+$/, '').lastIndexOf('/')
    return this.isReadOnly(cut <= 0 ? '/' : path.slice(0, cut))
  }

  readLink(path: string): string | undefined {
    const node = this.#find(path, false)
    return node?.kind === 'link' ? node.target : undefined
  }

  read(path: string): Buffer | undefined {
    const node = this.#find(path, true)
    if (node?.kind === 'file') {
      if (node.tail.length > 0) {
        node.content = shareContent(Buffer.concat([node.content, ...node.tail]))
        node.tail = []
      }
      return node.content
    }
    return node?.kind === 'provided' ? node.content() : undefined
  }

  write(path: string, data: Buffer, options: { readonly mode?: number; readonly mtimeMs?: number } = {}): void {
    const node = this.#find(path, true)
    if (node?.kind === 'directory') throw fileError('EISDIR')
    if (node?.kind === 'provided') {
      // A device takes everything and keeps nothing; other provided files are the system's.
      if (node.device) return
      throw fileError('EACCES')
    }
    const mtimeMs = options.mtimeMs ?? this.#clock.now()
    if (node?.kind === 'file') {
      this.#mustBeWritable(path)
      node.content = shareContent(data)
      node.tail = []
      node.mtimeMs = mtimeMs
      if (options.mode !== undefined) node.mode = options.mode & 0o7777
      return
    }
    const { parent, name } = this.#parentOf(this.#followDangling(path), true)
    const mode = isSharedStorage(parent) ? 0o660 : (options.mode ?? 0o644) & 0o7777
    this.#add(parent, name, {
      kind: 'file',
      content: shareContent(data),
      tail: [],
      ...this.#entry(mode, parent.uid, parent.gid),
      mtimeMs,
    })
  }

  append(path: string, data: Buffer): void {
    const node = this.#find(path, true)
    if (node?.kind !== 'file') {
      this.write(path, data)
      return
    }
    this.#mustBeWritable(path)
    node.tail.push(Buffer.from(data))
    node.mtimeMs = this.#clock.now()
  }

  makeDirectory(path: string, options: { readonly parents?: boolean } = {}): void {
    const node = this.#find(path, true)
    if (node !== undefined) {
      if (node.kind === 'directory' && options.parents === true) return
      throw fileError('EEXIST')
    }
    const { parent, name } = this.#parentOf(path, options.parents === true)
    this.#add(parent, name, this.#directoryIn(parent))
  }

  remove(path: string, options: { readonly recursive?: boolean } = {}): boolean {
    const node = this.#find(path, false)
    if (node === undefined) return false
    if (node === this.#root) throw fileError('EPERM')
    this.#mustBeWritable(path)
    if (node.kind === 'directory' && node.children.size > 0 && options.recursive !== true) throw fileError('ENOTEMPTY')
    const { parent, name } = this.#parentOf(path, false)
    parent.children.delete(name)
    parent.mtimeMs = this.#clock.now()
    return true
  }

  rename(from: string, to: string): void {
    const node = this.#find(from, false)
    if (node === undefined) throw fileError('ENOENT')
    this.#mustBeWritable(from)
    const target = this.#find(to, false)
    if (target === node) return
    if (target?.kind === 'directory') {
      if (node.kind !== 'directory') throw fileError('EISDIR')
      if (target.children.size > 0) throw fileError('ENOTEMPTY')
    } else if (target !== undefined && node.kind === 'directory') throw fileError('ENOTDIR')
    const source = this.#parentOf(from, false)
    const goal = this.#parentOf(to, false)
    if (node.kind === 'directory' && contains(node, goal.parent)) throw fileError('EINVAL')
    this.#add(goal.parent, goal.name, node)
    source.parent.children.delete(source.name)
    source.parent.mtimeMs = this.#clock.now()
  }

  list(path: string): readonly string[] | undefined {
    const node = this.#find(path, true)
    return node?.kind === 'directory' ? [...node.children.keys()] : undefined
  }

  provide(path: string, content: () => Buffer, options: { readonly mode?: number } = {}): void {
    const { parent, name } = this.#parentOf(path, true, false)
    const entry = this.#entry(options.mode ?? 0o644, parent.uid, parent.gid)
    parent.children.set(name, { kind: 'provided', content, device: false, ...entry })
  }

  symlink(target: string, path: string): void {
    if (this.#find(path, false) !== undefined) throw fileError('EEXIST')
    const { parent, name } = this.#parentOf(path, false)
    this.#add(parent, name, { kind: 'link', target, ...this.#entry(0o777, parent.uid, parent.gid) })
  }

  change(path: string, to: { mode?: number; mtimeMs?: number; uid?: number; gid?: number }): void {
    const node = this.#find(path, true)
    if (node === undefined) throw fileError('ENOENT')
    this.#mustBeWritable(path)
    if (to.mode !== undefined) node.mode = to.mode & 0o7777
    if (to.mtimeMs !== undefined) node.mtimeMs = to.mtimeMs
    if (to.uid !== undefined) node.uid = to.uid
    if (to.gid !== undefined) node.gid = to.gid
  }

  #entry(mode: number, uid: number, gid: number): Entry {
    return { mode, uid, gid, mtimeMs: this.#clock.now(), inode: this.#nextInode++ }
  }

  #directoryIn(parent: Directory): Directory {
    const mode = isSharedStorage(parent) ? 0o770 : 0o755
    return {
      kind: 'directory',
      readOnly: parent.readOnly,
      children: new Map(),
      ...this.#entry(mode, parent.uid, parent.gid),
    }
  }

  #add(parent: Directory, name: string, node: Node): void {
    if (parent.readOnly) throw fileError('EROFS')
    parent.children.set(name, node)
    parent.mtimeMs = this.#clock.now()
  }

  /** Node at `path`, undefined when it does not exist. */
  #find(path: string, followLast: boolean): Node | undefined {
    let links = 0
    let node: Node = this.#root
    const trail: Directory[] = []
    const steps = split(path)
    for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
      if (node.kind !== 'directory') return undefined
      if (step === '..') {
        node = trail.pop() ?? this.#root
        continue
      }
      const child = node.children.get(step)
      if (child === undefined) return undefined
      if (child.kind !== 'link' || (steps.length === 0 && !followLast)) {
        trail.push(node)
        node = child
        continue
      }
      if (++links > maxLinks) throw fileError('ELOOP')
      steps.unshift(...split(child.target))
      if (child.target.startsWith('/')) {
        trail.length = 0
        node = this.#root
      }
    }
    return node
  }

  /** The directory that holds (or would hold) `path`, and the last name. */
  #parentOf(
    path: string,
    create: boolean,
    guard = this.#sealed,
  ): { readonly parent: Directory; readonly name: string } {
    const steps = split(path)
    const name = steps.pop()
    if (name === undefined || name === '..') throw fileError('EEXIST')
    let reached = ''
    let parent: Directory = this.#root
    for (const step of steps) {
      const next = this.#find(`${reached}/${step}`, true)
      if (next === undefined) {
        if (!create) throw fileError('ENOENT')
        if (guard && parent.readOnly) throw fileError('EROFS')
        const made = this.#directoryIn(parent)
        parent.children.set(step, made)
        parent = made
      } else if (next.kind === 'directory') parent = next
      else throw fileError('ENOTDIR')
      reached += `/${step}`
    }
    return { parent, name }
  }

  /** Where a write through a link with no target lands. */
  #followDangling(path: string): string {
    let at = path
    for (let links = 0; links <= maxLinks; links++) {
      const target = this.readLink(at)
      if (target === undefined) return at
      at = target.startsWith('/') ? target : `${at.slice(0, at.lastIndexOf('/'))}/${target}`
    }
    throw fileError('ELOOP')
  }

  #mustBeWritable(path: string): void {
    const { parent } = this.#parentOf(path, false)
    if (parent.readOnly) throw fileError('EROFS')
  }
}

/** The emulated storage hands out fixed modes whatever is asked for; its directories are marked by media's groups. */
function isSharedStorage(directory: Directory): boolean {
  return directory.gid === 1015 || directory.gid === 1023
}

function contains(outer: Directory, inner: Directory): boolean {
  if (outer === inner) return true
  for (const child of outer.children.values()) if (child.kind === 'directory' && contains(child, inner)) return true
  return false
}

function describe(node: Node | undefined): FileStat | undefined {
  if (node === undefined) return undefined
  const { uid, gid, mtimeMs, inode } = node
  const shared = { uid, gid, mtimeMs, inode }
  switch (node.kind) {
    case 'directory':
      return { mode: 0o040000 | node.mode, size: 4096, ...shared }
    case 'file':
      return {
        mode: 0o100000 | node.mode,
        size: node.tail.reduce((sum, piece) => sum + piece.length, node.content.length),
        ...shared,
      }
    case 'provided':
      return { mode: (node.device ? 0o020000 : 0o100000) | node.mode, size: node.device ? 0 : sizeOf(node), ...shared }
    case 'link':
      return { mode: 0o120000 | node.mode, size: Buffer.byteLength(node.target), ...shared }
  }
}

function sizeOf(node: ProvidedFile): number {
  return node.content().length
}

/** Names of a path, without empty ones and `.`; `..` is kept because links decide where it leads. */
function split(path: string): string[] {
  return path.split('/').filter((step) => step !== '' && step !== '.')
}
