import { z } from 'zod'
import type { Phone } from '../android/phone.ts'
import { centerOf, heightOf, widthOf } from '../ui/geometry.ts'
import { attributeNames, readAttribute, type AttributeValue } from './attributes.ts'
import { readBody } from './body.ts'
import { locatorOf } from './locator.ts'
import { invalidArgument, invalidElementState, noSuchElement, unknownCommand } from './server-error.ts'
import type { Session } from './session.ts'
import { scrollTo } from './ui-scrollable.ts'
import { eachVisible } from '../ui/visible-tree.ts'
import { emptySelector, withCriterion, type UiSelector } from './ui-selector.ts'
import { parseSelectorExpression } from './selector-expression.ts'
import type { FoundNode } from './window-snapshot.ts'
import { origin } from './body.ts'

const findBody = z.object({ strategy: z.string(), selector: z.string(), context: z.string().nullish() })
const valueBody = z.object({ text: z.string(), replace: z.boolean().optional() })
const scrollToBody = z.object({
  params: z.object({ strategy: z.string(), selector: z.string(), maxSwipes: z.number().optional() }),
  origin,
})

/** Commands on elements, below `/session/S`. */
export class ElementCommands {
  readonly #phone: Phone
  readonly #session: Session

  constructor(phone: Phone, session: Session) {
    this.#phone = phone
    this.#session = session
  }

  async find(body: unknown): Promise<unknown> {
    const { strategy, selector, context } = readBody(findBody, body)
    const id = await this.#session.elements.findOne(locatorOf(strategy, selector), blankless(context))
    return this.#reference(id)
  }

  async findAll(body: unknown): Promise<readonly unknown[]> {
    const { strategy, selector, context } = readBody(findBody, body)
    const ids = await this.#session.elements.findAll(locatorOf(strategy, selector), blankless(context))
    return Promise.all(ids.map((id) => this.#reference(id)))
  }

  async click(id: string): Promise<null> {
    const { x, y } = centerOf((await this.#session.elements.get(id)).visible.bounds)
    await this.#phone.screen.tap(x, y)
    return null
  }

  async clear(id: string): Promise<null> {
    await this.#setText(await this.#session.elements.get(id), '')
    return null
  }

  /** `POST /element/ID/value`, and `/keys` for the focused element. */
  async setValue(id: string | undefined, body: unknown): Promise<null> {
    const { text: given, replace } = readBody(valueBody, body)
    let element = id === undefined ? await this.#focused() : await this.#session.elements.get(id)
    // Two characters, backslash and n: the server's own sign for "press Enter afterwards".
    const pressEnter = given.endsWith('\\n')
    let text = given
    if (replace !== true && element.visible.node.text !== '') {
      let current = element.visible.node.text
      await this.#setText(element, '')
      element = id === undefined ? await this.#focused() : await this.#session.elements.get(id)
      // What a cleared field still says is its hint.
      if (element.visible.node.text !== '') current = current === element.visible.node.text ? '' : current
      text = current + text
    }
    if (!(await this.#setText(element, text)))
      throw invalidElementState(`Cannot set the element to '${given}'. Did you interact with the correct element?`)
    if (pressEnter) await this.#phone.screen.key(66)
    return null
  }

  async text(id: string): Promise<string> {
    return (await this.#session.elements.get(id)).visible.node.text
  }

  async name(id: string): Promise<string | null> {
    return (await this.#session.elements.get(id)).visible.node.contentDescription || null
  }

  /** Everything but null as a string. */
  async attribute(id: string, name: string): Promise<string | null> {
    const found = await this.#session.elements.get(id)
    const value: AttributeValue | undefined = readAttribute(name, { ...found, apiLevel: this.#phone.rom.apiLevel })
    if (value === undefined)
      throw unknownCommand(
        `'${name}' attribute is unknown for the element. Only the following attributes are supported: [${attributeNames}]`,
      )
    return value === null ? null : String(value)
  }

  async rect(
    id: string,
  ): Promise<{ readonly x: number; readonly y: number; readonly width: number; readonly height: number }> {
    const { bounds } = (await this.#session.elements.get(id)).visible
    return { x: bounds.left, y: bounds.top, width: widthOf(bounds), height: heightOf(bounds) }
  }

  async screenshot(id: string): Promise<string> {
    const { bounds } = (await this.#session.elements.get(id)).visible
    const [{ cropPng }, png] = await Promise.all([import('../ui/png.ts'), this.#phone.screen.screenshot()])
    return (await cropPng(png, bounds)).toString('base64')
  }

  async active(): Promise<unknown> {
    return this.#reference(this.#session.elements.add(await this.#focused()))
  }

  async firstVisible(id: string): Promise<unknown> {
    const { snapshot, visible } = await this.#session.elements.get(id)
    const [first] = visible.children
    if (first === undefined) throw noSuchElement('Could not get children for container object')
    return this.#reference(this.#session.elements.add({ snapshot, visible: first }))
  }

  async scrollTo(body: unknown): Promise<null> {
    const { params, origin: container } = readBody(scrollToBody, body)
    const { selector, strategy } = locatorOf(params.strategy, params.selector)
    let target: UiSelector
    if (strategy === 'accessibility id') target = withCriterion(emptySelector, 'description', selector)
    else if (strategy === 'class name') target = withCriterion(emptySelector, 'className', selector)
    else if (strategy === '-android uiautomator') target = selectorOf(selector)
    else
      throw invalidArgument(
        `Unsupported strategy: '${strategy}'. The only supported strategies are: [accessibility id, class name, -android uiautomator].`,
      )
    const within =
      container === undefined
        ? undefined
        : this.#uiObject(container, 'The given origin element must be a valid scrollable UiObject')
    await scrollTo(target, this.#phone, this.#session.elements.reader, {
      ...(within === undefined ? {} : { container: within }),
      ...(params.maxSwipes === undefined ? {} : { maxSwipes: params.maxSwipes }),
    })
    return null
  }

  async scrollToElement(id: string, targetId: string): Promise<null> {
    const words =
      " was not an instance of UiObject; only UiSelector is supported. Ensure you use the '-android uiautomator' locator strategy when finding elements for use with ScrollToElement"
    const container = this.#uiObject(id, `Element${words}`)
    const target = this.#uiObject(targetId, `Scroll to Element${words}`)
    await scrollTo(target, this.#phone, this.#session.elements.reader, { container })
    return null
  }

  #uiObject(id: string, otherwise: string): UiSelector {
    const selector = this.#session.elements.selectorOf(id)
    if (selector === undefined) throw invalidArgument(otherwise)
    return selector
  }

  #setText(element: FoundNode, text: string): Promise<boolean> {
    return this.#phone.screen.performAction(element.snapshot.window, element.visible.node, { kind: 'setText', text })
  }

  async #focused(): Promise<FoundNode> {
    const snapshot = await this.#session.elements.reader.active()
    for (const visible of eachVisible(snapshot.root)) if (visible.node.focused) return { snapshot, visible }
    throw noSuchElement()
  }

  /** Both protocols' reference; with `shouldUseCompactResponses` off also the attributes that the settings name. */
  async #reference(id: string): Promise<Readonly<Record<string, unknown>>> {
    const compact = { ELEMENT: id, 'element-6066-11e4-a52e-4f735466cecf': id }
    const { elementResponseAttributes, shouldUseCompactResponses } = this.#session.settings.values
    if (shouldUseCompactResponses) return compact
    const found = await this.#session.elements.get(id)
    const full: Record<string, unknown> = { ...compact }
    for (const field of elementResponseAttributes.split(',')) {
      if (field === 'name') full[field] = found.visible.node.contentDescription || null
      else if (field === 'text') full[field] = found.visible.node.text
      else if (field === 'rect') full[field] = await this.rect(id)
      else {
        const value = readAttribute(field.replace(/^attribute\//, ''), { ...found, apiLevel: this.#phone.rom.apiLevel })
        if (value !== undefined) full[field] = value === null ? null : String(value)
      }
    }
    return full
  }
}

function blankless(context: string | null | undefined): string | undefined {
  return context === undefined || context === null || context.trim() === '' ? undefined : context
}

function selectorOf(expression: string): UiSelector {
  const [statement] = parseSelectorExpression(expression)
  if (statement?.kind === 'selector') return statement.selector
  return statement?.container ?? emptySelector
}
