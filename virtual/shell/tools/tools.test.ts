import { beforeEach, describe, expect, test } from 'vitest'
import { bootedPhone } from '../../android/phone-fixture.ts'
import type { Phone } from '../../android/phone.ts'
import { runShell } from '../engine.ts'
import { toolCommands } from './tool-commands.ts'

let phone: Phone
beforeEach(() => {
  const booted = bootedPhone()
  phone = booted.phone
  booted.clock.stop()
})

/** Runs a line in /data/local/tmp; both outputs together. */
async function run(line: string): Promise<string> {
  let text = ''
  const put = (data: Uint8Array): Promise<void> => {
    text += Buffer.from(data).toString()
    return Promise.resolve()
  }
  const stdin = (async function* (): AsyncGenerator<Buffer> {
    await Promise.resolve()
    yield* []
  })()
  const session = { stdin, out: put, err: put, signal: new AbortController().signal, pty: false }
  const status = await runShell(phone, `cd /data/local/tmp; ${line}`, session, toolCommands)
  return status === 0 ? text : `${text}=> ${String(status)}`
}

// The expected texts were compared with toybox 0.8.9, but for what only Android has.
describe.each<readonly [string, readonly (readonly [string, string])[]]>([
  [
    'files',
    [
      [
        'mkdir d; mkdir d; mkdir q/w; mkdir -p q/w && ls q',
        "mkdir: 'd': File exists\nmkdir: 'q/w': No such file or directory\nw\n",
      ],
      [
        'rm nope; rm -f nope; mkdir d; rm d; touch d/x; rmdir d; rm -r d; ls',
        'rm: nope: No such file or directory\nrm: d: Is a directory\nrmdir: d: Directory not empty\n',
      ],
      [
        'echo hi > a; cp a b; mv b c; cat c; cp nope z; mv nope z; mkdir d; cp d z',
        "hi\ncp: bad 'nope': No such file or directory\nmv: bad 'nope': No such file or directory\ncp: Skipped dir 'z': No such file or directory\n=> 1",
      ],
      ['mkdir -p d/e; echo x > d/f; cp -r d q; find q | sort', 'q\nq/e\nq/f\n'],
      [
        'echo x > f; ln -s f s; ln -s f s; readlink s; cat s; rm s; ls',
        "ln: cannot create symbolic link from 'f' to 's': File exists\nf\nx\nf\n",
      ],
      [
        'echo x > f; chmod 640 f; stat -c "%a %n %s %F %U" f; chmod u+x,g-r f; stat -c %A f',
        '640 f 2 regular file shell\n-rwx------\n',
      ],
      [
        'touch -d "2026-11-20 10:00:00" f; ls -l f; chown 0:0 f',
        "-rw-r--r-- 1 shell shell 0 2026-11-20 10:00 f\nchown: '0:0' 'f': Operation not permitted\n=> 1",
      ],
      ['touch -t 202611200900 b; touch -t 202611201000 a; ls -t -1; ls -tr', 'a\nb\nb\na\n'],
      [
        'ls /data; ls nope; mkdir d; ls -d d; ls -F',
        'ls: /data: Permission denied\nls: nope: No such file or directory\nd\nd/\n',
      ],
      ['touch .h v; ls; ls -A; ls -a', 'v\n.h\nv\n.\n..\n.h\nv\n'],
      ['truncate -s 3 f; wc -c f; dd if=/dev/zero of=g bs=4 count=2 2>/dev/null; stat -c %s g', '3 f\n8\n'],
    ],
  ],
  [
    'text',
    [
      [
        'seq 10 | head -3; seq 10 | tail -2; seq 10 | tail -n +9; echo abcdef | head -c 3',
        '1\n2\n3\n9\n10\n9\n10\nabc',
      ],
      [
        'printf "b 2\\na 10\\nc 1\\n" | sort -k2 -n; printf "3\\n1\\n3\\n" | sort -un; printf "a\\na\\nb\\n" | uniq -c',
        'c 1\nb 2\na 10\n1\n3\n      2 a\n      1 b\n',
      ],
      [
        'echo a:b:c | cut -d: -f1,3; echo abcdef | cut -c2-4; echo aBc | tr a-z A-Z; echo aabb | tr -s a; echo a1 | tr -d 0-9',
        'a:c\nbcd\nABC\nabb\na\n',
      ],
      [
        'echo hi > f; wc f; wc -l f nope; wc -c < f',
        '1 1 3 f\n      1 f\nwc: nope: No such file or directory\n      1 total\n3\n',
      ],
      [
        'printf "hello\\nfoo\\n" | grep -n o; printf "ab12\\n" | grep -oE "[0-9]+"; echo a | grep -vc b; echo x | grep -q y || echo none',
        '1:hello\n2:foo\n12\n1\nnone\n',
      ],
      [
        'seq 5 | grep -A1 -B1 3; grep; grep x nope; printf "a|b\\nb\\n" | grep "a|b"; printf "foo bar\\n" | grep -w bar',
        '2\n3\n4\ngrep: no REGEX\ngrep: nope: No such file or directory\na|b\nfoo bar\n',
      ],
      [
        'echo hello | sed s/l/L/; echo hello | sed s/l/L/g; seq 3 | sed -n 2p; seq 3 | sed "\\$d"; echo abc | sed -E "s/(a)(b)/\\2\\1/"',
        'heLlo\nheLLo\n2\n1\n2\nbac\n',
      ],
      [
        'printf "a\\nb\\nc\\n" | sed ":a;N;\\$!ba;s/\\n/,/g"; seq 5 | sed "2!d"; echo a/b | sed "s#/#-#"; echo x > f; sed -i s/x/y/ f; cat f',
        'a,b,c\n2\na-b\ny\n',
      ],
      [
        'echo abc | md5sum; echo abc | base64; echo YWJjCg== | base64 -d; printf "\\001\\002" | xxd -p',
        '0bee89b07a248e27c83fc3d5951213c1  -\nYWJjCg==\nabc\n0102\n',
      ],
      [
        'cat -Z; tr; seq; sleep x',
        'cat: Unknown option \'Z\' (see "cat --help")\ntr: Needs 1 argument (see "tr --help")\nseq: Needs 1 argument (see "seq --help")\nsleep: Not a number \'x\'\n=> 1',
      ],
    ],
  ],
  [
    'programs',
    [
      [
        'echo a b c | xargs echo x; printf "a\\nb\\n" | xargs -n1 echo; echo a | xargs nope',
        'x a b c\na\nb\nxargs: exec nope: No such file or directory\n=> 127',
      ],
      [
        'mkdir -p d/e; touch d/x.txt d/e/y.log; find d -name "*.txt"; find d -type d; find d -name "*.log" -exec echo got {} \\;; find nope',
        "d/x.txt\nd\nd/e\ngot d/e/y.log\nfind: 'nope': No such file or directory\n=> 1",
      ],
      ['env -i X=1 env; A=1 sh -c "echo \\$A"; which ls nope; expr 2 + 3', 'X=1\n1\n/system/bin/ls\n5\n'],
      [
        'date -u -d @0; date -u -d @86400 +%Y-%m-%dT%T%z; date -d xx',
        'Thu Jan  1 00:00:00 UTC 1970\n1970-01-02T00:00:00+0000\ndate: bad date xx\n=> 1',
      ],
      [
        'basename /a/b.txt .txt; dirname /a/b; readlink -f /sdcard; whoami; id -u; uname; getconf PAGESIZE',
        'b\n/a\n/storage/emulated/0\nshell\n2000\nLinux\n4096\n',
      ],
      ['run-as com.nope id', 'run-as: unknown package: com.nope\n=> 1'],
      ['date 010100002030', 'date: cannot set date: Operation not permitted\n=> 1'],
    ],
  ],
])('%s', (_name, table) => {
  test.each(table)('%s', async (line, expected) => {
    expect(await run(line)).toBe(expected)
  })
})

test('the date is the phone’s, in its zone', async () => {
  phone.properties.set('persist.sys.timezone', 'Asia/Shanghai')
  expect(await run('date -d @1700000000 "+%F %T %Z %z"')).toBe('2023-11-15 06:13:20 CST +0800\n')
})

test('who one is', async () => {
  expect(await run('id')).toMatch(
    /^uid=2000\(shell\) gid=2000\(shell\) groups=2000\(shell\),1004\(input\),.* context=u:r:shell:s0\n$/,
  )
})
