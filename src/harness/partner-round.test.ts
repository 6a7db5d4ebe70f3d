import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PartnerRound, type RoundEvent, type RoundOrder, type RoundPhone } from './partner-round.ts'

const mi = { name: 'mi', pushService: 'mi' }
const oppo = { name: 'oppo', pushService: 'oppo' }
const oneplus = { name: 'oneplus', pushService: 'oppo' }
const vivo = { name: 'vivo', pushService: 'vivo' }

type Step = readonly [RoundEvent, readonly string[]]

/** `oppo: serves mi` */
function worded({ to, word }: RoundOrder): string {
  const rest = Object.entries(word).flatMap(([key, value]) => (key === 'kind' ? [] : [String(value)]))
  return `${to}: ${[word.kind, ...rest].join(' ')}`
}

const arrives = (phone: string): RoundEvent => ({ kind: 'arrives', phone })
const asks = (phone: string, ...wants: readonly string[]): RoundEvent => ({
  kind: 'asks',
  phone,
  ...(wants.length === 0 ? {} : { wants }),
})
const parts = (phone: string): RoundEvent => ({ kind: 'parts', phone })
const finishes = (phone: string): RoundEvent => ({ kind: 'finishes', phone })
const goes = (phone: string): RoundEvent => ({ kind: 'goes', phone, why: 'cut off' })
const requests = (phone: string, id = 1): RoundEvent => ({ kind: 'requests', phone, id, body: 'send' })
const answers = (phone: string, id = 1): RoundEvent => ({ kind: 'answers', phone, id, body: 'sent' })

const stories: readonly { readonly says: string; readonly phones: readonly RoundPhone[]; readonly steps: Step[] }[] = [
  {
    says: 'one phone alone is refused at once',
    phones: [mi],
    steps: [
      [asks('mi'), ['mi: refused ']],
      [finishes('mi'), ['mi: leave']],
    ],
  },
  {
    says: 'two phones serve each other in turn and leave together',
    phones: [mi, oppo],
    steps: [
      [arrives('mi'), []],
      [asks('mi'), []],
      [arrives('oppo'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [requests('mi'), ['oppo: request 1 mi send']],
      [answers('oppo'), ['mi: answer 1 sent']],
      [parts('mi'), ['oppo: free']],
      [finishes('mi'), ['mi: serves oppo', 'oppo: granted mi']],
      [requests('oppo', 7), ['mi: request 7 oppo send']],
      [answers('mi', 7), ['oppo: answer 7 sent']],
      [parts('oppo'), ['mi: free']],
      [finishes('oppo'), ['mi: leave', 'oppo: leave']],
    ],
  },
  {
    says: 'of several that are wanted whoever is free first serves',
    phones: [mi, oppo, vivo],
    steps: [
      [arrives('oppo'), []],
      [asks('mi', 'oppo', 'vivo'), []],
      [asks('vivo', 'oppo'), ['vivo: serves mi', 'mi: granted vivo']],
      [parts('mi'), ['vivo: free']],
      [asks('oppo'), ['oppo: serves vivo', 'vivo: granted oppo']],
    ],
  },
  {
    says: 'who asks again at once waits behind the one it was served by',
    phones: [mi, oppo],
    steps: [
      [asks('mi'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [parts('mi'), ['oppo: free']],
      [asks('mi'), ['mi: serves oppo', 'oppo: granted mi']],
    ],
  },
  {
    says: 'a partner is lost while it works: its client is told, and refused when nobody is left',
    phones: [mi, oppo],
    steps: [
      [asks('mi'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [requests('mi'), ['oppo: request 1 mi send']],
      [goes('oppo'), ['mi: no-answer 1 cut off']],
      [parts('mi'), []],
      [asks('mi'), ['mi: refused oppo is gone (cut off)']],
      [finishes('mi'), ['mi: leave']],
    ],
  },
  {
    says: 'a partner is lost between two requests: the next is answered by its absence',
    phones: [mi, oppo],
    steps: [
      [asks('mi'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [goes('oppo'), []],
      [requests('mi'), ['mi: no-answer 1 oppo is gone (cut off)']],
    ],
  },
  {
    says: 'who is served is lost: the partner is free when it has finished its work',
    phones: [mi, oppo, vivo],
    steps: [
      [asks('mi'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [requests('mi'), ['oppo: request 1 mi send']],
      [goes('mi'), []],
      [asks('vivo'), []],
      [answers('oppo'), ['oppo: free', 'vivo: serves oppo', 'oppo: granted vivo']],
    ],
  },
  {
    says: 'a phone of the same push service serves only where no other is left',
    phones: [oppo, oneplus, mi],
    steps: [
      [asks('oppo'), []],
      [asks('oneplus'), []],
      [goes('mi'), ['oneplus: serves oppo', 'oppo: granted oneplus']],
    ],
  },
  {
    says: 'a wanted phone is waited for though another has time',
    phones: [mi, oppo, vivo],
    steps: [
      [asks('mi', 'vivo'), []],
      [finishes('oppo'), []],
      [asks('vivo'), ['vivo: serves mi', 'mi: granted vivo']],
      [parts('mi'), ['vivo: free', 'oppo: serves vivo', 'vivo: granted oppo']],
    ],
  },
  {
    says: 'who has finished serves rather than who waits itself',
    phones: [mi, oppo, vivo],
    steps: [
      [asks('mi', 'nobody'), ['mi: refused oppo checks its own promises, vivo checks its own promises']],
      [finishes('oppo'), []],
      [asks('vivo'), ['oppo: serves vivo', 'vivo: granted oppo']],
      [asks('mi'), []],
      [parts('vivo'), ['oppo: free', 'oppo: serves mi', 'mi: granted oppo']],
    ],
  },
  {
    says: 'a phone that never came does not hold the others',
    phones: [mi, oppo, vivo],
    steps: [
      [finishes('mi'), []],
      [finishes('oppo'), []],
      [goes('vivo'), ['mi: leave', 'oppo: leave']],
    ],
  },
  {
    says: 'who gives up is told what the others do',
    phones: [mi, oppo],
    steps: [
      [asks('mi'), []],
      [{ kind: 'gives-up', phone: 'mi' }, ['mi: refused oppo checks its own promises']],
      [asks('oppo'), []],
      [finishes('mi'), ['mi: serves oppo', 'oppo: granted mi']],
    ],
  },
  {
    says: 'who gives up while it serves leaves its client without a partner',
    phones: [mi, oppo],
    steps: [
      [asks('mi'), []],
      [asks('oppo'), ['oppo: serves mi', 'mi: granted oppo']],
      [requests('mi'), ['oppo: request 1 mi send']],
      [
        { kind: 'gives-up', phone: 'oppo' },
        ['oppo: refused mi is served by oppo', 'mi: no-answer 1 it has given up waiting'],
      ],
      [answers('oppo'), []],
    ],
  },
  {
    says: 'news of a phone reach those who wait',
    phones: [mi, oppo, vivo],
    steps: [
      [asks('mi'), []],
      [{ kind: 'progresses', phone: 'vivo' }, ['mi: news']],
    ],
  },
  {
    says: 'a request without a partner, an answer nobody waits for and a stranger change nothing',
    phones: [mi, oppo],
    steps: [
      [requests('mi'), ['mi: no-answer 1 it has no partner']],
      [answers('mi'), []],
      [parts('mi'), []],
      [asks('nobody'), []],
    ],
  },
]

describe('a round of partners', () => {
  it.each(stories)('$says', ({ phones, steps }) => {
    const round = new PartnerRound(phones)
    for (const [event, orders] of steps) expect(round.hear(event).map(worded), JSON.stringify(event)).toEqual(orders)
  })
})

/** A worker as the round sees it: it asks so many times, sends so many requests to each partner, and serves meanwhile. */
class Walker {
  readonly name: string
  asksLeft: number
  readonly requestsEach: number
  requestsLeft = 0
  state: 'elsewhere' | 'own' | 'waiting' | 'with-partner' | 'awaiting-answer' | 'finished' | 'left' | 'lost' =
    'elsewhere'
  partner: string | undefined
  /** Requests to it that it has not answered yet. */
  toAnswer: { readonly id: number; readonly from: string }[] = []
  granted = 0
  refused = 0

  constructor(name: string, asksLeft: number, requestsEach: number) {
    this.name = name
    this.asksLeft = asksLeft
    this.requestsEach = requestsEach
  }

  /** What it may do next by itself. */
  get moves(): readonly RoundEvent[] {
    const phone = this.name
    const [open] = this.toAnswer
    const answer: readonly RoundEvent[] =
      open === undefined ? [] : [{ kind: 'answers', phone, id: open.id, body: phone }]
    switch (this.state) {
      case 'elsewhere':
        return [{ kind: 'arrives', phone }]
      case 'own':
        return this.asksLeft > 0 ? [{ kind: 'asks', phone }] : [{ kind: 'finishes', phone }]
      case 'with-partner':
        return this.requestsLeft > 0
          ? [{ kind: 'requests', phone, id: this.requestsLeft, body: phone }]
          : [{ kind: 'parts', phone }]
      case 'waiting':
      case 'finished':
        return answer
      case 'awaiting-answer':
      case 'left':
      case 'lost':
        return []
    }
  }

  did(event: RoundEvent): void {
    switch (event.kind) {
      case 'arrives':
      case 'parts':
        this.state = 'own'
        this.partner = undefined
        return
      case 'asks':
        this.asksLeft--
        this.state = 'waiting'
        return
      case 'finishes':
        this.state = 'finished'
        return
      case 'requests':
        this.requestsLeft--
        this.state = 'awaiting-answer'
        return
      case 'answers':
        this.toAnswer.shift()
        return
      case 'goes':
        this.state = 'lost'
        return
      case 'gives-up':
      case 'progresses':
    }
  }

  hear({ word }: RoundOrder): void {
    if (this.state === 'lost') return
    switch (word.kind) {
      case 'granted':
        expect(this.state).toBe('waiting')
        expect(this.toAnswer, 'is not served while it serves').toEqual([])
        this.granted++
        this.partner = word.partner
        this.requestsLeft = this.requestsEach
        this.state = 'with-partner'
        return
      case 'refused':
        expect(this.state).toBe('waiting')
        this.refused++
        this.state = 'own'
        return
      case 'request':
        expect(['waiting', 'finished'], `${this.name} is asked for something`).toContain(this.state)
        expect(this.toAnswer, 'one request at a time').toEqual([])
        this.toAnswer.push(word)
        return
      case 'answer':
        expect(word.body, 'answered by its own partner').toBe(this.partner)
        expect(this.state).toBe('awaiting-answer')
        this.state = 'with-partner'
        return
      case 'no-answer':
        expect(this.state).toBe('awaiting-answer')
        // A partner that is gone is parted from.
        this.requestsLeft = 0
        this.state = 'with-partner'
        return
      case 'leave':
        expect(this.state).toBe('finished')
        this.state = 'left'
        return
      case 'serves':
      case 'free':
      case 'news':
    }
  }
}

/** A linear congruential generator with the constants of glibc. */
function fractions(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
    return state / 0x8000_0000
  }
}

const walk = fc.record({
  walkers: fc.array(
    fc.record({
      asks: fc.nat({ max: 4 }),
      requests: fc.nat({ max: 3 }),
      service: fc.constantFrom('mi', 'oppo', 'fcm'),
      /** Lost before its n-th move. */
      lostAt: fc.option(fc.nat({ max: 12 }), { nil: undefined, freq: 3 }),
    }),
    { minLength: 1, maxLength: 7 },
  ),
  /** In which order things happen. */
  seed: fc.nat({ max: 0x7fff_ffff }),
})

describe('in any order of events, with phones lost at any point', () => {
  it('every question is answered, every phone leaves, and nobody serves two', () => {
    fc.assert(
      fc.property(walk, ({ walkers: plans, seed }) => {
        const chance = fractions(seed)
        const walkers = plans.map((plan, at) => new Walker(`phone${String(at)}`, plan.asks, plan.requests))
        const asked = plans.map((plan) => plan.asks)
        const round = new PartnerRound(walkers.map(({ name }, at) => ({ name, pushService: plans[at]?.service ?? '' })))
        const moved = new Map<string, number>()
        for (;;) {
          const able = walkers.flatMap((walker, at) => {
            const lostAt = plans[at]?.lostAt
            if (walker.state === 'lost' || walker.state === 'left') return []
            const dies = lostAt !== undefined && (moved.get(walker.name) ?? 0) >= lostAt
            return dies ? [goes(walker.name)] : walker.moves
          })
          if (able.length === 0) break
          const event = able[Math.floor(chance() * able.length)]
          if (event === undefined) break
          moved.set(event.phone, (moved.get(event.phone) ?? 0) + 1)
          walkers.find(({ name }) => name === event.phone)?.did(event)
          for (const said of round.hear(event)) walkers.find(({ name }) => name === said.to)?.hear(said)
        }
        for (const [at, walker] of walkers.entries()) {
          expect(['left', 'lost'], `${walker.name} at the end`).toContain(walker.state)
          if (walker.state !== 'left') continue
          expect(walker.granted + walker.refused, 'every question was answered').toBe(asked[at])
          if (walkers.length > 1 && walkers.every(({ state }) => state === 'left'))
            expect(walker.refused, 'nobody is refused while others are there').toBe(0)
        }
      }),
      { numRuns: 300 },
    )
  })
})
