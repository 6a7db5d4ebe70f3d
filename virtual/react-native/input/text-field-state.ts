/** Native state of an input. Positions are UTF-16 units. */
export interface TextFieldState {
  text: string
  /** Counts the changes; JS echoes it, so that answers to older texts can be told from new ones. */
  eventCount: number
  selectionStart: number
  selectionEnd: number
  /** Height of the text as last told by topContentSizeChange, dp. */
  toldHeight: number | undefined
}
