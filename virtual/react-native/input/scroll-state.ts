/** Where a scroll view stands; dp. Outlives commits. */
export interface ScrollState {
  x: number
  y: number
}
