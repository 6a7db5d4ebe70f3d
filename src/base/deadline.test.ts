import { describe, expect, it } from 'vitest'
import type { Clock } from './clock.ts'
import { Deadline, DeadlinePassed, inTime, until, within } from './deadline.ts'

function handClock(): Clock & { at: number } {
  return {
    at: 0,
    now() {
      return this.at
    },
    monotonic() {
      return this.at
    },
  }
}

describe('Deadline', () => {
  it('counts down and never below zero', () => {
    const clock = handClock()
    const deadline = Deadline.in(100, clock)
    clock.at = 40
    expect([deadline.remainingMs, deadline.waitedMs, deadline.passed]).toEqual([60, 40, false])
    clock.at = 400
    expect([deadline.remainingMs, deadline.passed]).toEqual([0, true])
  })

  it('gives parts that never outlive it', () => {
    const clock = handClock()
    const deadline = Deadline.in(100, clock)
    clock.at = 70
    expect(deadline.atMost(1000).remainingMs).toBe(30)
    expect(deadline.atMost(10).remainingMs).toBe(10)
  })
})

describe('until', () => {
  it('returns the first answer', async () => {
    let asked = 0
    const answer = await until('an answer', () => (++asked === 3 ? 'yes' : undefined), Deadline.in(1000), {
      everyMs: 1,
    })
    expect([answer, asked]).toEqual(['yes', 3])
  })

  it('asks again as soon as it is woken', async () => {
    let wakeUp: () => void = () => undefined
    let open = false
    const waiting = until('the door', () => (open ? true : undefined), Deadline.in(5000), {
      everyMs: 60_000,
      wake: () => new Promise<void>((resolve) => (wakeUp = resolve)),
    })
    await Promise.resolve()
    open = true
    wakeUp()
    expect(await waiting).toBe(true)
  })

  it('says what did not happen, and for how long it waited', async () => {
    const clock = handClock()
    const asking = until('the shade to open', () => void (clock.at += 50), Deadline.in(100, clock), { everyMs: 0 })
    await expect(asking).rejects.toThrow('the shade to open did not happen within 100 ms')
  })

  it('names what it waited for where the deadline cut a question off', async () => {
    const deadline = Deadline.in(20)
    const cutOff = async (): Promise<never> => {
      while (!deadline.passed) await until('a turn', () => true, deadline)
      throw new DeadlinePassed('the end of "getprop"', 20)
    }
    await expect(until('the phone to boot', cutOff, deadline)).rejects.toThrow(/^the phone to boot did not/)
  })

  it('ends at an error, unless that error is tolerated', async () => {
    const fail = (): never => {
      throw new Error('no such element')
    }
    await expect(until('x', fail, Deadline.in(1000))).rejects.toThrow('no such element')
    const tolerant = until('x', fail, Deadline.in(5), { everyMs: 1, tolerate: () => true })
    await expect(tolerant).rejects.toBeInstanceOf(DeadlinePassed)
  })
})

describe('inTime', () => {
  it('answers what the wait came to, nothing where it came to nothing in time, and fails as the wait fails', async () => {
    const ask = (probe: () => true | undefined): Promise<true | undefined> =>
      inTime(until('x', probe, Deadline.in(1), { everyMs: 1 }))
    expect(await ask(() => true)).toBe(true)
    expect(await ask(() => undefined)).toBeUndefined()
    const broken = ask(() => {
      throw new Error('no such element')
    })
    await expect(broken).rejects.toThrow('no such element')
  })
})

describe('within', () => {
  it('lets work through that is in time and rejects what is not', async () => {
    expect(await within('work', Promise.resolve(7), Deadline.in(1000))).toBe(7)
    await expect(within('work', new Promise(() => undefined), Deadline.in(1))).rejects.toBeInstanceOf(DeadlinePassed)
  })
})
