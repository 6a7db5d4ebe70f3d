import { describe, expect, test } from 'vitest'
import { bootedPhone } from '../android/phone-fixture.ts'
import type { Command, ShellSession } from './command.ts'
import { runShell } from './engine.ts'
import { toolCommands } from './tools/tool-commands.ts'

const { phone, clock } = bootedPhone()
phone.files.makeDirectory('/data/local/tmp/e')

interface Ran {
  readonly out: string
  readonly err: string
  readonly status: number
}

async function run(
  line: string,
  options: { stdin?: string; signal?: AbortSignal; commands?: Record<string, Command>; on?: typeof phone } = {},
): Promise<Ran> {
  let out = ''
  let err = ''
  const session: ShellSession = {
    stdin: (async function* () {
      await Promise.resolve()
      if (options.stdin !== undefined) yield Buffer.from(options.stdin)
    })(),
    out: (data) => {
      out += Buffer.from(data).toString()
      return Promise.resolve()
    },
    err: (data) => {
      err += Buffer.from(data).toString()
      return Promise.resolve()
    },
    signal: options.signal ?? new AbortController().signal,
    pty: false,
  }
  const commands = new Map([...toolCommands, ...Object.entries(options.commands ?? {})])
  return { status: await runShell(options.on ?? phone, line, session, commands), out, err }
}

const outputs = (table: readonly (readonly [line: string, out: string])[]): void => {
  test.each(table)('%s', async (line, out) => {
    expect(await run(line)).toEqual({ out, err: '', status: 0 })
  })
}

// The expected texts of this file were compared with mksh R59.
describe('words', () => {
  outputs([
    [`a=1; b="x y"; echo $a $b "$b" '$a' \\$a "\\$a"`, '1 x y x y $a $a $a\n'],
    ['echo "q\\\\w" \'q\\w\' q\\\\w', 'q\\w q\\w q\\w\n'],
    [`echo $'a\\tb'`, 'a\tb\n'],
    ['echo "$(echo a; echo b)" `echo c`', 'a\nb c\n'],
    ['set -- a "b c" d; for x in "$@"; do echo "[$x]"; done; shift; echo "$*" $#', '[a]\n[b c]\n[d]\nb c d 2\n'],
    ['for x in "$@"; do echo no; done; echo $#', '0\n'],
    ['x="a  b"; echo $x; echo "$x"', 'a b\na  b\n'],
    ['IFS=:; x=a:b::c; for i in $x; do echo "[$i]"; done', '[a]\n[b]\n[]\n[c]\n'],
    ['echo a{b,c}d "{x,y}" {z}', 'abd acd {x,y} {z}\n'],
    ['echo ~ ~/x "~"', '/ //x ~\n'],
    ["cd /data/local/tmp/e; touch b1 a2 .h; echo * [ab]? '*' nope*", 'a2 b1 a2 b1 * nope*\n'],
  ])
})

describe('parameters', () => {
  outputs([
    ['echo ${x:-def} ${x-def} ${y:=new} $y ${#y} ${y:+set} ${n:+no}', 'def def new new 3 set\n'],
    [
      'x=abc.tar.gz; echo ${x%.*} ${x%%.*} ${x#*.} ${x##*.} ${x/a/Z} ${x//a/Z} ${x:1:2}',
      'abc.tar abc tar.gz gz Zbc.tar.gz Zbc.tZr.gz bc\n',
    ],
    ['false; echo $?; (exit 7); echo $?', '1\n7\n'],
    ['x=$(exit 3); echo $?', '3\n'],
    [
      'echo $((1+2*3)) $((7/2)) $((-7%3)) $((1<<4)) $((0x10)) $((1?2:3)) $((2147483647+1))',
      '7 3 -1 16 16 2 -2147483648\n',
    ],
    ['i=1; echo $((i++)) $((++i)) $i; (( i > 2 )) && echo big', '1 3 3\nbig\n'],
    ['export A=1; A=2; env | grep ^A=; B=3 env | grep ^B=; echo "[$B]"', 'A=2\nB=3\n[]\n'],
    ['echo $0', '/system/bin/sh\n'],
  ])
})

describe('commands', () => {
  outputs([
    ['true && false || echo x; ! true || echo y', 'x\ny\n'],
    ['if false; then echo a; elif true; then echo b; else echo c; fi', 'b\n'],
    ['i=0; while [ $i -lt 3 ]; do i=$((i+1)); [ $i = 2 ] && continue; echo $i; done', '1\n3\n'],
    ['until [ "$n" = xxx ]; do n=x$n; done; echo $n', 'xxx\n'],
    ['for i in a b; do for j in 1 2; do [ $j = 2 ] && continue 2; echo $i$j; done; done', 'a1\nb1\n'],
    ['case foo in b*) echo b;; f*|g*) echo f;; esac; case x in x) echo 1;& y) echo 2;; esac', 'f\n1\n2\n'],
    ['f() { local x=1; echo "$1-$x"; return 4; }; f a || echo $? $x', 'a-1\n4\n'],
    ['(cd /sdcard; pwd); pwd', '/sdcard\n/\n'],
    ['[[ abc == a* && -d /sdcard ]] && echo yes; [ -e /nope -o 1 -eq 1 ] && echo or', 'yes\nor\n'],
    ['seq 5 | while read n; do echo "n$n"; done | tail -n 1', 'n5\n'],
    ['printf "1 2 3\\n" | { read a b; echo "$a|$b"; }', '1|2 3\n'],
    ['yes | head -n 2', 'y\ny\n'],
    ['{ echo a; echo b >&2; } 2>&1 | sort -r', 'b\na\n'],
    ['cd /data/local/tmp; echo a > r; echo b >> r; cat < r; cat r 2>/dev/null | wc -l', 'a\nb\n2\n'],
    ['cat <<EOF\nx $((1+1)) $(echo sub)\nEOF', 'x 2 sub\n'],
    ["cat <<'EOF'\n$x\nEOF", '$x\n'],
    ['trap "echo bye" EXIT; echo hi', 'hi\nbye\n'],
    ['eval "echo a; x=9"; echo $x; command -v ls; type echo', 'a\n9\n/system/bin/ls\necho is a shell builtin\n'],
    ['while getopts ab: o -a -b v; do echo $o $OPTARG; done', 'a\nb v\n'],
    ['sleep 0 & wait $!; echo $?', '0\n'],
    [
      'sh -c \'echo $0 $1\' name arg; echo "echo in a file \\$1" > /data/local/tmp/s; sh /data/local/tmp/s x',
      'name arg\nin a file x\n',
    ],
    ['/system/bin/echo by path; exec echo last; echo never', 'by path\nlast\n'],
  ])
})

describe('errors', () => {
  const say = (text: string): string => `/system/bin/sh: ${text}\n`
  test.each([
    ['nope', say('nope: inaccessible or not found'), 127],
    ['/sdcard', say("/sdcard: can't execute: Is a directory"), 126],
    ['echo )', say("syntax error: unexpected ')'"), 1],
    ['if true; then', say("syntax error: unmatched 'if'"), 1],
    ["echo 'x", say('no closing quote'), 1],
    ['a && ', say('syntax error: unexpected EOF'), 1],
    ['echo $((1/0))', say('1/0: zero divisor'), 1],
    ['echo ${x?bad}; echo no', say('x: bad'), 1],
    ['set -u; echo $nope; echo no', say('nope: parameter not set'), 1],
    ['readonly x; x=2; echo no', say('read-only: x'), 2],
    ['cd /nope', say('cd: /nope: No such file or directory'), 2],
    ['cat < /nope', say("can't open /nope: No such file or directory"), 1],
    ['echo > /system/x', say("can't create /system/x: Read-only file system"), 1],
    ['echo > /data/system/x', say("can't create /data/system/x: Permission denied"), 1],
    ['[ 1 -eq', say('[: missing ]'), 2],
    ['kill -9 999999', say('kill: 999999: No such process'), 1],
    ['set -e; false; echo no', '', 1],
  ])('%s', async (line, err, status) => {
    expect(await run(line)).toEqual({ out: '', err, status })
  })

  test('earlier lines run before a syntax error', async () => {
    expect(await run('echo a\necho )')).toEqual({ out: 'a\n', err: say("syntax error: unexpected ')'"), status: 1 })
  })

  test('a script on stdin names itself and the line', async () => {
    expect(await run('', { stdin: 'echo a\nnope\nexit 3\n' })).toEqual({
      out: 'a\n',
      err: '/system/bin/sh: <stdin>[2]: nope: inaccessible or not found\n',
      status: 3,
    })
  })

  test('Android 9 has shorter words', async () => {
    const old = bootedPhone({ apiLevel: 28 })
    expect((await run('nope', { on: old.phone })).err).toBe(say('nope: not found'))
    old.clock.stop()
  })
})

describe('time and endings', () => {
  test('output streams through pipes while the writer still runs', async () => {
    const steps: string[] = []
    const talk: Command = async ({ out }) => {
      await out('first\n')
      steps.push('said first')
      await new Promise((resume) => setImmediate(resume))
      await out('second\n')
      return 0
    }
    const hear: Command = async ({ stdin }) => {
      for await (const piece of stdin) steps.push(`heard ${piece.toString().trim()}`)
      return 0
    }
    await run('talk | hear', { commands: { talk, hear } })
    expect(steps).toEqual(['said first', 'heard first', 'heard second'])
  })

  test('a writer that waits is ended when its reader leaves', async () => {
    const follow: Command = async ({ out, signal }) => {
      await out('one\n')
      await new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => {
          resolve()
        })
      })
      return 0
    }
    expect(await run('follow | head -n 1', { commands: { follow } })).toEqual({ out: 'one\n', err: '', status: 0 })
  })

  test('sleep runs on the phone’s clock', async () => {
    const running = run('sleep 3600; echo woke')
    const timer = setInterval(() => {
      clock.advance(1000 * 600)
    }, 1)
    expect((await running).out).toBe('woke\n')
    clearInterval(timer)
  })

  test('timeout ends what takes too long', async () => {
    const running = run('timeout 5 sleep 3600')
    const timer = setInterval(() => {
      clock.advance(1000)
    }, 1)
    expect((await running).status).toBe(124)
    clearInterval(timer)
  })

  test.each([
    'sleep 1000',
    'while :; do :; done',
    'cat',
    'yes > /dev/null',
    '(while true; do echo x; done) | cat > /dev/null',
  ])('an abort ends %s', async (line) => {
    const controller = new AbortController()
    setTimeout(() => {
      controller.abort()
    }, 30)
    const hanging = line === 'cat' ? { hang: () => new Promise<number>(() => undefined) } : {}
    expect((await run(line === 'cat' ? 'hang' : line, { signal: controller.signal, commands: hanging })).status).toBe(
      130,
    )
  })

  test('a program that fails like no phone’s would is an abort, and its stack is in the log', async () => {
    const broken: Command = () => {
      throw new TypeError('a bug')
    }
    expect(await run('broken; echo $?', { commands: { broken } })).toEqual({
      out: '134\n',
      err: 'Aborted \n',
      status: 0,
    })
    expect(
      phone.log.entries(['main']).some(({ tag, message }) => tag === 'broken' && message.includes('TypeError: a bug')),
    ).toBe(true)
  })
})
