import { z } from 'zod'
import { type Html, html } from './html.ts'
import { durationText } from './moment.ts'
import { say } from './wording.ts'

const exchange = z.looseObject({
  command: z.string(),
  request: z.unknown().optional(),
  answer: z.unknown().optional(),
  sentAt: z.number().optional(),
  answeredAt: z.number().optional(),
})
type Exchange = z.infer<typeof exchange>

const code = z.looseObject({ ErrorCode: z.number() })

/** What the harness asked the Chat server, and what that answered. Equal questions in a row with equal answers are one. */
export function serverRecords(text: string): Html {
  const read = z.array(exchange).safeParse(parsed(text))
  if (!read.success)
    return html`<p>${say('unreadable')}</p>
      <pre>${text}</pre>`
  return html`<ol class="records">
    ${together(read.data).map(
      ({ one, times }) =>
        html`<li>
          <details class="json">
            <summary>
              ${clock(one)}<code>${one.command}</code>${times === 1 ? undefined : html` ×${times}`}${errorCode(one)}
              ${took(one)}
            </summary>
            <h6>${say('request')}</h6>
            <pre>${JSON.stringify(one.request, null, 2)}</pre>
            <h6>${say('answer')}</h6>
            <pre>${JSON.stringify(one.answer, null, 2)}</pre>
          </details>
        </li>`,
    )}
  </ol>`
}

/** A JSON object, such as the app's push panel; undefined for anything else. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | undefined {
  return z.record(z.string(), z.unknown()).safeParse(parsed(text)).data
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // No JSON: whoever asked shows the text as it is, or leaves it to the link.
    return undefined
  }
}

function together(exchanges: readonly Exchange[]): readonly { readonly one: Exchange; readonly times: number }[] {
  const groups: { one: Exchange; times: number; key: string }[] = []
  for (const one of exchanges) {
    const key = JSON.stringify([one.command, one.request, one.answer])
    const before = groups.at(-1)
    if (before?.key === key) before.times++
    else groups.push({ one, times: 1, key })
  }
  return groups
}

function clock({ sentAt }: Exchange): Html | undefined {
  if (sentAt === undefined || Number.isNaN(new Date(sentAt).getTime())) return undefined
  return html`<time>${new Date(sentAt).toISOString().slice(11, 23)}</time> `
}

function errorCode({ answer }: Exchange): Html | undefined {
  const read = code.safeParse(answer)
  return read.success
    ? html` → <span class="${read.data.ErrorCode === 0 ? 'source' : 'sign broken'}">${read.data.ErrorCode}</span>`
    : undefined
}

function took({ sentAt, answeredAt }: Exchange): Html | undefined {
  return sentAt === undefined || answeredAt === undefined
    ? undefined
    : html`<span class="source">· ${durationText(answeredAt - sentAt)}</span>`
}
