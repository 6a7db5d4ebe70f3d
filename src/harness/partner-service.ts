import { ChatComposer } from '../app/chat-composer.ts'
import { Deadline, until } from '../base/deadline.ts'
import { PushfarmError } from '../base/pushfarm-error.ts'
import { judge } from './failure.ts'
import type { Served } from './partner-line.ts'
import { type PartnerAnswer, type PartnerRequest, partnerRequest } from './partner-requests.ts'
import type { TestedPhone } from './tested-phone.ts'
import { Trial } from './trial.ts'

/** For what is done in the app; a message has the run's own limit. */
const appLimitMs = 60_000

/** Does on its phone what another asks for, with the app as a user does. Failures are answers. */
export async function serve(tested: TestedPhone, body: unknown, from: string): Promise<Served> {
  try {
    const request = partnerRequest.parse(body)
    tested.says(`serving ${from}: ${request.kind}`)
    return { answer: await carryOut(tested, request) }
  } catch (error) {
    const { verdict, code, message, hint, phoneIsLost } = await judge(error, tested)
    const answer: PartnerAnswer = { kind: 'failed', verdict, code, message, hint }
    if (!phoneIsLost) return { answer }
    return { answer, lost: new PushfarmError(message, { code, verdict }) }
  }
}

async function carryOut(tested: TestedPhone, request: PartnerRequest): Promise<PartnerAnswer> {
  switch (request.kind) {
    case 'send':
      return send(tested, request)
    case 'log-in':
      await logIn(tested, request)
      return { kind: 'done' }
    case 'is-kicked':
      await tested.session.noticesKick()
      return { kind: 'done' }
    case 'shows':
      return shows(tested, request)
    case 'shows-nothing-of':
      await showsNothingOf(tested, request)
      return { kind: 'done' }
  }
}

async function send(
  tested: TestedPhone,
  { conversationId, message }: Extract<PartnerRequest, { kind: 'send' }>,
): Promise<PartnerAnswer> {
  await tested.session.logIn()
  const deadline = Deadline.in(appLimitMs)
  // A heads-up notification would lie over the fields.
  await tested.clearShade(deadline)
  await tested.bringAppToFront(deadline)
  await tested.app.toConversations(deadline)
  const composer = new ChatComposer(tested.browser, tested.app.contract)
  await composer.open(conversationId, deadline)
  const result = await composer.send(message, deadline)
  await tested.app.toConversations(deadline)
  return result
}

/** Whoever is not registered for push gets none: what comes of the message after it would say nothing of the login. */
async function logIn(tested: TestedPhone, { as }: Extract<PartnerRequest, { kind: 'log-in' }>): Promise<void> {
  await tested.session.logIn(as)
  const deadline = Deadline.in(appLimitMs)
  await tested.bringAppToFront(deadline)
  await tested.app.toConversations(deadline)
  const code = await until(`the registration of ${as.userId} for push`, () => tested.app.registrationCode(), deadline, {
    everyMs: 80,
  })
  if (code !== '0')
    throw new PushfarmError(`The app on ${tested.phone.name} could not register ${as.userId} for push: code ${code}.`, {
      code: 'harness/not-registered',
      verdict: 'product',
      facts: { userId: as.userId, code },
    })
  await tested.clearShade(deadline)
  await tested.journey.bringTo('background', deadline)
}

async function shows(
  tested: TestedPhone,
  { token, message, change, sentAtMs }: Extract<PartnerRequest, { kind: 'shows' }>,
): Promise<PartnerAnswer> {
  const trial = Trial.sentElsewhere(tested, { row: null, token, message, change }, sentAtMs)
  await trial.appears()
  return { kind: 'shown', latencyMs: trial.latencyMs ?? 0 }
}

async function showsNothingOf(
  tested: TestedPhone,
  { token }: Extract<PartnerRequest, { kind: 'shows-nothing-of' }>,
): Promise<void> {
  const { posted } = await tested.phone.notifications(Deadline.in(appLimitMs))
  const shown = posted.find((entry) => [entry.title, entry.text, entry.bigText].some((text) => text?.includes(token)))
  if (shown === undefined && tested.sightings.keysOf(token).length === 0) return
  throw new PushfarmError(`${tested.phone.name} shows the message ${token}, whose user is logged in elsewhere.`, {
    code: 'harness/promise-broken',
    verdict: 'product',
    facts: { token, key: shown?.key },
  })
}
