import { execFile, execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, it } from 'vitest'
import type { JournalEntry } from '../src/harness/journal-entry.ts'
import { matrixPage } from '../src/report/matrix-page.ts'

const run = promisify(execFile)
const browser = ['chromium', 'chromium-browser', 'google-chrome'].find(isThere)
const folder = mkdtempSync(join(tmpdir(), 'pushfarm-chromium-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const at = '2026-11-21T02:35:48.647Z'
const phones = ['mi', 'huawei', 'honor', 'oppo', 'vivo', 'meizu', 'pixel']
const promises = ['push-in-background', 'ext-survives']
const long = 'x'.repeat(300)
const entries: readonly JournalEntry[] = [
  {
    kind: 'run-started',
    at,
    phones: phones.map((name) => ({ name, vendor: name, serial: name, pushService: name })),
    farm: 'embedded',
    limits: { softMs: 60_000, hardMs: 180_000 },
    fault: null,
    seed: 1,
    promises,
  },
  ...phones.flatMap((phone) =>
    promises.map((promise): JournalEntry => ({
      kind: 'promise',
      at,
      phone,
      promise,
      title: 'With the app in the background, a push appears with its title and description',
      result: phone === 'oppo' ? 'broken' : 'kept',
      verdict: phone === 'oppo' ? 'product' : null,
      error:
        phone === 'oppo'
          ? { code: 'x/y', message: `<img src=x onerror="document.title='run'">${long}`, hint: long }
          : null,
      latencyMs: 217,
      durationMs: 500,
      evidence: phone === 'oppo' ? [`${long}.txt`] : [],
    })),
  ),
]
const page = join(folder, 'matrix.html')
const frame = join(folder, 'frame.html')
writeFileSync(page, matrixPage({ entries, promises, evidence: [], allureReport: 'not-made' }))

/** Chromium's own smallest window is wider than a phone; a frame may have any width. */
writeFileSync(
  frame,
  `<iframe src="matrix.html" style="width:390px;height:800px;border:0"></iframe><p></p><script>
  onload = () => {
    const root = document.querySelector('iframe').contentDocument.documentElement
    document.querySelector('p').textContent = 'widths ' + root.scrollWidth + ' of ' + root.clientWidth
  }</script>`,
)

describe.skipIf(browser === undefined)('the page in Chromium (skipped where none is installed)', () => {
  it.each([
    ['en-US', 'en', 'false'],
    ['zh-CN', 'zh-CN', 'true'],
  ])('speaks the language of a browser set to %s', async (language, spoken, chinesePressed) => {
    const { dom, complaints } = await open(`file://${page}`, [`--lang=${language}`, `--accept-lang=${language}`])
    expect(dom).toContain(`<html lang="${spoken}">`)
    expect(dom).toMatch(new RegExp(`data-speak="zh-CN"[^>]*aria-pressed="${chinesePressed}"`))
    expect(dom).not.toContain('<title>run</title>')
    expect(complaints).toEqual([])
  })

  it('opens the details that a link leads to, and leaves the others closed', async () => {
    const { dom } = await open(`file://${page}#vivo.ext-survives`, [])
    expect(dom).toMatch(/id="vivo\.ext-survives"[^>]* open=""/)
    expect(dom).not.toMatch(/id="mi\.ext-survives"[^>]* open=""/)
  })

  it('is no wider than a phone, whatever words it holds', async () => {
    const { dom } = await open(`file://${frame}`, ['--allow-file-access-from-files'])
    expect(dom).toContain('widths 390 of 390')
  })
})

async function open(
  url: string,
  flags: readonly string[],
): Promise<{ readonly dom: string; readonly complaints: readonly string[] }> {
  const { stdout, stderr } = await run(
    browser ?? '',
    [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--hide-scrollbars',
      '--enable-logging=stderr',
      `--user-data-dir=${mkdtempSync(join(folder, 'profile-'))}`,
      ...flags,
      '--dump-dom',
      url,
    ],
    { maxBuffer: 16 * 1024 * 1024, timeout: 50_000 },
  )
  return { dom: stdout, complaints: stderr.split('\n').filter((line) => line.includes('CONSOLE')) }
}

function isThere(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
