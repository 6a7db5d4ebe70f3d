/** Rules of the vendors that are not documented, contradict each other, or change; each has a name and a default. */
export interface VendorRules {
  /** Whether a vendor reports "arrived" for a message whose channel does not exist on the phone. */
  readonly missingChannelReceipt: 'arrived' | 'none'
  /** Vendors that refuse an ext that is not JSON (1047/33527 names OPPO). */
  readonly nonJsonExtRefusedBy: readonly string[]
  /** Mi: characters that all custom extra pairs may have together. */
  readonly miExtraCharacters: number
  /** Meizu: messages of one app on one phone within a minute before they fold (vendor: 5; the sibling product's page: 4). */
  readonly meizuFoldAfterPerMinute: number
  /** Meizu: which messages fold. */
  readonly meizuFolds: 'public' | 'all'
  /**
   * Meizu names a daily limit of public messages for an app and one for an app on a phone, both without figures. The sibling
   * product's page says 1000 pushes a day: of which?
   */
  readonly meizuThousandADay: 'app-and-phone' | 'app' | 'phone'
  /** vivo: operational messages per device and day (vendor 2, the sibling product's page 5). */
  readonly vivoOperationalPerDay: number
  /** The class that Huawei's own classification gives to a chat message without a category. */
  readonly huaweiUnnamedCategory: 'service' | 'marketing'
  /** The class that Honor's own classification gives to a chat message without an importance. */
  readonly honorUnnamedImportance: 'service' | 'marketing'
  /** Requests per second that a vendor takes from one app; 0: no limit. */
  readonly sendsPerSecond: number
  /**
   * Mi and vivo tell an app by callback of a tap that opens the app, with ext (TUIOfflinePush ParseNotification, 2024-09).
   * TIMPush is documented to call back for the in-app page only.
   */
  readonly openAppExt: 'none' | 'by-callback'
  /** Words that the vendors' content review stops (Huawei 80100016, Honor 80200056, vivo 10103, OPPO 41). */
  readonly sensitiveWords: readonly string[]
}

export const defaultVendorRules: VendorRules = {
  missingChannelReceipt: 'none',
  nonJsonExtRefusedBy: ['oppo'],
  miExtraCharacters: 1024,
  meizuFoldAfterPerMinute: 5,
  meizuFolds: 'public',
  meizuThousandADay: 'app-and-phone',
  vivoOperationalPerDay: 2,
  huaweiUnnamedCategory: 'service',
  honorUnnamedImportance: 'service',
  sendsPerSecond: 0,
  openAppExt: 'none',
  sensitiveWords: [],
}
