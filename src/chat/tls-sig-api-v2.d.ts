/** Tencent's own package; it brings no types. */
declare module 'tls-sig-api-v2' {
  export class Api {
    constructor(sdkAppId: number, secretKey: string)
    /** `expire` in seconds from now. */
    genUserSig(userId: string, expire: number): string
  }
}
