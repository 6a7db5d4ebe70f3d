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
  /** vivo: operational messages per device and day (vendor 2, the sibling product's page 5). */
  readonly vivoOperationalPerDay: number
  /** Huawei, Honor: the class the vendor's own classification gives to messages that name none. */
  readonly smartClassification: 'service' | 'marketing'
  /** Requests per second that a vendor takes from one app; 0: no limit. */
  readonly sendsPerSecond: number
  /** Words that the vendors' content review stops (Huawei 80100016, Honor 80200056, vivo 10103, OPPO 41). */
  readonly sensitiveWords: readonly string[]
}

export const defaultVendorRules: VendorRules = {
  missingChannelReceipt: 'none',
  nonJsonExtRefusedBy: ['oppo'],
  miExtraCharacters: 1024,
  meizuFoldAfterPerMinute: 5,
  meizuFolds: 'public',
  vivoOperationalPerDay: 2,
  smartClassification: 'service',
  sendsPerSecond: 0,
  sensitiveWords: [],
}
