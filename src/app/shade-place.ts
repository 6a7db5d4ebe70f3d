/** Where in the shade a row was found: in the open list, among the children of a group, or behind a ROM's fold. */
export type ShadePlace =
  { readonly kind: 'list' } | { readonly kind: 'group' } | { readonly kind: 'fold'; readonly name: string }
