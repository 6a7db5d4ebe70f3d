/** The page's look: quiet on screens of any width, light or dark; black on white on paper, where signs and borders tell. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: #ffffff; --raised: #f6f7f9; --line: #dde1e6; --text: #1b1f24; --quiet: #5b6570; --link: #0b57b0;
  --kept: #1a6b35; --kept-ground: #e9f5ec; --broken: #b3261e; --broken-ground: #fbe3e1; --unsure: #7a5200; --unsure-ground: #fff2cc;
  --arrange: #b9c2cc; --send: #6b8fbf; --observe: #8ab89a; --tap: #c6a15b; --other: #a79bc4;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171a; --raised: #1d2125; --line: #343a41; --text: #e4e7ea; --quiet: #98a2ad; --link: #84b6f4;
    --kept: #7fd198; --kept-ground: #17301f; --broken: #ff9a92; --broken-ground: #4a1d1a; --unsure: #f2c75c; --unsure-ground: #3d3110;
    --arrange: #4c5661; --send: #5b83b8; --observe: #4f8a64; --tap: #a8843f; --other: #7b6ea3;
  }
}
* { box-sizing: border-box }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 3rem }
html[lang="en"] span[lang="zh"], html[lang="zh-CN"] span[lang="en"] { display: none }
body {
  margin: 0 auto; max-width: 1180px; padding: 1.25rem 1.5rem 4rem; background: var(--ground); color: var(--text);
  font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei",
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", sans-serif;
}
a { color: var(--link); text-decoration: none }
a:hover { text-decoration: underline }
:focus-visible { outline: 2px solid var(--link); outline-offset: 1px }
code, pre { font: 0.86em/1.45 ui-monospace, SFMono-Regular, Menlo, Consolas, "Noto Sans Mono CJK SC", monospace }
code { color: var(--quiet); overflow-wrap: anywhere }
pre { margin: .25rem 0; padding: .5rem .6rem; max-height: 22rem; overflow: auto; background: var(--raised); border-radius: 4px; white-space: pre-wrap; overflow-wrap: anywhere }
h1, h2, h3, h5, h6 { margin: 0; line-height: 1.3; font-weight: 600 }
h2 { margin: 2.25rem 0 .6rem; font-size: 1.15rem }
h3 { font-size: 1rem }
h5 { margin: .9rem 0 .25rem; font-size: .8rem; color: var(--quiet); font-weight: 600 }
h6 { margin: .4rem 0 0; font-size: .75rem; color: var(--quiet); font-weight: 400 }
small { font-weight: 400; color: var(--quiet) }
p, dl, dd, ol, ul, figure { margin: 0; padding: 0 }
ol, ul { list-style: none }
q { quotes: "“" "”" }
.source, .quiet { color: var(--quiet); font-size: .86em }
.number, .number b { font-variant-numeric: tabular-nums; font-weight: 600 }
.value { white-space: pre-wrap; overflow-wrap: anywhere }
.mark { position: relative }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
.sign { display: inline-block; min-width: 1.35em; padding: 0 .2em; border-radius: 3px; text-align: center; font-weight: 700; line-height: 1.35 }
.sign.kept { color: var(--kept); background: var(--kept-ground) }
.sign.broken { color: var(--broken); background: var(--broken-ground) }
.sign.not-checked { color: var(--unsure); background: var(--unsure-ground) }
.sign.not-applicable { color: var(--quiet); background: var(--raised) }

/* Head */
.brand { display: flex; justify-content: space-between; align-items: center; color: var(--quiet); letter-spacing: .02em }
.languages { display: flex; gap: 2px }
.languages button { padding: .2rem .55rem; border: 1px solid var(--line); background: none; color: var(--quiet); font: inherit; font-size: .86em; cursor: pointer }
.languages button:first-child { border-radius: 4px 0 0 4px }
.languages button:last-child { border-radius: 0 4px 4px 0 }
.languages button[aria-pressed="true"] { background: var(--raised); color: var(--text); font-weight: 600 }
.verdict { margin: .5rem 0 .35rem; font-size: 1.6rem; letter-spacing: -.01em }
.verdict.passed { color: var(--kept) }
.verdict.product, .verdict.gate { color: var(--broken) }
.verdict.infrastructure, .verdict.set-up { color: var(--unsure) }
.counts > span { margin-right: .9rem; white-space: nowrap }
.facts { display: flex; flex-wrap: wrap; gap: .35rem 1.75rem; margin: .75rem 0 }
.facts dt { color: var(--quiet); font-size: .78em }
.facts dd { font-variant-numeric: tabular-nums }
.fault { color: var(--broken) }
.links a { margin-right: 1rem }
.error { margin: .4rem 0; padding: .45rem .7rem; border-left: 3px solid var(--broken); background: var(--raised) }
.not-checked .error, .set-up ~ .error, .infrastructure ~ .error { border-left-color: var(--unsure) }
.witnesses { margin: .4rem 0; padding: .45rem .7rem; border-left: 3px solid var(--unsure); background: var(--raised) }
.hint { font-weight: 600 }

/* Matrix */
.key { display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin-bottom: .5rem; color: var(--quiet); font-size: .86em; align-items: center }
.filter { margin-left: auto; color: var(--text); cursor: pointer }
#matrix:has(#only-failed:checked) tr.fine { display: none }
.untitled { color: var(--quiet); overflow-wrap: anywhere }
.matrix { min-width: min(100%, 44rem); border-collapse: separate; border-spacing: 0 2px }
.matrix th { text-align: left; font-weight: 400; vertical-align: top }
.matrix thead th { position: sticky; top: 0; z-index: 1; padding: .35rem .3rem; background: var(--ground); border-bottom: 1px solid var(--line); font-weight: 600; text-align: center; vertical-align: bottom }
.matrix thead th:first-child { text-align: left; padding-left: 0 }
.matrix thead small { display: block; font-size: .72em; line-height: 1.2 }
.matrix tbody th { padding: .2rem .75rem .2rem 0; line-height: 1.35; border-bottom: 1px solid var(--line) }
.matrix tbody th code { display: block; font-size: .74em }
.matrix td { width: 5.4rem; padding: 0 1px; vertical-align: middle }
.matrix td a { display: block; padding: .3rem .25rem; border: 1px solid transparent; border-radius: 4px; text-align: center; color: inherit; white-space: nowrap; position: relative }
.matrix td .number { font-weight: 400 }
.matrix td.kept a { color: var(--kept); background: var(--kept-ground) }
.matrix td.broken a { color: var(--broken); background: var(--broken-ground); border: 2px solid var(--broken); padding: calc(.3rem - 1px) .2rem; font-weight: 700 }
.matrix td.not-checked a { color: var(--unsure); background: var(--unsure-ground); border: 1px dashed var(--unsure) }
.matrix td.not-applicable a { color: var(--quiet) }
.notes { font-size: .86em; counter-reset: note }
#matrix h3 { margin: 1rem 0 .2rem; font-size: .86em; color: var(--quiet) }
.notes li { counter-increment: note; padding-left: 1.6em; text-indent: -1.6em; overflow-wrap: anywhere }
.notes li::before { content: counter(note); display: inline-block; width: 1.6em; text-indent: 0; color: var(--quiet) }
:target { scroll-margin-top: 4rem }
li:target, dl div:target, .phones article:target { background: var(--unsure-ground) }

/* Phones */
.phones { display: grid; grid-template-columns: repeat(auto-fill, minmax(260px, 1fr)); gap: .75rem }
.phones article { padding: .7rem .85rem; border: 1px solid var(--line); border-radius: 6px; min-width: 0 }
.phones .facts { flex-direction: column; gap: .1rem; font-size: .86em; margin-bottom: 0 }
.phones .facts div { display: grid; grid-template-columns: 6.2em 1fr; gap: .4rem }
.phones .facts dt { font-size: 1em }
.phones .facts dd { min-width: 0; overflow-wrap: anywhere }
.latency p { font-size: .86em }
.strip { display: block; max-width: 100%; margin: .35rem 0 .15rem }
.strip text { font-size: 8px; fill: var(--quiet); text-anchor: middle }
.strip path { fill: none; stroke: var(--line) }
.strip .pushes { stroke: var(--kept); stroke-opacity: .5 }
.strip .p95 { stroke: var(--text); stroke-width: 1.5 }
.strip .p50 { fill: var(--text) }

/* Details */
.cell { margin: .3rem 0; border: 1px solid var(--line); border-radius: 6px }
.cell > summary { padding: .4rem .7rem; cursor: pointer; overflow-wrap: anywhere }
.cell.broken { border-color: var(--broken) }
.cell.not-checked { border: 1px dashed var(--unsure) }
.cell[open] > summary { border-bottom: 1px solid var(--line) }
.cell .inside { padding: .5rem .8rem .7rem }
.cell > summary .source > span { margin-left: .4em }
.others h3 { margin: 1.1rem 0 .2rem; font-weight: 500 }
.others .cell { border: 0; border-radius: 0; margin: 0; border-bottom: 1px solid var(--line) }
.others .cell > summary { padding: .2rem .3rem }
.others .cells { display: grid; grid-template-columns: repeat(auto-fill, minmax(148px, 1fr)); column-gap: .8rem }
.others .cell[open] { grid-column: 1 / -1; min-width: 0 }
.trial { padding: .5rem 0 }
.trial + .trial { border-top: 1px solid var(--line) }
.trial.short { font-size: .93em }
.account { display: grid; grid-template-columns: 5.2em 1fr; gap: 0 .5rem }
.account dt { color: var(--quiet) } .account dd { min-width: 0; overflow-wrap: anywhere }
.what { overflow-wrap: anywhere }
.rule { font: .86em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere }
.timeline { margin: .3rem 0 .4rem; font-size: .86em }
.timeline svg { display: block; width: 100%; height: 8px; background: var(--raised); border-radius: 2px }
.timeline ol { display: flex; flex-wrap: wrap; gap: 0 1rem; color: var(--quiet); font-variant-numeric: tabular-nums }
.timeline li::before { content: ""; display: inline-block; width: .6em; height: .6em; margin-right: .35em; border-radius: 1px; background: currentColor }
.timeline .arrange { fill: var(--arrange) } .timeline li.arrange::before { background: var(--arrange) }
.timeline .send { fill: var(--send) } .timeline li.send::before { background: var(--send) }
.timeline .observe { fill: var(--observe) } .timeline li.observe::before { background: var(--observe) }
.timeline .tap { fill: var(--tap) } .timeline li.tap::before { background: var(--tap) }
.timeline .other { fill: var(--other) } .timeline li.other::before { background: var(--other) }
.timeline path.posted { stroke: var(--text); stroke-width: 2; vector-effect: non-scaling-stroke }
.timeline li.posted::before { width: 2px; height: .9em; vertical-align: -.1em; background: var(--text) }
.comparison { width: 100%; margin: .5rem 0; border-collapse: collapse; font-size: .93em; table-layout: fixed }
.comparison th:first-child { width: 8.5rem }
.comparison th, .comparison td { padding: .22rem .5rem .22rem 0; text-align: left; vertical-align: top; font-weight: 400; border-bottom: 1px solid var(--line); overflow-wrap: anywhere }
.comparison thead th { color: var(--quiet); font-size: .86em }
.comparison tbody th { color: var(--quiet) }
.comparison .mark { display: inline-block; width: 1.1em; text-align: center }
.comparison .differs th { color: var(--broken); font-weight: 700 }
.comparison .differs td { background: var(--broken-ground); padding-left: .4rem }
.comparison .differs td:last-child { border-left: 2px solid var(--ground) }
.ext summary, .json summary { cursor: pointer; color: var(--link) }
.rules { font-size: .93em }
.rules li { margin: .15rem 0; padding-left: .7rem; border-left: 2px solid var(--line) }
.never-begun .rules { columns: 3 17rem; margin-top: .3rem }
.never-begun .rules li { break-inside: avoid }
.pictures { display: flex; flex-wrap: wrap; gap: .75rem }
.pictures img { display: block; width: 200px; max-width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; background: var(--raised) }
.pictures figcaption { color: var(--quiet); font-size: .86em }
.files { display: flex; flex-wrap: wrap; gap: .1rem 1.1rem; font-size: .93em; overflow-wrap: anywhere }
.records { font-size: .93em }
.records summary { color: inherit }
.records code { color: inherit }
.panel { flex-direction: column; gap: .1rem; margin: .2rem 0 }
.panel div { display: grid; grid-template-columns: minmax(8em, 12em) 1fr; gap: .6rem }
.panel dd { min-width: 0; max-height: 6.2em; overflow: auto }
.top { margin-top: .6rem; font-size: .86em }
.appendix summary { cursor: pointer } .appendix summary h2 { display: inline-block; margin-bottom: .3rem }
.appendix dl > div { padding: .3rem 0; border-bottom: 1px solid var(--line) }

@media (max-width: 720px) {
  body { padding: .9rem .85rem 3rem }
  .verdict { font-size: 1.35rem }
  .facts { gap: .3rem 1.2rem }
  .filter { margin-left: 0 }
  .matrix, .matrix tbody { display: block }
  .matrix thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .matrix tr { display: grid; grid-template-columns: repeat(auto-fill, minmax(46px, 1fr)); gap: 3px; padding: .45rem 0; border-bottom: 1px solid var(--line) }
  .matrix tbody th { grid-column: 1 / -1; padding: 0 0 .1rem; border: 0 }
  .matrix td { width: auto; padding: 0; min-width: 0 }
  .matrix td::before { content: attr(data-phone); display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; text-align: center; font-size: .7em; line-height: 1.3; color: var(--quiet) }
  .matrix td a { padding: .15rem 0; line-height: 1.25 }
  .matrix td.broken a { padding: calc(.15rem - 1px) 0 }
  .matrix td b { display: block }
  .matrix td .number { font-size: .82em }
  .phones { grid-template-columns: 1fr }
  .comparison, .comparison tbody, .comparison thead { display: block }
  .comparison thead th:first-child { display: none }
  .comparison tr { display: grid; grid-template-columns: 1fr 1fr; border-bottom: 1px solid var(--line) }
  .comparison th, .comparison td { border: 0; padding-right: .4rem; min-width: 0 }
  .comparison tbody th { grid-column: 1 / -1; width: auto !important; padding-bottom: 0; font-size: .86em }
  .panel div { grid-template-columns: 1fr; gap: 0 }
  .pictures img { width: 150px }
}

@media print {
  @page { size: A4; margin: 13mm 12mm }
  :root {
    --ground: #fff; --raised: #fff; --line: #bbb; --text: #000; --quiet: #444; --link: #000;
    --kept: #000; --kept-ground: #fff; --broken: #000; --broken-ground: #fff; --unsure: #000; --unsure-ground: #fff;
  }
  body { max-width: none; padding: 0; font-size: 9.5pt }
  .languages, .filter, .top, .others, .appendix { display: none }
  h2 { margin-top: 1.2rem; break-after: avoid }
  .matrix thead th { position: static }
  .matrix tr, .phones article, .trial > p, .comparison tr, figure, .error { break-inside: avoid }
  .matrix { width: 100%; font-size: 8.5pt } .matrix td { width: 3.7rem } .matrix tbody th { padding-right: .4rem }
  summary { break-inside: avoid; break-after: avoid } h5 { break-after: avoid } .panel dd { overflow: hidden }
  .matrix td a { padding: .12rem; border: 1px solid #bbb }
  .matrix td.broken a { border: 2.5px solid #000 }
  .matrix td.not-checked a { border: 1.5px dashed #000 }
  .matrix td.not-applicable a { border-color: transparent }
  .sign { border: 1px solid #bbb } .sign.broken { border: 2px solid #000 } .sign.not-checked { border: 1px dashed #000 }
  .comparison .differs th, .comparison .differs td { font-weight: 700 }
  .phones { grid-template-columns: repeat(3, 1fr); gap: 3mm }
  .phones article { font-size: 8.5pt }
  .timeline svg, .timeline li::before { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .cell { border: 1px solid #bbb } .cell.broken { border: 1.5px solid #000 } .cell.not-checked { border: 1.5px dashed #000 }
  .json:not([open]), .records { font-size: 8.5pt }
  pre { max-height: none }
  .pictures img { width: 42mm }
}
`
