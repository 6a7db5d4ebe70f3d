/** Rules of the Chat server that are not documented, or documented twice; each has a name and a default. */
export interface Switches {
  /** MsgLifeTime over seven days: the field table says it is cut, the error table has 90026. */
  readonly overlongLifeTime: 'clip' | 'reject'
  /** What a message leads to on a phone whose app is in the background with its process alive (push SDK). */
  readonly backgroundAlive: 'vendor' | 'self-posted'
  /** A recipient with several terminals: is push decided for each phone, or off while any terminal is Online? */
  readonly otherTerminalOnline: 'push-each-phone' | 'no-push'
  /** Whether the server pushes to a phone that is Online but reported that it went to the background. */
  readonly pushInBackground: boolean
  /** Whether logging the web instance out also ends the push registration of the same phone. */
  readonly webLogoutEndsPush: boolean
  /** Order of the checks of a UserSig once it could be read. */
  readonly userSigOrder: readonly UserSigCheck[]
  /** REST calls per second and command as documented (100 or 200) are enforced. */
  readonly restRateLimits: boolean
  /** Code of a REST call over the limit. */
  readonly rateLimitCode: 60007 | 60011
  /** query_online_status: samples say State, the field table and current answers Status. */
  readonly onlineStatusField: 'State' | 'Status'
  /**
   * A custom element's own Desc, where OfflinePushInfo is there but gives none: 1047/33527 says that it is ignored then, and
   * elsewhere that Desc is made of the elements.
   */
  readonly customDescBesideOfflinePushInfo: 'ignored' | 'used'
  /** ErrCode of Push.OfflinePush for a failure that the vendor words without a number; the documents show integers. */
  readonly errCodeWithoutNumber: number
  /** Title of a group push without a title of its own. */
  readonly groupTitle: 'sender' | 'group'
  /** How many web instances of one account may be online. */
  readonly webInstances: number
  /** Until a changed certificate is in force. */
  readonly certificateDelayMs: number
  /** A phone whose link is silent counts as gone. */
  readonly silentLinkMs: number
  /** The same for web instances. */
  readonly silentWebLinkMs: number
  /** PushOnline without a login. */
  readonly pushOnlineMs: number
  /**
   * OPPO makes an extra of each key of ext. TUIOfflinePush (ParseNotification, 2024-09) reads `entity` alone; the push
   * plugin is said to hand over the raw ext, for which it has to put the extras together again.
   */
  readonly oppoExt: 'rebuilt' | 'entity-only'
  /**
   * The class asked of Meizu for a message without MeiZuNoticeMsgType. Meizu itself takes noticeMsgType for 0, public, where
   * it is left out (MEIZUPUSH/PushAPI); what Tencent sends is not told.
   */
  readonly meizuUnnamedType: 'public' | 'private'
}

export type UserSigCheck = 'sdkappid' | 'identifier' | 'signature' | 'expiry'

export const defaultSwitches: Switches = {
  overlongLifeTime: 'clip',
  backgroundAlive: 'vendor',
  otherTerminalOnline: 'push-each-phone',
  pushInBackground: true,
  webLogoutEndsPush: false,
  userSigOrder: ['sdkappid', 'identifier', 'signature', 'expiry'],
  restRateLimits: true,
  rateLimitCode: 60007,
  onlineStatusField: 'State',
  customDescBesideOfflinePushInfo: 'ignored',
  errCodeWithoutNumber: -1,
  groupTitle: 'sender',
  webInstances: 1,
  certificateDelayMs: 600_000,
  silentLinkMs: 400_000,
  silentWebLinkMs: 60_000,
  pushOnlineMs: 7 * 86_400_000,
  oppoExt: 'rebuilt',
  meizuUnnamedType: 'public',
}
