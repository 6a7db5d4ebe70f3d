import { describe, expect, it } from 'vitest'
import { countRefusals } from './refused-notifications.ts'

describe('countRefusals', () => {
  const byOwner = 'E NotificationService: Suppressing notification from package io.app by user request.'
  const stopped =
    'W GCM     : broadcast intent callback: result=CANCELLED forIntent { act=com.google.android.c2dm.intent.RECEIVE pkg=io.app }'
  it.each<[string, readonly string[], number]>([
    ['a log that says nothing', [], 0],
    ["the owner's switch", [byOwner], 1],
    ['a stopped app', [stopped], 1],
    ['both, among others', ['I ActivityManager: Start proc io.app', byOwner, stopped, byOwner], 3],
    ['the push service, on its own channel', [byOwner.replace('io.app', 'com.meizu.cloud')], 1],
    ['an app with a longer name', [byOwner.replace('io.app', 'io.app.other')], 0],
    ['another app', [byOwner.replace('io.app', 'io.other'), stopped.replace('io.app', 'io.other')], 0],
    ['a broadcast that was taken', [stopped.replace('CANCELLED', 'OK')], 0],
  ])('%s', (_, lines, refusals) => {
    expect(countRefusals(lines.join('\n'), { app: 'io.app', posters: ['io.app', 'com.meizu.cloud'] })).toBe(refusals)
  })
})
