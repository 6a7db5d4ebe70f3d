import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Redaction } from '../chat/redaction.ts'
import { Evidence } from '../harness/evidence.ts'
import { Journal } from '../harness/journal.ts'
import { RunFolder } from '../harness/run-folder.ts'
import { writeMatrixFile } from './matrix-file.ts'

const secret = 'hush-5f2e'
const userSig = `eJ${'wtzMEKwjAUBdB-'.repeat(6)}`

describe('the matrix of a run', () => {
  let place: string
  let folder: RunFolder
  beforeEach(() => {
    place = mkdtempSync(join(tmpdir(), 'pushfarm-matrix-'))
    folder = RunFolder.createAt(join(place, 'run'))
  })
  afterEach(() => {
    rmSync(place, { recursive: true })
  })

  async function run(): Promise<string> {
    const redaction = new Redaction([secret])
    const journal = new Journal(folder.journal, redaction)
    journal.write({
      kind: 'run-started',
      phones: [{ name: 'mi', vendor: 'mi', serial: 'mi', pushService: 'mi' }],
      farm: 'embedded',
      limits: { softMs: 60_000, hardMs: 180_000 },
      fault: null,
      seed: null,
      promises: ['a'],
    })
    const evidence = new Evidence(folder.evidence, 'mi.a', redaction)
    await evidence.add('server.json', () => JSON.stringify([{ command: 'sendmsg', request: { key: secret, userSig } }]))
    await evidence.add('push-panel.json', () => JSON.stringify({ token: secret }))
    journal.write({
      kind: 'promise',
      phone: 'mi',
      promise: 'a',
      title: 'A push arrives',
      result: 'broken',
      verdict: 'product',
      error: { code: 'x/y', message: `refused: ${secret}`, hint: userSig },
      latencyMs: null,
      durationMs: 1,
      evidence: [...evidence.paths],
    })
    return readFileSync(writeMatrixFile(folder, ['a']), 'utf8')
  }

  it('holds no secret, nothing of the environment, and no path of this machine', async () => {
    process.env['PUSHFARM_OF_THIS_TEST'] = 'environment-of-this-test'
    const page = await run()
    expect(page).toContain('<code>sendmsg</code>')
    expect(page).toContain('&lt;secret&gt;')
    for (const never of [secret, userSig, 'environment-of-this-test', folder.path, tmpdir()])
      expect(page).not.toContain(never)
  })

  it('leads to records that are too long to be shown', async () => {
    await run()
    writeFileSync(join(folder.evidence, 'mi.a.server.json'), JSON.stringify(['long'.repeat(100_000)]))
    const page = readFileSync(writeMatrixFile(folder, ['a']), 'utf8')
    expect(page).toContain('href="evidence/mi.a.server.json"')
    expect(page).not.toContain('longlong')
  })

  it("leads to Allure's report where that was made", async () => {
    expect(await run()).not.toContain('allure-report')
    mkdirSync(folder.allureReport)
    writeFileSync(join(folder.allureReport, 'index.html'), '')
    expect(readFileSync(writeMatrixFile(folder, ['a']), 'utf8')).toContain('href="allure-report/index.html"')
  })
})
