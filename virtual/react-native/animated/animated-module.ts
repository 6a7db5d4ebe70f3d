import type { AppFunction } from '../app/realm.ts'
import type { Props } from '../fabric/props.ts'
import { isRecord } from '../fabric/props.ts'
import type { Family } from '../fabric/shadow-node.ts'
import type { ModuleHost, NativeModule } from '../modules/module-host.ts'
import { noOperation } from '../modules/module-host.ts'
import type { AnimatedNode } from './animated-nodes.ts'
import { AnimatedGraph } from './animated-nodes.ts'
import type { Animation } from './animations.ts'
import { animationOf } from './animations.ts'

export interface AnimatedHost {
  byTag(tag: number): Family | undefined
  /** Values of a view were written without a commit. */
  changed(families: readonly Family[]): void
}

interface Running {
  readonly id: number
  readonly node: AnimatedNode
  readonly animation: Animation
  readonly startedMs: number
  readonly done: AppFunction | undefined
}

interface EventMapping {
  readonly view: number
  readonly event: string
  readonly path: readonly string[]
  readonly node: number
}

const frameMs = 1000 / 60

/** NativeAnimatedModule: runs animations beside JS and writes their values over the views' props. */
export class NativeAnimated {
  readonly #host: ModuleHost
  readonly #views: AnimatedHost
  readonly #graph = new AnimatedGraph()
  /** props node -> view */
  readonly #connections = new Map<number, number>()
  readonly #listened = new Set<number>()
  #running: Running[] = []
  #events: EventMapping[] = []
  #timer: NodeJS.Timeout | undefined

  constructor(host: ModuleHost, views: AnimatedHost) {
    this.#host = host
    this.#views = views
  }

  dispose(): void {
    clearTimeout(this.#timer)
    this.#running = []
  }

  get moving(): boolean {
    return this.#running.length > 0
  }

  /** An event of a view that drives values (Animated.event with the native driver). */
  viewEvent(family: Family, type: string, payload: Props): void {
    const name = type.replace(/^top/, 'on')
    for (const mapping of this.#events) {
      if (mapping.view !== family.tag || mapping.event !== name) continue
      let value: unknown = payload
      for (const key of mapping.path) value = isRecord(value) ? value[key] : undefined
      if (typeof value === 'number') this.#setValue(mapping.node, value)
    }
  }

  module(): NativeModule {
    const graph = this.#graph
    return {
      startOperationBatch: noOperation,
      finishOperationBatch: noOperation,
      createAnimatedNode: (tag: number, config: Props): void => {
        graph.create(tag, config)
      },
      updateAnimatedNodeConfig: (tag: number, config: Props): void => {
        const node = graph.nodes.get(tag)
        if (node !== undefined) node.config = config
      },
      getValue: (tag: number, callback: AppFunction): void => {
        this.#host.callBack(callback, graph.number(tag))
      },
      startListeningToAnimatedNodeValue: (tag: number): void => {
        this.#listened.add(tag)
      },
      stopListeningToAnimatedNodeValue: (tag: number): void => {
        this.#listened.delete(tag)
      },
      connectAnimatedNodes: (parent: number, child: number): void => {
        graph.connect(parent, child)
      },
      disconnectAnimatedNodes: (parent: number, child: number): void => {
        graph.disconnect(parent, child)
      },
      startAnimatingNode: (id: number, tag: number, config: Props, done?: AppFunction): void => {
        this.#start(id, tag, config, done)
      },
      stopAnimation: (id: number): void => {
        this.#stop(id)
      },
      setAnimatedNodeValue: (tag: number, value: number): void => {
        this.#setValue(tag, value)
      },
      setAnimatedNodeOffset: (tag: number, offset: number): void => {
        const node = graph.nodes.get(tag)
        if (node === undefined) return
        node.offset = offset
        this.#propagate(tag)
      },
      flattenAnimatedNodeOffset: (tag: number): void => {
        const node = graph.nodes.get(tag)
        if (node === undefined) return
        node.value += node.offset
        node.offset = 0
      },
      extractAnimatedNodeOffset: (tag: number): void => {
        const node = graph.nodes.get(tag)
        if (node === undefined) return
        node.offset += node.value
        node.value = 0
      },
      connectAnimatedNodeToView: (node: number, view: number): void => {
        this.#connections.set(node, view)
        this.#write(new Set([node]))
      },
      disconnectAnimatedNodeFromView: (node: number): void => {
        this.#connections.delete(node)
      },
      connectAnimatedNodeToShadowNodeFamily: noOperation,
      restoreDefaultValues: (node: number): void => {
        const family = this.#family(node)
        if (family === undefined) return
        family.animatedProps = undefined
        this.#views.changed([family])
      },
      dropAnimatedNode: (tag: number): void => {
        graph.drop(tag)
        this.#connections.delete(tag)
      },
      addAnimatedEventToView: (view: number, event: string, mapping: Props): void => {
        const path = Array.from((mapping['nativeEventPath'] ?? []) as ArrayLike<string>)
        this.#events.push({ view, event: normalEvent(event), path, node: Number(mapping['animatedValueTag']) })
      },
      removeAnimatedEventFromView: (view: number, event: string, node: number): void => {
        const name = normalEvent(event)
        this.#events = this.#events.filter((one) => one.view !== view || one.event !== name || one.node !== node)
      },
      addListener: noOperation,
      removeListeners: noOperation,
    }
  }

  #start(id: number, tag: number, config: Props, done: AppFunction | undefined): void {
    const node = this.#graph.nodes.get(tag)
    if (node === undefined) return
    const animation = animationOf(config, node.value)
    this.#running = this.#running.filter((one) => one.node !== node || this.#end(one, false))
    this.#running.push({ id, node, animation, startedMs: performance.now(), done })
    this.#schedule()
  }

  #stop(id: number): void {
    this.#running = this.#running.filter((one) => one.id !== id || this.#end(one, false))
  }

  /** Tells JS; always false, so that a filter drops the animation. */
  #end(running: Running, finished: boolean): false {
    if (running.done !== undefined) {
      this.#host.callBack(running.done, { finished, value: running.node.value, offset: running.node.offset })
    }
    return false
  }

  #schedule(): void {
    if (this.#timer !== undefined || this.#running.length === 0) return
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#frame()
      this.#schedule()
    }, frameMs)
  }

  #frame(): void {
    const now = performance.now()
    const touched = new Set<number>()
    this.#running = this.#running.filter((running) => {
      const { value, finished } = running.animation(now - running.startedMs)
      running.node.value = value
      for (const tag of this.#graph.dependents(running.node.tag)) touched.add(tag)
      return finished ? this.#end(running, true) : true
    })
    this.#write(touched)
  }

  #setValue(tag: number, value: number): void {
    const node = this.#graph.nodes.get(tag)
    if (node === undefined) return
    this.#running = this.#running.filter((one) => one.node !== node || this.#end(one, false))
    node.value = value
    this.#propagate(tag)
  }

  #propagate(tag: number): void {
    this.#write(this.#graph.dependents(tag))
  }

  #write(tags: ReadonlySet<number>): void {
    const families: Family[] = []
    for (const tag of tags) {
      if (this.#listened.has(tag)) this.#host.emit('onAnimatedValueUpdate', { tag, value: this.#graph.number(tag) })
      const family = this.#family(tag)
      const values = family === undefined ? undefined : this.#graph.evaluate(tag)
      if (family === undefined || !isRecord(values)) continue
      family.animatedProps = { ...family.animatedProps, ...values }
      families.push(family)
    }
    if (families.length > 0) this.#views.changed(families)
  }

  #family(node: number): Family | undefined {
    const view = this.#connections.get(node)
    return view === undefined ? undefined : this.#views.byTag(view)
  }
}

function normalEvent(event: string): string {
  return event.startsWith('on') ? event : `on${event.replace(/^top/, '')}`
}
