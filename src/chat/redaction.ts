/** zlib's header in base64 starts every UserSig with `eJ`; the alphabet is base64's with `*`, `-`, `_`. */
const userSig = /eJ[A-Za-z0-9+/*_-]{60,}=*/g

/** Takes secrets out of everything that is written or printed. */
export class Redaction {
  readonly #secrets: string[]

  /** @param secrets what must never appear: keys, passwords; empty ones are ignored */
  constructor(secrets: readonly string[]) {
    this.#secrets = secrets.filter((secret) => secret !== '')
  }

  /** From now on this one too. */
  add(secret: string): void {
    if (secret !== '') this.#secrets.push(secret)
  }

  text(text: string): string {
    let clean = text.replace(userSig, '<UserSig>')
    for (const secret of this.#secrets) clean = clean.replaceAll(secret, '<secret>')
    return clean
  }
}
