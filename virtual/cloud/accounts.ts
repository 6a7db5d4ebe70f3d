import type { JsonObject } from './json.ts'

export interface Account {
  readonly userId: string
  nick: string
  faceUrl: string
  /** Profile fields beyond nickname and face, by tag. */
  readonly profile: Map<string, unknown>
  readonly blackList: Set<string>
  /** C2C and group "receive options": 0 notify, 1 refuse, 2 receive but do not notify. Keys `C2C<user>`, `GROUP<id>`. */
  readonly receiveOptions: Map<string, number>
  /** For pushes to many (all_member_push). */
  readonly tags: Set<string>
  readonly attributes: Map<string, string>
  /** Made by the push SDK alone, with a generated registration id: no Chat account. */
  readonly registrationOnly: boolean
}

/** Who exists. */
export class Accounts {
  readonly #accounts = new Map<string, Account>()

  get(userId: string): Account | undefined {
    return this.#accounts.get(userId)
  }

  /** Imports an account or changes the nickname and face of an existing one. */
  import(
    userId: string,
    given: { readonly nick?: string; readonly faceUrl?: string; readonly registrationOnly?: boolean } = {},
  ): Account {
    const known = this.#accounts.get(userId)
    if (known !== undefined) {
      known.nick = given.nick ?? known.nick
      known.faceUrl = given.faceUrl ?? known.faceUrl
      return known
    }
    const account: Account = {
      userId,
      nick: given.nick ?? '',
      faceUrl: given.faceUrl ?? '',
      profile: new Map(),
      blackList: new Set(),
      receiveOptions: new Map(),
      tags: new Set(),
      attributes: new Map(),
      registrationOnly: given.registrationOnly ?? false,
    }
    this.#accounts.set(userId, account)
    return account
  }

  delete(userId: string): boolean {
    return this.#accounts.delete(userId)
  }

  all(): readonly Account[] {
    return [...this.#accounts.values()]
  }

  /** Profile as items `{Tag, Value}`. */
  profileItems(account: Account): readonly JsonObject[] {
    const items: JsonObject[] = []
    if (account.nick !== '') items.push({ Tag: 'Tag_Profile_IM_Nick', Value: account.nick })
    if (account.faceUrl !== '') items.push({ Tag: 'Tag_Profile_IM_Image', Value: account.faceUrl })
    for (const [Tag, Value] of account.profile) items.push({ Tag, Value })
    return items
  }
}
