import type { Phone } from '../android/phone.ts'
import { findByKey } from '../ui/hit-test.ts'
import { eachVisible, type VisibleNode } from '../ui/visible-tree.ts'
import { isFullResourceId, locatorText, type Locator } from './locator.ts'
import { parseSelectorExpression, type SelectorStatement } from './selector-expression.ts'
import { invalidArgument, noSuchElement, ServerError, staleElement } from './server-error.ts'
import type { ServerSettings } from './server-settings.ts'
import { allMatches, firstMatch, withCriterion, type UiSelector } from './ui-selector.ts'
import { runScrollable } from './ui-scrollable.ts'
import { nodesOf, WindowReader, type FoundNode, type WindowSnapshot } from './window-snapshot.ts'
import { searchXPath } from './xpath-search.ts'

/** Elements that clients know by id are kept up to this many (LruCache of the server). */
const cacheSize = 500

interface CachedElement {
  readonly id: string
  readonly windowId: number
  readonly nodeKey: string
  readonly locator: Locator | undefined
  /** Found by `findElement`: may be found again by its locator. */
  readonly single: boolean
  readonly contextId: string | undefined
  /** A UiObject looks its selector up again at every use; others stay with their node. */
  readonly selector: UiSelector | undefined
}

/** Finds elements and keeps them for later commands. */
export class Elements {
  readonly reader: WindowReader
  readonly #phone: Phone
  readonly #settings: ServerSettings
  readonly #appPackage: () => string | undefined
  readonly #cache = new Map<string, CachedElement>()

  constructor(phone: Phone, settings: ServerSettings, appPackage: () => string | undefined) {
    this.#phone = phone
    this.#settings = settings
    this.#appPackage = appPackage
    this.reader = new WindowReader(phone, settings)
  }

  /** `POST /element`. Returns the element's id. */
  async findOne(locator: Locator, contextId: string | undefined): Promise<string> {
    const [found] = await this.#search(locator, contextId, 'first')
    if (found === undefined) throw noSuchElement()
    return this.#remember(found, locator, true, contextId)
  }

  /** `POST /elements`. */
  async findAll(locator: Locator, contextId: string | undefined): Promise<readonly string[]> {
    const found = await this.#search(locator, contextId, 'all')
    return found.map((one) => this.#remember(one, locator, false, contextId))
  }

  /** Keeps a node that was found some other way (the focused one). */
  add(found: FoundNode): string {
    return this.#remember({ ...found, selector: undefined }, undefined, true, undefined)
  }

  /** The node as it is now. Throws `stale element reference` when it is gone and cannot be found again. */
  async get(id: string): Promise<FoundNode> {
    const cached = this.#cache.get(id)
    if (cached === undefined)
      throw noSuchElement(
        `The element identified by '${id}' is not present in the cache or has expired. Try to find it again`,
      )
    const alive = await this.#current(cached)
    return alive ?? this.#restore(cached)
  }

  /** The UiSelector that an element was found with; only `-android uiautomator` elements have one. */
  selectorOf(id: string): UiSelector | undefined {
    return this.#cache.get(id)?.selector
  }

  async #current(cached: CachedElement): Promise<FoundNode | undefined> {
    const active = await this.reader.active()
    if (cached.selector !== undefined && cached.contextId === undefined) {
      const visible = firstMatch([active.root], cached.selector)
      return visible === undefined ? undefined : { snapshot: active, visible }
    }
    const here = nodeIn(active, cached)
    if (here !== undefined || active.windowId === cached.windowId) return here
    // The app behind the shade is still there, only not active.
    for (const snapshot of await this.reader.all()) {
      const found = nodeIn(snapshot, cached)
      if (found !== undefined) return found
    }
    return undefined
  }

  async #restore(cached: CachedElement): Promise<FoundNode> {
    const { locator } = cached
    if (locator === undefined) throw staleElement(`The element '${cached.id}' does not exist in DOM anymore`)
    const words = locatorText(locator)
    if (!cached.single) throw staleElement(`Cached elements '${words}' do not exist in DOM anymore`)
    const gone = staleElement(`The element '${words}' does not exist in DOM anymore`)
    let found: FoundNode | undefined
    try {
      found = (await this.#search(locator, cached.contextId === cached.id ? undefined : cached.contextId, 'first'))[0]
    } catch (error) {
      // A context that is gone too, or a locator that fails now: the element is stale, that is all.
      if (error instanceof ServerError) throw gone
      throw error
    }
    if (found === undefined) throw gone
    if (this.reader.identities.elementId(found.snapshot.windowId, found.visible.node) !== cached.id)
      throw staleElement(`The element '${words}' is not linked to the same object in DOM anymore`)
    return found
  }

  #remember(found: Found, locator: Locator | undefined, single: boolean, contextId: string | undefined): string {
    const { snapshot, visible } = found
    const id = this.reader.identities.elementId(snapshot.windowId, visible.node)
    this.#cache.delete(id)
    this.#cache.set(id, {
      id,
      windowId: snapshot.windowId,
      nodeKey: visible.node.key,
      locator,
      single,
      contextId,
      selector: found.selector,
    })
    if (this.#cache.size > cacheSize) {
      const [oldest] = this.#cache.keys()
      if (oldest !== undefined) this.#cache.delete(oldest)
    }
    return id
  }

  async #search(locator: Locator, contextId: string | undefined, how: 'first' | 'all'): Promise<readonly Found[]> {
    const statements = locator.strategy === '-android uiautomator' ? parseSelectorExpression(locator.selector) : []
    const context = contextId === undefined ? undefined : await this.get(contextId)
    if (locator.strategy === '-android uiautomator') return this.#searchSelectors(statements, context, how)
    const snapshots = context === undefined ? await this.reader.searched() : [context.snapshot]
    if (locator.strategy === 'xpath') {
      const scope = this.#settings.values.limitXPathContextScope ? context : undefined
      const found = searchXPath(locator.selector, snapshots, this.sourceOptions(), scope)
      return withoutSelector(how === 'first' ? found.slice(0, 1) : found)
    }
    const matches = this.#matcher(locator)
    const nodes = context === undefined ? nodesOf(snapshots) : below(context)
    const found: FoundNode[] = []
    for (const one of nodes) {
      if (!matches(one.visible)) continue
      found.push(one)
      if (how === 'first') break
    }
    return withoutSelector(found)
  }

  async #searchSelectors(
    statements: readonly SelectorStatement[],
    context: FoundNode | undefined,
    how: 'first' | 'all',
  ): Promise<readonly Found[]> {
    const found = new Map<string, Found>()
    for (const statement of how === 'first' ? statements.slice(0, 1) : statements) {
      const selector =
        statement.kind === 'selector' ? statement.selector : await runScrollable(statement, this.#phone, this.reader)
      // Scrolling moved things: look again.
      const snapshot = context?.snapshot ?? (await this.reader.active())
      const roots = context === undefined ? [snapshot.root] : context.visible.children
      const nodes = how === 'first' ? [firstMatch(roots, selector)] : allMatches(roots, selector)
      nodes.forEach((visible, index) => {
        if (visible === undefined) return
        const own =
          selector.criteria.has('instance') || how === 'first'
            ? selector
            : withCriterion(selector, selector.criteria.has('classNameMatches') ? 'index' : 'instance', index)
        const id = this.reader.identities.elementId(snapshot.windowId, visible.node)
        if (!found.has(id)) found.set(id, { snapshot, visible, selector: own })
      })
    }
    return [...found.values()]
  }

  #matcher(locator: Locator): (visible: VisibleNode) => boolean {
    const { selector } = locator
    switch (locator.strategy) {
      case 'accessibility id':
        return ({ node }) => selector !== '' && node.contentDescription === selector
      case 'class name':
        return ({ node }) => node.className === selector
      default: {
        const id = this.#fullId(selector)
        return ({ node }) => node.resourceId === id
      }
    }
  }

  /** A bare name is completed with the app's package, which is why it finds neither system views nor bare test ids. */
  #fullId(given: string): string {
    if (this.#settings.values.disableIdLocatorAutocompletion || isFullResourceId(given)) return given
    const packageName = this.#appPackage()
    if (packageName === undefined)
      throw invalidArgument(
        `Cannot rewrite element locator '${given}' to its complete form, because the current application package name is unknown. Consider providing the app package name or changing the locator to '<package_name>:id/${given}' format.`,
      )
    return `${packageName}:id/${given}`
  }

  sourceOptions(): {
    readonly apiLevel: number
    readonly screen: Phone['rom']['screen']
    readonly settings: ServerSettings['values']
  } {
    return { apiLevel: this.#phone.rom.apiLevel, screen: this.#phone.rom.screen, settings: this.#settings.values }
  }
}

interface Found extends FoundNode {
  readonly selector: UiSelector | undefined
}

function withoutSelector(found: readonly FoundNode[]): readonly Found[] {
  return found.map((one) => ({ ...one, selector: undefined }))
}

function* below(context: FoundNode): Generator<FoundNode> {
  for (const visible of eachVisible(context.visible)) yield { snapshot: context.snapshot, visible }
}

function nodeIn(snapshot: WindowSnapshot, cached: CachedElement): FoundNode | undefined {
  if (snapshot.windowId !== cached.windowId) return undefined
  if (findByKey(snapshot.window.root, cached.nodeKey) === undefined) return undefined
  for (const visible of eachVisible(snapshot.root))
    if (visible.node.key === cached.nodeKey) return { snapshot, visible }
  return undefined
}
