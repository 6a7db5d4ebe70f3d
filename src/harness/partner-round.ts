/** Another phone of the run, as far as its partners know it. */
export interface RoundPhone {
  readonly name: string
  /** The push service by which it gets its pushes. */
  readonly pushService: string
}

/** What a phone, or the run, tells the round. */
export type RoundEvent =
  /** The phone's worker has reached the first promise that takes two phones. */
  | { readonly kind: 'arrives'; readonly phone: string }
  /** It wants a partner: one of these, or any. Until it has one it serves others. */
  | { readonly kind: 'asks'; readonly phone: string; readonly wants?: readonly string[] }
  /** It has waited long enough. */
  | { readonly kind: 'gives-up'; readonly phone: string }
  /** It wants something done on its partner. */
  | { readonly kind: 'requests'; readonly phone: string; readonly id: number; readonly body: unknown }
  | { readonly kind: 'answers'; readonly phone: string; readonly id: number; readonly body: unknown }
  /** It needs its partner no longer. */
  | { readonly kind: 'parts'; readonly phone: string }
  /** It has checked all its promises, and serves until nobody can need it. */
  | { readonly kind: 'finishes'; readonly phone: string }
  /** It is lost, or its worker has ended. */
  | { readonly kind: 'goes'; readonly phone: string; readonly why: string }
  /** A promise was checked on it: it is alive. */
  | { readonly kind: 'progresses'; readonly phone: string }

/** What the round tells a phone. */
export type RoundWord =
  | { readonly kind: 'granted'; readonly partner: string }
  /** There is nobody left to ask. */
  | { readonly kind: 'refused'; readonly why: string }
  | { readonly kind: 'request'; readonly id: number; readonly from: string; readonly body: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly body: unknown }
  /** The partner is gone: no answer will come. */
  | { readonly kind: 'no-answer'; readonly id: number; readonly why: string }
  | { readonly kind: 'serves'; readonly whom: string }
  | { readonly kind: 'free' }
  /** One of those it may be waiting for is alive. */
  | { readonly kind: 'news' }
  | { readonly kind: 'leave' }

export interface RoundOrder {
  readonly to: string
  readonly word: RoundWord
}

/** What a phone does when nobody needs it. */
type Own =
  /** Its worker has not come yet. */
  | { readonly is: 'elsewhere' }
  /** Busy with its own promises. */
  | { readonly is: 'busy' }
  | { readonly is: 'asking'; readonly since: number; readonly wants: readonly string[] | undefined }
  | { readonly is: 'finished' }

type Standing =
  | Own
  | { readonly is: 'served'; readonly by: string }
  | {
      readonly is: 'serving'
      readonly whom: string
      readonly own: Own
      readonly open: number | undefined
      /** The other one has parted while this one was still at work. */
      readonly parted: boolean
    }
  | { readonly is: 'gone'; readonly why: string }

/**
 * Who serves whom, when promises take two phones. A phone that waits for a partner is free to serve, and a phone with a
 * partner waits for nobody else: so there is no circle of waiting. A phone that has finished serves until nobody can ask
 * any more. Pure: events in, orders out; who waits for how long is the phones' matter.
 */
export class PartnerRound {
  readonly #phones: readonly RoundPhone[]
  readonly #standing: Map<string, Standing>
  #asked = 0

  constructor(phones: readonly RoundPhone[]) {
    this.#phones = phones
    this.#standing = new Map(phones.map(({ name }) => [name, { is: 'elsewhere' }]))
  }

  hear(event: RoundEvent): readonly RoundOrder[] {
    const standing = this.#standing.get(event.phone)
    if (standing === undefined || standing.is === 'gone') return []
    return [...this.#take(event, standing), ...this.#match(), ...this.#dismiss()]
  }

  /** One line on what each of the others does, for whoever has waited in vain. */
  describe(phone: string): string {
    const others = this.#phones.filter(({ name }) => name !== phone)
    return others.map(({ name }) => `${name} ${wording(this.#of(name))}`).join(', ')
  }

  #take(event: RoundEvent, standing: Standing): readonly RoundOrder[] {
    const { phone } = event
    switch (event.kind) {
      case 'arrives':
        return this.#becomes(phone, standing, { is: 'busy' })
      case 'asks':
        return this.#becomes(phone, standing, { is: 'asking', since: this.#asked++, wants: event.wants })
      case 'finishes':
        return this.#becomes(phone, standing, { is: 'finished' })
      case 'gives-up':
        return [{ to: phone, word: { kind: 'refused', why: this.describe(phone) } }, ...this.#giveUp(phone, standing)]
      case 'parts':
        return standing.is === 'served' ? this.#part(phone, standing.by) : []
      case 'requests':
        return this.#request(phone, standing, event)
      case 'answers':
        return this.#answer(phone, standing, event)
      case 'goes':
        return this.#go(phone, standing, event.why)
      case 'progresses':
        return this.#phones
          .filter(({ name }) => name !== phone && ['asking', 'finished'].includes(this.#of(name).is))
          .map(({ name }) => ({ to: name, word: { kind: 'news' } }))
    }
  }

  /** A phone that serves goes on serving; what it wants of its own comes afterwards. */
  #becomes(phone: string, standing: Standing, own: Own): readonly RoundOrder[] {
    if (standing.is === 'served') {
      const orders = this.#part(phone, standing.by)
      this.#standing.set(phone, own)
      return orders
    }
    this.#standing.set(phone, standing.is === 'serving' ? { ...standing, own } : own)
    return []
  }

  #giveUp(phone: string, standing: Standing): readonly RoundOrder[] {
    // The grant may be on its way, or somebody's request.
    if (standing.is === 'served') return this.#part(phone, standing.by)
    if (standing.is === 'serving') return this.#abandon(phone, standing, 'it has given up waiting')
    return this.#becomes(phone, standing, { is: 'busy' })
  }

  #part(phone: string, by: string): readonly RoundOrder[] {
    this.#standing.set(phone, { is: 'busy' })
    const server = this.#of(by)
    if (server.is !== 'serving' || server.whom !== phone) return []
    if (server.open === undefined) return this.#free(by, server.own)
    this.#standing.set(by, { ...server, parted: true })
    return []
  }

  #free(name: string, own: Own): readonly RoundOrder[] {
    this.#standing.set(name, own)
    return [{ to: name, word: { kind: 'free' } }]
  }

  #request(
    phone: string,
    standing: Standing,
    { id, body }: Extract<RoundEvent, { kind: 'requests' }>,
  ): readonly RoundOrder[] {
    const server = standing.is === 'served' ? this.#of(standing.by) : undefined
    if (standing.is !== 'served' || server?.is !== 'serving' || server.open !== undefined) {
      const why = standing.is === 'served' ? `${standing.by} ${wording(server)}` : 'it has no partner'
      return [{ to: phone, word: { kind: 'no-answer', id, why } }]
    }
    this.#standing.set(standing.by, { ...server, open: id })
    return [{ to: standing.by, word: { kind: 'request', id, from: phone, body } }]
  }

  #answer(
    phone: string,
    standing: Standing,
    { id, body }: Extract<RoundEvent, { kind: 'answers' }>,
  ): readonly RoundOrder[] {
    if (standing.is !== 'serving' || standing.open !== id) return []
    if (standing.parted) return this.#free(phone, standing.own)
    this.#standing.set(phone, { ...standing, open: undefined })
    return [{ to: standing.whom, word: { kind: 'answer', id, body } }]
  }

  #go(phone: string, standing: Standing, why: string): readonly RoundOrder[] {
    const orders =
      standing.is === 'served'
        ? this.#part(phone, standing.by)
        : standing.is === 'serving'
          ? this.#abandon(phone, standing, why)
          : []
    this.#standing.set(phone, { is: 'gone', why })
    return orders
  }

  /** Whom it serves keeps a partner that does not answer; that one asks again for its next promise. */
  #abandon(phone: string, standing: Extract<Standing, { is: 'serving' }>, why: string): readonly RoundOrder[] {
    this.#standing.set(phone, { is: 'busy' })
    const { whom, open, parted } = standing
    if (open === undefined || parted) return []
    return [{ to: whom, word: { kind: 'no-answer', id: open, why } }]
  }

  /** Gives partners to those who ask, the longest waiting first. */
  #match(): readonly RoundOrder[] {
    const orders: RoundOrder[] = []
    const asking = this.#phones.flatMap(({ name }) => {
      const standing = this.#of(name)
      return standing.is === 'asking' ? [{ name, since: standing.since, wants: standing.wants }] : []
    })
    for (const one of asking.toSorted((a, b) => a.since - b.since))
      // It may have become somebody's partner in this very turn.
      if (this.#of(one.name).is === 'asking') orders.push(...this.#forOne(one))
    return orders
  }

  #forOne({
    name,
    wants,
  }: {
    readonly name: string
    readonly wants: readonly string[] | undefined
  }): readonly RoundOrder[] {
    const able = this.#candidates(name, wants)
    if (able.length === 0) {
      this.#standing.set(name, { is: 'busy' })
      return [{ to: name, word: { kind: 'refused', why: this.describe(name) } }]
    }
    const partner = able
      .map((one) => ({ name: one, standing: this.#of(one) }))
      .filter(({ standing }) => standing.is === 'finished' || standing.is === 'asking')
      .toSorted((a, b) => readiness(b.standing) - readiness(a.standing))[0]
    if (partner === undefined) return []
    const own = partner.standing as Own
    this.#standing.set(name, { is: 'served', by: partner.name })
    this.#standing.set(partner.name, { is: 'serving', whom: name, own, open: undefined, parted: false })
    return [
      { to: partner.name, word: { kind: 'serves', whom: name } },
      { to: name, word: { kind: 'granted', partner: partner.name } },
    ]
  }

  /** Who may ever serve it: phones of another push service, or of the same where the run has no others left. */
  #candidates(name: string, wants: readonly string[] | undefined): readonly string[] {
    const left = this.#phones.filter((one) => one.name !== name && this.#of(one.name).is !== 'gone')
    if (wants !== undefined) return left.filter((one) => wants.includes(one.name)).map((one) => one.name)
    const own = this.#phones.find((one) => one.name === name)?.pushService
    const others = left.filter((one) => one.pushService !== own)
    return (others.length > 0 ? others : left).map((one) => one.name)
  }

  /** When nobody can ask any more, those who only serve may go. */
  #dismiss(): readonly RoundOrder[] {
    const standings = this.#phones.map(({ name }) => this.#of(name))
    if (standings.some(({ is }) => is !== 'finished' && is !== 'gone')) return []
    const staying = this.#phones.filter(({ name }) => this.#of(name).is === 'finished')
    for (const { name } of staying) this.#standing.set(name, { is: 'gone', why: 'it has nothing left to do' })
    return staying.map(({ name }) => ({ to: name, word: { kind: 'leave' } }))
  }

  #of(name: string): Standing {
    return this.#standing.get(name) ?? { is: 'gone', why: 'it is not of this run' }
  }
}

/** Who has finished serves first, then whoever came to ask last: the longest waiting are to be served themselves. */
function readiness(standing: Standing): number {
  return standing.is === 'asking' ? standing.since : Number.POSITIVE_INFINITY
}

function wording(standing: Standing | undefined): string {
  switch (standing?.is) {
    case undefined:
    case 'elsewhere':
    case 'busy':
      return 'checks its own promises'
    case 'asking':
      return 'waits for a partner itself'
    case 'served':
      return `is served by ${standing.by}`
    case 'serving':
      return `serves ${standing.whom}`
    case 'finished':
      return 'has finished'
    case 'gone':
      return `is gone (${standing.why})`
  }
}
