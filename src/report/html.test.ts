import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asWritten, escapeText, html, verbatim } from './html.ts'

describe('escapeText', () => {
  it.each([
    ['<b>fett</b>', '&lt;b&gt;fett&lt;/b&gt;'],
    [`"double" 'single' & both`, '&quot;double&quot; &#39;single&#39; &amp; both'],
    ['</script><script>alert(1)', '&lt;/script&gt;&lt;script&gt;alert(1)'],
    ['bell \u0007, escape \u001b[31m, delete \u007f', 'bell \\u0007, escape \\u001b[31m, delete \\u007f'],
    ['half an emoji \ud83d', 'half an emoji \\ud83d'],
    ['the other half \ude00 first', 'the other half \\ude00 first'],
    ['a whole one 👩‍👩‍👧‍👦', 'a whole one 👩‍👩‍👧‍👦'],
    ['turned \u202earound', 'turned \\u202earound'],
    ['lines\nand\ttabs stay', 'lines\nand\ttabs stay'],
    ['二〇二六年', '二〇二六年'],
    ['', ''],
  ])('writes %j', (text, written) => {
    expect(escapeText(text)).toBe(written)
  })

  it('lets nothing through that a parser would take for markup, and gives well-formed text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const written = escapeText(text)
        expect(written).not.toMatch(/[<>"']|&(?!(?:amp|lt|gt|quot|#39);)/)
        expect(written.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('html', () => {
  it('escapes texts and leaves markup', () => {
    const inner = html`<i title="${'"'}">${'<'}</i>`
    expect(html`<p>${inner}${['a', html`<br />`, undefined, 7]}</p>`.text).toBe(
      '<p><i title="&quot;">&lt;</i>a<br />7</p>',
    )
  })

  it('drops its own indentation, not that of what is put into it', () => {
    const text = html`<ul>
      <li>${'two\n  lines'}</li>
    </ul>`.text
    expect(text).toBe('<ul>\n<li>two\n  lines</li>\n</ul>')
  })

  it('marks text that must be shown as it was written', () => {
    expect(asWritten(' <a>\n').text).toBe('<span class="value"> &lt;a&gt;\n</span>')
  })

  it('takes our own text verbatim', () => {
    expect(html`<i>${verbatim('a > b')}</i>`.text).toBe('<i>a > b</i>')
  })
})
