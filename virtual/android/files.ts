/** The phone's file system, in memory; seen alike by sync, shell and the OS. Paths are absolute. `/sdcard` is a link. */
export interface Files {
  stat(path: string): FileStat | undefined
  /** Undefined when missing or a directory. */
  read(path: string): Buffer | undefined
  /** Creates missing parents. Throws FileError (EISDIR, EROFS, ENOTDIR). */
  write(path: string, data: Buffer, options?: { readonly mode?: number; readonly mtimeMs?: number }): void
  append(path: string, data: Buffer): void
  makeDirectory(path: string, options?: { readonly parents?: boolean }): void
  remove(path: string, options?: { readonly recursive?: boolean }): boolean
  rename(from: string, to: string): void
  list(path: string): readonly string[] | undefined
  /** A file whose content is made when it is read (`/proc/net/unix`, an installed base.apk). */
  provide(path: string, content: () => Buffer, options?: { readonly mode?: number }): void
  /** Links, owners and modes; a file system that keeps none leaves it out. */
  readonly attributes?: FileAttributes
}
/** What `ls -l`, `ln`, `chmod` and the sync service's LST2 need beyond contents. */
export interface FileAttributes {
  /** Like `stat`, but of the link itself. */
  lstat(path: string): FileStat | undefined
  /** Whether `path` is, or would be, on a partition that is mounted read-only. */
  isReadOnly(path: string): boolean
  /** Target of a symbolic link as it was written; undefined when `path` is none. */
  readLink(path: string): string | undefined
  /** Makes a symbolic link at `path`. Throws FileError (EEXIST, EROFS, ENOENT). */
  symlink(target: string, path: string): void
  /** Changes what is given, links followed; mode without file type bits. Throws FileError (ENOENT, EROFS). */
  change(
    path: string,
    to: { readonly mode?: number; readonly mtimeMs?: number; readonly uid?: number; readonly gid?: number },
  ): void
}
export interface FileStat {
  /** With file type bits, e.g. 0o100644. */
  readonly mode: number
  readonly size: number
  readonly mtimeMs: number
  readonly uid: number
  readonly gid: number
  readonly inode?: number
}
export class FileError extends Error {
  override readonly name = 'FileError'
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}
