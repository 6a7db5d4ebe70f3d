import { type PushRecord, type PushedMessage, isRecordOf } from '../farm/laboratory.ts'
import type { Nothing } from '../push/expectation.ts'

/** What became of a message's push to one installation of the app, by the servers' own records. */
export type PushWay =
  /** Tencent did not hand it over; `gate` where the records name one. */
  | { readonly kind: 'stopped'; readonly gate: string | undefined; readonly why: string | undefined }
  | { readonly kind: 'refused'; readonly code: string; readonly info: string | undefined }
  /** `report`: the vendor's receipt from the phone. */
  | { readonly kind: 'taken'; readonly report: Report | undefined }

interface Report {
  readonly delivered: boolean
  readonly code: string
  readonly info: string | undefined
}

/**
 * The ways of one message to the installations of the app on a phone; an account has one for each that it ever had.
 *
 * @param serial ro.serialno
 */
export function waysTo(serial: string, message: PushedMessage, records: readonly PushRecord[]): readonly PushWay[] {
  return records
    .filter(({ device }) => device === undefined || device.serial === serial)
    .filter((record) => isRecordOf(record, message))
    .map(wayOf)
}

function wayOf({ stages: { offline, device }, stoppedAt }: PushRecord): PushWay {
  if (offline === undefined) return { kind: 'stopped', gate: stoppedAt?.gate, why: stoppedAt?.why }
  if (!offline.ok) return { kind: 'refused', code: offline.code, info: offline.info }
  return { kind: 'taken', report: device && { delivered: device.ok, code: device.code, info: device.info } }
}

/** Whether nothing came for the reason that the rules name, as far as the records tell. */
export function endedAsExpected({ at, step, code }: Nothing, ways: readonly PushWay[]): boolean {
  switch (at) {
    case 'harness':
    case 'send':
      return ways.length === 0
    case 'dispatch':
      // An installation without a token is not in the records; earlier ones on the phone may be.
      if (step === 'token') return ways.every(({ kind }) => kind !== 'taken')
      // An account that is not logged in on the phone has no installation there.
      return ways.length === 0 || ways.some((way) => way.kind === 'stopped' && (way.gate ?? step) === step)
    case 'vendor':
      return ways.some((way) =>
        code === undefined ? way.kind !== 'stopped' : way.kind === 'refused' && way.code === String(code),
      )
    case 'device':
      return ways.some(({ kind }) => kind === 'taken')
  }
}

export function waysInWords(ways: readonly PushWay[]): string {
  if (ways.length === 0) return 'not pushed to this phone'
  return [...new Set(ways.map(inWords))].join('; ')
}

function inWords(way: PushWay): string {
  switch (way.kind) {
    case 'stopped':
      return `not handed to the vendor${way.gate === undefined ? '' : `: gate ${way.gate}`}${way.why === undefined ? '' : `, ${way.why}`}`
    case 'refused':
      return `refused by the vendor with ${way.code}${inBrackets(way.info)}`
    case 'taken':
      return `taken by the vendor${reportInWords(way.report)}`
  }
}

function reportInWords(report: Report | undefined): string {
  if (report === undefined) return ', which has not reported it delivered'
  if (report.delivered) return ', which reports it delivered'
  return `, which reports ${report.code}${inBrackets(report.info)}`
}

function inBrackets(info: string | undefined): string {
  return info === undefined || info === '' ? '' : ` (${info})`
}
