import { afterEach, describe, expect, it } from 'vitest'
import { MovableClock } from '../clock.ts'
import { BootSequence } from './boot-sequence.ts'

const clock = new MovableClock()
afterEach(() => clock.stop())

/** Everything that happened, in its order. */
function restart(times: { readonly toDaemon: number; readonly toHome: number }) {
  const boot = new BootSequence(clock, times)
  boot.finish()
  const told: string[] = []
  boot.on((stage) => told.push(stage))
  boot.switchOff()
  const up = boot.run({ starting: () => told.push('kernel'), booted: () => told.push('system') })
  return { boot, told, up }
}
const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

describe('BootSequence', () => {
  it('passes every stage when its time has come', async () => {
    const { boot, told, up } = restart({ toDaemon: 60_000, toHome: 90_000 })
    expect(boot.stage).toBe('off')
    clock.advance(60_000)
    await turn()
    expect(boot.stage).toBe('starting')
    clock.advance(90_000)
    await up
    expect(told).toEqual(['off', 'kernel', 'starting', 'system', 'booted'])
  })

  it('takes no time where none is given', async () => {
    const { told, up } = restart({ toDaemon: 0, toHome: 0 })
    await up
    expect(told).toEqual(['off', 'kernel', 'starting', 'system', 'booted'])
  })

  it('stays off when it is switched off on the way', async () => {
    const { boot, told, up } = restart({ toDaemon: 60_000, toHome: 90_000 })
    clock.advance(60_000)
    await turn()
    boot.switchOff()
    clock.advance(90_000)
    await up
    expect(boot.stage).toBe('off')
    expect(told).toEqual(['off', 'kernel', 'starting', 'off'])
  })
})
