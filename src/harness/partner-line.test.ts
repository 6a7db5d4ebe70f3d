import { afterEach, describe, expect, it } from 'vitest'
import { Deadline } from '../base/deadline.ts'
import { PartnerDoor } from './partner-door.ts'
import { PartnerLine, type Served } from './partner-line.ts'

const phones = ['mi', 'oppo', 'vivo'].map((name) => ({ name, pushService: name }))
const lines: PartnerLine[] = []
let door: PartnerDoor | undefined

afterEach(() => {
  for (const line of lines.splice(0)) line.close()
  door?.close()
})

async function open(names: readonly string[]): Promise<PartnerDoor> {
  door = await PartnerDoor.open(phones.filter(({ name }) => names.includes(name)))
  return door
}

function line(
  phone: string,
  { port }: PartnerDoor,
  given: {
    readonly serve?: (body: unknown) => Promise<Served>
    readonly free?: () => void
    readonly patienceMs?: number
  } = {},
): PartnerLine {
  const one = new PartnerLine({
    port,
    phone,
    serve: given.serve ?? ((body) => Promise.resolve({ answer: `${phone} did ${String(body)}` })),
    free: () => Promise.resolve(given.free?.()),
    says: () => undefined,
    ...(given.patienceMs === undefined ? {} : { patienceMs: given.patienceMs }),
  })
  lines.push(one)
  return one
}

describe('phones over the door', () => {
  it('serve each other in turn, tidy up in between, and leave together', async () => {
    const round = await open(['mi', 'oppo'])
    const freed: string[] = []
    const mi = line('mi', round, { free: () => freed.push('mi') })
    const oppo = line('oppo', round, { free: () => freed.push('oppo') })
    const first = mi.ask()
    const second = oppo.ask()
    expect(await first).toBe('oppo')
    expect(await mi.request('an answer', 'send', Deadline.in(2000))).toBe('oppo did send')
    mi.part()
    const finished = mi.finish()
    expect(await second).toBe('mi')
    expect(freed).toEqual(['oppo'])
    expect(await oppo.request('an answer', 'log-in', Deadline.in(2000))).toBe('mi did log-in')
    oppo.part()
    await Promise.all([finished, oppo.finish()])
    expect(freed).toEqual(['oppo', 'mi'])
  })

  it('a phone alone has nobody to ask, and may go', async () => {
    const mi = line('mi', await open(['mi']))
    await expect(mi.ask()).rejects.toThrow('mi has no partner')
    await mi.finish()
  })

  it('a phone that never wanted a partner waits for nobody', async () => {
    await line('mi', await open(['mi', 'oppo'])).finish()
  })

  it('a phone that is lost while it serves ends its own wait with why; its client is answered, then refused', async () => {
    const round = await open(['mi', 'oppo'])
    const why = new Error('oppo was lost')
    const mi = line('mi', round)
    const oppo = line('oppo', round, { serve: () => Promise.resolve({ answer: 'failed', lost: why }) })
    const granted = mi.ask()
    const waiting = expect(oppo.ask()).rejects.toBe(why)
    await granted
    expect(await mi.request('an answer', 'send', Deadline.in(2000))).toBe('failed')
    await waiting
    mi.part()
    await expect(mi.ask()).rejects.toThrow('oppo is gone (oppo was lost)')
    await Promise.all([mi.finish(), oppo.finish()])
  })

  it('a worker that ends in the middle is no answer', async () => {
    const round = await open(['mi', 'oppo'])
    const mi = line('mi', round)
    const oppo = line('oppo', round, {
      serve: () => {
        oppo.close()
        return new Promise(() => undefined)
      },
    })
    const granted = mi.ask()
    oppo.ask().catch(() => undefined)
    await granted
    await expect(mi.request('an answer', 'send', Deadline.in(2000))).rejects.toThrow(
      'The partner does not answer: its worker has ended.',
    )
  })

  it('who hears of nobody for too long gives up, and says what the others do', async () => {
    const round = await open(['mi', 'oppo'])
    await expect(line('mi', round, { patienceMs: 50 }).ask()).rejects.toThrow('oppo checks its own promises')
  })

  it('who hears of another phone goes on waiting', async () => {
    const round = await open(['mi', 'oppo'])
    const mi = line('mi', round, { patienceMs: 300 })
    const news = setInterval(() => round.tell({ kind: 'progresses', phone: 'oppo' }), 50)
    const granted = mi.ask()
    await new Promise((resolve) => setTimeout(resolve, 500))
    clearInterval(news)
    void line('oppo', round)
      .ask()
      .catch(() => undefined)
    expect(await granted).toBe('oppo')
  })

  it('a launcher that ends leaves nobody waiting', async () => {
    const round = await open(['mi', 'oppo'])
    const mi = line('mi', round)
    const waiting = expect(mi.ask()).rejects.toThrow('The launcher no longer keeps the round of partners.')
    await new Promise((resolve) => setTimeout(resolve, 50))
    round.close()
    await waiting
  })
})
