/** The laws of the house: who may import whom. Each rule's comment gives its reason. */
const pure = '^src/(base|android|push|vendors)/'
const test = '\\.test\\.ts$'
module.exports = {
  forbidden: [
    {
      name: 'specs-import-only-the-harness',
      comment: 'A spec says what is promised in words a tester reads; everything else is behind src/harness.',
      severity: 'error',
      from: { path: '^specs/' },
      to: { path: '^(src|virtual|tests|bench|sample-app)/', pathNot: '^src/harness/' },
    },
    {
      name: 'pure-parts-do-no-io',
      comment:
        'base, android, push and vendors are text and values: no I/O, no packages that do any (zod does none), so that tables can test them.',
      severity: 'error',
      from: { path: pure, pathNot: test },
      to: {
        dependencyTypes: ['core', 'npm'],
        pathNot: ['^node:(buffer|util)$', '^(buffer|util)$', '^node_modules/zod/'],
      },
    },
    {
      name: 'base-imports-nothing-of-ours',
      comment: 'Everything stands on base.',
      severity: 'error',
      from: { path: '^src/base/' },
      to: { path: '^(src|virtual|specs)/', pathNot: '^src/base/' },
    },
    {
      name: 'pure-parts-import-downward',
      comment: 'vendors > push > android > base: rules may use values, values know no rules.',
      severity: 'error',
      from: { path: '^src/(android|push|vendors)/' },
      to: { path: '^src/', pathNot: pure },
    },
    {
      name: 'android-knows-no-push',
      comment: 'Readers of Android text must serve any app.',
      severity: 'error',
      from: { path: '^src/android/' },
      to: { path: '^src/(push|vendors)/' },
    },
    {
      name: 'edges-do-not-import-each-other',
      comment: 'chat, farm and app touch different worlds; only the harness composes them.',
      severity: 'error',
      from: { path: '^src/(chat|farm|app)/' },
      to: { path: '^src/(chat|farm|app|harness|cli)/', pathNot: '^src/$1/' },
    },
    {
      name: 'harness-does-not-import-cli',
      comment: 'Commands stand on the harness, not the other way round.',
      severity: 'error',
      from: { path: '^src/harness/' },
      to: { path: '^src/cli/' },
    },
    {
      name: 'the-report-reads-the-journal-only',
      comment: 'A page is a pure function of what a run wrote down: what is not in the journal was not seen.',
      severity: 'error',
      from: { path: '^src/report/', pathNot: test },
      to: { path: '^src/', pathNot: '^src/(report|base|push)/|^src/harness/(journal-entry|run-summary)\\.ts$' },
    },
    {
      name: 'the-report-does-no-io',
      comment: 'It gets values and gives text, so that tables can test it; zod reads what older journals left open.',
      severity: 'error',
      from: { path: '^src/report/', pathNot: test },
      to: { dependencyTypes: ['core', 'npm'], pathNot: 'node_modules/zod/' },
    },
    {
      name: 'harness-does-not-import-the-report',
      comment: 'The harness writes the journal; what is made of it is made by the commands.',
      severity: 'error',
      from: { path: '^src/(harness|chat|farm|app)/' },
      to: { path: '^src/report/' },
    },
    {
      name: 'src-never-imports-virtual',
      comment: 'A belief that both worlds shared would confirm itself: they meet only on the wire.',
      severity: 'error',
      from: { path: '^(src|specs)/' },
      to: { path: '^virtual/' },
    },
    {
      name: 'virtual-never-imports-src',
      comment: 'The virtual farm follows public facts, never the harness.',
      severity: 'error',
      from: { path: '^virtual/' },
      to: { path: '^(src|specs|wdio\\.conf)' },
    },
    {
      name: 'nothing-imports-the-sample-app',
      comment: 'Its contract.json is read as data, its APK as bytes.',
      severity: 'error',
      from: { path: '^(src|virtual|specs)/' },
      to: { path: '^sample-app/' },
    },
    {
      name: 'no-cycles',
      comment: 'Two files that need each other are one idea, or a third one is missing.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'no-barrels',
      comment: 'An index file hides who uses what.',
      severity: 'error',
      from: {},
      to: { path: '/index\\.ts$', pathNot: 'node_modules' },
    },
    {
      name: 'no-utils',
      comment: 'A drawer without a name collects everything.',
      severity: 'error',
      from: {},
      to: { path: '/(util|utils|helper|helpers|misc|common)(/|\\.ts$)', pathNot: 'node_modules' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { extensions: ['.ts', '.js', '.json'] },
  },
}
