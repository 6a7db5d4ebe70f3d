import { Api } from 'tls-sig-api-v2'

/** Signs who is who for one Chat application (TLSSigAPIv2). */
export class UserSigs {
  readonly #api: Api
  readonly #lifetimeSeconds: number

  /** @param secretKey the application's key from the console: never printed, never written */
  constructor(sdkAppId: number, secretKey: string, lifetimeSeconds = 7 * 24 * 3600) {
    this.#api = new Api(sdkAppId, secretKey)
    this.#lifetimeSeconds = lifetimeSeconds
  }

  of(userId: string, lifetimeSeconds = this.#lifetimeSeconds): string {
    return this.#api.genUserSig(userId, lifetimeSeconds)
  }
}
