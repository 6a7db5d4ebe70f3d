/** How a view is recognised: all that is given must agree. */
export interface Sign {
  /** `android:id/button1`; a bare name stands for that id of whatever package shows it. */
  readonly id?: string
  /** The whole text. */
  readonly text?: string
  readonly textStart?: string
}

/**
 * One thing to do on a screen that stands between adb and an installed app. Of a vendor's steps the first whose view is on the
 * screen is done; then the screen is looked at again.
 */
export interface InstallStep {
  /** Packages that show it; of those with many other screens the activity, too. */
  readonly packages: readonly string[]
  readonly activity?: string
  readonly deed: InstallDeed
}

export type InstallDeed =
  /** While this is seen, nothing may be pressed. */
  | { readonly kind: 'wait'; readonly sign: Sign }
  /** Ticked if it is not. */
  | { readonly kind: 'tick'; readonly sign: Sign }
  /** Of the vendor's account. */
  | { readonly kind: 'type-password'; readonly sign: Sign }
  | { readonly kind: 'press'; readonly sign: Sign }

/** Steps on screens of the same packages. */
export function stepsOn(
  where: { readonly packages: readonly string[]; readonly activity?: string },
  deeds: readonly InstallDeed[],
): readonly InstallStep[] {
  return deeds.map((deed) => ({ ...where, deed }))
}

/** Buttons, the one to be preferred first. */
export function press(...signs: readonly Sign[]): readonly InstallDeed[] {
  return signs.map((sign) => ({ kind: 'press', sign }))
}
