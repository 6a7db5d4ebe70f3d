import { describe, expect, it } from 'vitest'
import { refuseTooLong } from './message-size.ts'

const around = JSON.stringify({ text: '' }).length

describe('refuseTooLong', () => {
  it.each([93000, 80002] as const)('refuses one byte more than 8 KB with %i', (code) => {
    const call = (bytes: number) => () => {
      refuseTooLong({ text: 'x'.repeat(bytes - around) }, code)
    }
    expect(call(8192)).not.toThrow()
    expect(call(8193)).toThrow(expect.objectContaining({ code }))
  })

  it('counts bytes, and the push info too', () => {
    expect(() => {
      refuseTooLong({ MsgBody: [], OfflinePushInfo: { Ext: '安'.repeat(2800) } }, 93000)
    }).toThrow('8 KB')
  })
})
