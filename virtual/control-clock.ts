import { bad, ok, serialIn, type ControlAnswer, type ControlCall, type ControlWorld } from './control-answers.ts'

/**
 * /clock: the whole world's time, or with `serial` the servers' time for one phone alone (see PhoneCalendar). The world's
 * can only go on; a phone's can come back to the world's.
 */
export function clockRoute(world: ControlWorld, { method, query, body }: ControlCall): ControlAnswer | undefined {
  const { calendar } = world.server.world
  const serial = serialIn(world, method === 'GET' ? query.get('serial') : body['serial'])
  if (typeof serial === 'object') return bad(serial.error)
  switch (method) {
    case 'GET':
      return ok({ now: calendar.now(serial) })
    case 'POST': {
      const ms = body['advanceMs']
      if (typeof ms !== 'number' || !(ms >= 0)) return bad('advanceMs is not a number of milliseconds, zero or more')
      if (serial === undefined) world.clock.advance(ms)
      else calendar.advance(serial, ms)
      return ok({ now: calendar.now(serial) })
    }
    case 'DELETE':
      if (serial === undefined) return bad('serial is missing: the clock of the whole world does not go back')
      calendar.reset(serial)
      return ok({ now: calendar.now(serial) })
    default:
      return undefined
  }
}
