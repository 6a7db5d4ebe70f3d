import { beforeEach, describe, expect, test } from 'vitest'
import { MovableClock } from '../clock.ts'
import type { Files } from './files.ts'
import { createFiles } from './memory-files.ts'
import { userFiles } from './user-files.ts'

let files: Files
beforeEach(() => {
  files = createFiles(new MovableClock())
})
const text = (path: string): string | undefined => files.read(path)?.toString()

describe('files', () => {
  test('written, appended, read through the link, moved, removed', () => {
    files.write('/sdcard/Download/a', Buffer.from('1'))
    files.append('/storage/emulated/0/Download/a', Buffer.from('2'))
    expect(files.stat('/sdcard/Download/a')?.size).toBe(2)
    expect(text('/mnt/sdcard/Download/a')).toBe('12')
    files.rename('/sdcard/Download/a', '/data/local/tmp/b')
    expect(text('/sdcard/Download/a')).toBeUndefined()
    expect(text('/data/local/tmp/../tmp/./b')).toBe('12')
    expect(files.remove('/data/local/tmp/b')).toBe(true)
    expect(files.remove('/data/local/tmp/b')).toBe(false)
  })

  test.each([
    [
      'writing to a read-only partition',
      () => {
        files.write('/system/x', Buffer.alloc(1))
      },
      'EROFS',
      'Read-only file system',
    ],
    [
      'a directory on the root',
      () => {
        files.makeDirectory('/x')
      },
      'EROFS',
      'Read-only file system',
    ],
    [
      'writing over a directory',
      () => {
        files.write('/data', Buffer.alloc(1))
      },
      'EISDIR',
      'Is a directory',
    ],
    [
      'a directory that is there',
      () => {
        files.makeDirectory('/sdcard/DCIM')
      },
      'EEXIST',
      'File exists',
    ],
    [
      'a directory below a file',
      () => {
        files.write('/data/local/tmp/f', Buffer.alloc(0))
        files.makeDirectory('/data/local/tmp/f/x')
      },
      'ENOTDIR',
      'Not a directory',
    ],
    [
      'a directory without its parent',
      () => {
        files.makeDirectory('/sdcard/x/y')
      },
      'ENOENT',
      'No such file or directory',
    ],
    [
      'removing a full directory',
      () => {
        files.remove('/sdcard/Android')
      },
      'ENOTEMPTY',
      'Directory not empty',
    ],
    [
      'moving a directory into itself',
      () => {
        files.rename('/sdcard/Android', '/sdcard/Android/x')
      },
      'EINVAL',
      'Invalid argument',
    ],
  ])('%s', (_name, act, code, message) => {
    expect(act).toThrow(expect.objectContaining({ name: 'FileError', code, message }))
  })

  test('fifty phones with the same large file keep it once', () => {
    const apk = Buffer.alloc(100_000, 7)
    files.write('/data/local/tmp/a', Buffer.from(apk))
    const other = createFiles(new MovableClock())
    other.write('/data/local/tmp/b', Buffer.from(apk))
    expect(other.read('/data/local/tmp/b')).toBe(files.read('/data/local/tmp/a'))
  })

  test('links lead on, dangle, and turn in circles', () => {
    files.attributes?.symlink('later', '/data/local/tmp/link')
    expect(files.stat('/data/local/tmp/link')).toBeUndefined()
    files.write('/data/local/tmp/link', Buffer.from('x'))
    expect(text('/data/local/tmp/later')).toBe('x')
    files.attributes?.symlink('/data/local/tmp/c2', '/data/local/tmp/c1')
    files.attributes?.symlink('/data/local/tmp/c1', '/data/local/tmp/c2')
    expect(() => files.read('/data/local/tmp/c1')).toThrow('Too many symbolic links encountered')
  })

  test('provided files are made when they are read; devices swallow', () => {
    let reads = 0
    files.provide('/data/app/x/base.apk', () => Buffer.from(String(++reads)))
    expect(text('/data/app/x/base.apk')).toBe('1')
    expect(text('/data/app/x/base.apk')).toBe('2')
    files.write('/dev/null', Buffer.from('gone'))
    expect(text('/dev/null')).toBe('')
    expect(text('/proc/net/unix')).toBe('Num       RefCount Protocol Flags    Type St Inode Path\n')
  })
})

describe('as the shell user', () => {
  test.each([
    ['its own directory takes files', '/data/local/tmp/x', undefined],
    ['so does the storage', '/sdcard/x', undefined],
    ['the system partition does not', '/system/x', 'EROFS'],
    ['nor does another user’s directory', '/data/system/x', 'EACCES'],
    ['nor what cannot be reached', '/data/adb/x', 'EACCES'],
  ])('%s', (_name, path, code) => {
    const user = userFiles(files, 2000)
    const write = (): void => {
      user.write(path, Buffer.from('x'))
    }
    if (code === undefined) {
      write()
      expect(user.read(path)?.toString()).toBe('x')
    } else expect(write).toThrow(expect.objectContaining({ code }))
  })

  test('what it makes is its own; the storage has fixed owners and modes', () => {
    const user = userFiles(files, 2000)
    user.write('/data/local/tmp/x', Buffer.alloc(0))
    user.write('/sdcard/x', Buffer.alloc(0), { mode: 0o777 })
    expect(user.stat('/data/local/tmp/x')).toMatchObject({ uid: 2000, gid: 2000, mode: 0o100644 })
    expect(user.stat('/sdcard/x')).toMatchObject({ uid: 0, gid: 1023, mode: 0o100660 })
    expect(() => user.list('/data')).toThrow('Permission denied')
  })
})
