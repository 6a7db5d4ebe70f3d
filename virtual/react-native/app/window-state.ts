/** What the app has asked of its window, and in which state the phone keeps it. */
export interface WindowState {
  /** Light icons on the status bar. */
  lightStatusBar: boolean
  statusBarColor: number
  initialUrl: string | null
  lifecycle: 'initial' | 'resumed' | 'paused' | 'stopped' | 'destroyed'
  focused: boolean
  scheme: 'light' | 'dark'
  keyboardHeightPx: number
  clipboard: string
}
