import type { InputMethods, Settings } from './phone.ts'

/** InputMethodManagerService: which keyboards there are, which are enabled, which one is in use. Kept in the settings. */
export class InputMethodList implements InputMethods {
  readonly #settings: Settings
  readonly #all: string[]
  #shown = false

  constructor(settings: Settings, builtIn: readonly string[]) {
    this.#settings = settings
    this.#all = [...builtIn]
    const first = builtIn[0] ?? ''
    settings.put('secure', 'enabled_input_methods', first)
    settings.put('secure', 'default_input_method', first)
  }

  get all(): readonly string[] {
    return this.#all
  }

  enabled(): readonly string[] {
    const ids = (this.#settings.get('secure', 'enabled_input_methods') ?? '').split(':')
    return ids.map((id) => id.split(';')[0] ?? id).filter((id) => this.#all.includes(id))
  }

  get current(): string {
    return this.#settings.get('secure', 'default_input_method') ?? ''
  }

  enable(id: string): boolean {
    if (!this.#all.includes(id)) return false
    this.#setEnabled([...this.enabled().filter((each) => each !== id), id])
    return true
  }

  disable(id: string): boolean {
    if (!this.enabled().includes(id)) return false
    this.#setEnabled(this.enabled().filter((each) => each !== id))
    if (this.current === id) this.reset()
    return true
  }

  select(id: string): boolean {
    if (!this.enabled().includes(id)) return false
    this.#settings.put('secure', 'default_input_method', id)
    return true
  }

  /** Back to the first enabled keyboard, else the built-in one. */
  reset(): void {
    const [builtIn = ''] = this.#all
    if (!this.enabled().includes(builtIn)) this.enable(builtIn)
    this.#settings.put('secure', 'default_input_method', this.enabled()[0] ?? builtIn)
  }

  get shown(): boolean {
    return this.#shown
  }

  setShown(shown: boolean): void {
    this.#shown = shown
  }

  /** A package with input method services was installed. */
  install(ids: readonly string[]): void {
    for (const id of ids) if (!this.#all.includes(id)) this.#all.push(id)
  }

  /** A package went: its keyboards go too. */
  uninstall(packageName: string): void {
    for (const id of this.#all.filter((each) => each.startsWith(`${packageName}/`))) {
      this.disable(id)
      this.#all.splice(this.#all.indexOf(id), 1)
    }
  }

  #setEnabled(ids: readonly string[]): void {
    this.#settings.put('secure', 'enabled_input_methods', ids.join(':'))
  }
}
