import { fail, say } from './engine-builtin-answers.ts'
import type { Builtin } from './engine-shell.ts'
import { untilAborted } from './engine-signals.ts'

const signals: Readonly<Record<string, number>> = {
  HUP: 1, INT: 2, QUIT: 3, ILL: 4, TRAP: 5, ABRT: 6, BUS: 7, FPE: 8, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13,
  ALRM: 14, TERM: 15, STKFLT: 16, CHLD: 17, CONT: 18, STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22,
} // prettier-ignore

const kill: Builtin = async (shell, argv, io) => {
  const words = argv.slice(1)
  let signal = 15
  const [flag] = words
  if (flag === '-l') return say(io, `${Object.keys(signals).join(' ')}\n`)
  if (flag !== undefined && /^-./.test(flag) && flag !== '--') {
    words.shift()
    const text = (flag === '-s' ? (words.shift() ?? '') : flag.slice(1)).toUpperCase().replace(/^SIG/, '')
    const number = /^\d+$/.test(text) ? Number(text) : signals[text]
    if (number === undefined) return fail(shell, io, `kill: bad signal '${flag === '-s' ? text : flag.slice(1)}'`)
    signal = number
  }
  if (words[0] === '--') words.shift()
  if (words.length === 0) {
    const text =
      'usage: kill [-s signame | -signum | -signame] { job | pid | pgrp } ...\n       kill -l [exit_status ...]\n'
    await io.get(2)?.sink?.write(Buffer.from(text))
    return 1
  }
  let status = 0
  for (const word of words) {
    const job = /^%\d+$/.test(word)
      ? shell.jobs[Number(word.slice(1)) - 1]
      : shell.jobs.find((j) => String(j.pid) === word)
    if (job !== undefined && job.status === undefined) {
      if (signal !== 0) job.kill()
      continue
    }
    if (!/^-?\d+$/.test(word)) {
      status = await fail(shell, io, `kill: ${word}: arguments must be jobs or process IDs`)
      continue
    }
    const process = shell.session.phone.processes.byPid(Number(word))
    if (process === undefined) status = await fail(shell, io, `kill: ${word}: No such process`)
    else if (shell.uid !== 0 && process.uid !== shell.uid)
      status = await fail(shell, io, `kill: ${word}: Operation not permitted`)
    else if (signal !== 0) shell.session.phone.processes.kill(process.pid, `signal ${String(signal)}`)
  }
  return status
}

const wait: Builtin = async (shell, argv, io) => {
  let status = 0
  const wanted = argv.slice(1)
  const jobs = wanted.length === 0 ? shell.jobs : undefined
  if (jobs !== undefined) {
    for (const job of jobs) await untilAborted(shell.signal, job.done)
    shell.jobs = []
    return 0
  }
  for (const word of wanted) {
    const job = shell.jobs.find((j) => String(j.pid) === word || word === `%${String(shell.jobs.indexOf(j) + 1)}`)
    if (job === undefined)
      status = word.startsWith('%') ? await fail(shell, io, `wait: ${word}: no such job`, 127) : 127
    else status = await untilAborted(shell.signal, job.done)
  }
  return status
}

const jobsBuiltin: Builtin = (shell, _argv, io) => {
  const lines = shell.jobs
    .map((job, index) => ({ job, number: index + 1 }))
    .filter(({ job }) => job.status === undefined)
    .map(
      ({ job, number }) =>
        `[${String(number)}] ${number === shell.jobs.length ? '+' : '-'} Running              ${job.text}\n`,
    )
  return say(io, lines.join(''))
}

export const jobBuiltins: readonly (readonly [string, Builtin])[] = [
  ['jobs', jobsBuiltin],
  ['kill', kill],
  ['wait', wait],
]
