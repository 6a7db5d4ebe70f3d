import type { Props } from '../fabric/props.ts'

/** Value after so many ms. */
export type Animation = (elapsedMs: number) => { readonly value: number; readonly finished: boolean }

const frameMs = 1000 / 60

/** An animation as Animated describes it to the native side: frames, spring or decay. */
export function animationOf(config: Props, from: number): Animation {
  switch (config['type']) {
    case 'frames':
      return frames(config, from)
    case 'spring':
      return spring(config, from)
    case 'decay':
      return decay(config, from)
    default:
      return () => ({ value: from, finished: true })
  }
}

function number(config: Props, name: string, otherwise: number): number {
  const value = config[name]
  return typeof value === 'number' ? value : otherwise
}

function frames(config: Props, from: number): Animation {
  const list = Array.from((config['frames'] ?? []) as ArrayLike<number>)
  const to = number(config, 'toValue', from)
  const iterations = number(config, 'iterations', 1)
  return (elapsedMs) => {
    const total = Math.max(1, list.length)
    const index = Math.floor(elapsedMs / frameMs)
    const round = Math.floor(index / total)
    const isOver = iterations !== -1 && round >= iterations
    const part = isOver ? (list.at(-1) ?? 1) : (list[index % total] ?? 1)
    return { value: from + part * (to - from), finished: isOver || (iterations === 1 && index >= total - 1) }
  }
}

/** The damped oscillator of SpringAnimation.kt, in closed form. */
function spring(config: Props, from: number): Animation {
  const stiffness = number(config, 'stiffness', 100)
  const damping = number(config, 'damping', 10)
  const mass = number(config, 'mass', 1)
  const to = number(config, 'toValue', from)
  const clamp = config['overshootClamping'] === true
  const restDistance = number(config, 'restDisplacementThreshold', 0.001)
  const restSpeed = number(config, 'restSpeedThreshold', 0.001)
  const zeta = damping / (2 * Math.sqrt(stiffness * mass))
  const omega0 = Math.sqrt(stiffness / mass)
  const x0 = to - from
  const v0 = -number(config, 'initialVelocity', 0)
  return (elapsedMs) => {
    const t = elapsedMs / 1000
    let value: number
    let speed: number
    if (zeta < 1) {
      const omega1 = omega0 * Math.sqrt(1 - zeta * zeta)
      const envelope = Math.exp(-zeta * omega0 * t)
      const a = (v0 + zeta * omega0 * x0) / omega1
      value = to - envelope * (a * Math.sin(omega1 * t) + x0 * Math.cos(omega1 * t))
      speed =
        zeta * omega0 * envelope * (a * Math.sin(omega1 * t) + x0 * Math.cos(omega1 * t)) -
        envelope * (a * omega1 * Math.cos(omega1 * t) - omega1 * x0 * Math.sin(omega1 * t))
    } else {
      const envelope = Math.exp(-omega0 * t)
      value = to - envelope * (x0 + (v0 + omega0 * x0) * t)
      speed = envelope * (v0 * (t * omega0 - 1) + t * x0 * (omega0 * omega0))
    }
    const overshot = clamp && x0 !== 0 && (from < to ? value > to : value < to)
    const resting = Math.abs(speed) <= restSpeed && Math.abs(to - value) <= restDistance
    return resting || overshot ? { value: to, finished: true } : { value, finished: false }
  }
}

function decay(config: Props, from: number): Animation {
  const velocity = number(config, 'velocity', 0)
  const rate = number(config, 'deceleration', 0.998)
  let last = from
  return (elapsedMs) => {
    const value = from + (velocity / (1 - rate)) * (1 - Math.exp(-(1 - rate) * elapsedMs))
    const finished = elapsedMs > 0 && Math.abs(value - last) < 0.1
    last = value
    return { value, finished }
  }
}
