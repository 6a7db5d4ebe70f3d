import { type Row, type RowContext, onlyIf } from '../matrix-row.ts'

/** REST, and the app on every other phone of the farm. */
export function senderRows({ phone, farm }: RowContext): readonly Row[] {
  const others = farm.filter((one) => one.name !== phone.name)
  return [
    { id: 'sender/rest', says: 'Sent by REST' },
    {
      id: 'sender/another-app',
      says: "Sent by another phone's app with all offline push fields",
      message: { sender: { by: 'client', sdk: 'chat-js' } },
      applies: onlyIf(others.length > 0, 'it takes a second phone, and the farm has one'),
    },
    ...others.map((other): Row => ({
      id: `sender/app-of-${other.name}`,
      says: `Sent by the app on ${other.name}`,
      message: { sender: { by: 'client', sdk: 'chat-js' } },
      applies: onlyIf(
        other.profile.service.name !== phone.profile.service.name,
        'sender and receiver use the same push service',
      ),
    })),
    {
      id: 'sender/blocked',
      says: "A sender on the recipient's blocklist is refused with 20007",
      message: { sender: { by: 'client', sdk: 'chat-js', relation: 'blocked' } },
      applies: onlyIf(others.length > 0, 'it takes a second phone, and the farm has one'),
    },
  ]
}
