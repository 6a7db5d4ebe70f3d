import { isRecord } from '../fabric/props.ts'
import type { Props } from '../fabric/props.ts'

/** A node of the graph that Animated sends over with useNativeDriver. */
export interface AnimatedNode {
  readonly tag: number
  config: Props
  value: number
  offset: number
  readonly parents: Set<number>
  readonly children: Set<number>
}

/** What a node stands for: a number, a style value such as `45deg`, or an object of styles or props. */
export type AnimatedValue = number | string | Props | undefined

/** Evaluates nodes on demand (ReactAndroid … com/facebook/react/animated/*.kt). */
export class AnimatedGraph {
  readonly nodes = new Map<number, AnimatedNode>()
  readonly #clamps = new Map<number, { last: number; value: number }>()

  create(tag: number, config: Props): void {
    const value = config['value']
    const offset = config['offset']
    this.nodes.set(tag, {
      tag,
      config,
      value: typeof value === 'number' ? value : 0,
      offset: typeof offset === 'number' ? offset : 0,
      parents: new Set(),
      children: new Set(),
    })
  }

  connect(parent: number, child: number): void {
    this.nodes.get(parent)?.children.add(child)
    this.nodes.get(child)?.parents.add(parent)
  }

  disconnect(parent: number, child: number): void {
    this.nodes.get(parent)?.children.delete(child)
    this.nodes.get(child)?.parents.delete(parent)
  }

  drop(tag: number): void {
    this.nodes.delete(tag)
    this.#clamps.delete(tag)
  }

  /** All nodes that depend on this one, itself included. */
  dependents(tag: number, found = new Set<number>()): Set<number> {
    if (found.has(tag)) return found
    found.add(tag)
    for (const child of this.nodes.get(tag)?.children ?? []) this.dependents(child, found)
    return found
  }

  number(tag: number | undefined): number {
    const value = tag === undefined ? undefined : this.evaluate(tag)
    return typeof value === 'number' ? value : 0
  }

  evaluate(tag: number): AnimatedValue {
    const node = this.nodes.get(tag)
    if (node === undefined) return undefined
    const { config } = node
    const input = config['input']
    const inputs = Array.isArray(input) ? (input as readonly number[]) : []
    switch (config['type']) {
      case 'value':
        return node.value + node.offset
      case 'interpolation':
        return interpolate(config, this.number([...node.parents][0]))
      case 'addition':
        return inputs.reduce((sum, one) => sum + this.number(one), 0)
      case 'subtraction':
        return inputs.slice(1).reduce((rest, one) => rest - this.number(one), this.number(inputs[0]))
      case 'multiplication':
        return inputs.reduce((product, one) => product * this.number(one), 1)
      case 'division':
        return inputs.slice(1).reduce((rest, one) => rest / this.number(one), this.number(inputs[0]))
      case 'modulus': {
        const modulus = Number(config['modulus'])
        return ((this.number(input as number) % modulus) + modulus) % modulus
      }
      case 'diffclamp':
        return this.#diffClamp(tag, config)
      case 'style':
        return this.#record(config['style'])
      case 'props':
        return this.#props(config['props'])
      case 'transform':
        return { transform: this.#transforms(config['transforms']) }
      case 'color':
        return this.#color(config)
      case 'tracking':
      case 'object':
      default:
        return node.value
    }
  }

  #record(style: unknown): Props {
    const values: Record<string, unknown> = {}
    for (const [name, tag] of Object.entries(isRecord(style) ? style : {})) {
      const value = typeof tag === 'number' ? this.evaluate(tag) : tag
      if (name === 'transform' && isRecord(value)) values['transform'] = value['transform']
      else values[name] = value
    }
    return values
  }

  #props(props: unknown): Props {
    const values: Record<string, unknown> = {}
    for (const [name, tag] of Object.entries(isRecord(props) ? props : {})) {
      const value = typeof tag === 'number' ? this.evaluate(tag) : undefined
      if (name === 'style' && isRecord(value)) Object.assign(values, value)
      else if (value !== undefined) values[name] = value
    }
    return values
  }

  #transforms(list: unknown): unknown[] {
    return (Array.isArray(list) ? (list as readonly unknown[]) : []).filter(isRecord).map((entry) => {
      const property = String(entry['property'])
      const value = entry['type'] === 'animated' ? this.evaluate(Number(entry['nodeTag'])) : entry['value']
      return { [property]: value }
    })
  }

  #color(config: Props): number {
    const channel = (name: string): number => Math.round(this.number(Number(config[name])))
    const alpha = Math.round(this.number(Number(config['a'])) * 255)
    return (alpha << 24) | (channel('r') << 16) | (channel('g') << 8) | channel('b') | 0
  }

  #diffClamp(tag: number, config: Props): number {
    const now = this.number(Number(config['input']))
    const state = this.#clamps.get(tag) ?? { last: now, value: now }
    const value = Math.min(Math.max(state.value + now - state.last, Number(config['min'])), Number(config['max']))
    this.#clamps.set(tag, { last: now, value })
    return value
  }
}

/** Piecewise linear; outputs are numbers, colours, or strings that hold numbers such as `45deg`. */
function interpolate(config: Props, input: number): number | string {
  const inputs = (config['inputRange'] ?? []) as readonly number[]
  const outputs = (config['outputRange'] ?? []) as readonly (number | string)[]
  let i = 1
  while (i < inputs.length - 1 && input >= (inputs[i] ?? 0)) i++
  const [fromIn, toIn] = [inputs[i - 1] ?? 0, inputs[i] ?? 1]
  const [fromOut, toOut] = [outputs[i - 1] ?? 0, outputs[i] ?? 0]
  let at = input
  if (at < fromIn) {
    if (config['extrapolateLeft'] === 'identity') return input
    if (config['extrapolateLeft'] === 'clamp') at = fromIn
  } else if (at > toIn) {
    if (config['extrapolateRight'] === 'identity') return input
    if (config['extrapolateRight'] === 'clamp') at = toIn
  }
  const part = toIn === fromIn ? (input <= fromIn ? 0 : 1) : (at - fromIn) / (toIn - fromIn)
  if (config['outputType'] === 'color') return mixColors(Number(fromOut), Number(toOut), part)
  if (typeof fromOut === 'number' && typeof toOut === 'number') return fromOut + (toOut - fromOut) * part
  const targets = String(toOut).match(numbers)?.map(Number) ?? []
  let index = 0
  return String(fromOut).replace(numbers, (text) => {
    const from = Number(text)
    return String(from + ((targets[index++] ?? from) - from) * part)
  })
}

const numbers = /[-+]?\d*\.?\d+(?:e[-+]?\d+)?/gi

function mixColors(from: number, to: number, part: number): number {
  const mix = (shift: number): number => {
    const [a, b] = [(from >>> shift) & 0xff, (to >>> shift) & 0xff]
    return Math.round(a + (b - a) * Math.min(1, Math.max(0, part))) << shift
  }
  return mix(24) | mix(16) | mix(8) | mix(0)
}
