import type { Command } from '../command.ts'
import { intent } from '../../android/intent.ts'
import { intentFlag } from '../../android/intent-text.ts'
import { shellPackage, shellUid } from './am-start.ts'

/** Exit status of "no activities found" (System.exit(-4)). */
const nothingToRun = 252

/**
 * `monkey -p PKG -c CATEGORY 1`, which people use to open an app: the first event of monkey starts a main activity.
 * Other events are not played.
 */
export const monkey: Command = async ({ argv, phone, out, err }) => {
  const words = argv.slice(1)
  const packages: string[] = []
  const categories: string[] = []
  let count: number | undefined
  const rest = [...words]
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-p') packages.push(rest.shift() ?? '')
    else if (word === '-c') categories.push(rest.shift() ?? '')
    else if (word === '-s' || word === '--throttle' || word.startsWith('--pct-')) rest.shift()
    else if (!word.startsWith('-')) count = Number(word)
  }
  await out(words.map((word) => `  bash arg: ${word}\n`).join(''))
  if (count === undefined || !Number.isInteger(count) || count < 1) {
    await err('** Error: Count not specified\n')
    return 255
  }
  await err(`args: [${words.join(', ')}]\n${words.map((word) => ` arg: "${word}"\n`).join('')}`)
  await err([...packages, ...categories].map((word) => `data="${word}"\n`).join(''))
  const wanted =
    categories.length > 0 ? categories : ['android.intent.category.LAUNCHER', 'android.intent.category.MONKEY']
  const found = wanted
    .flatMap((category) =>
      phone.packages.matchActivities(intent({ action: 'android.intent.action.MAIN', categories: [category] })),
    )
    .find(({ pkg }) => packages.length === 0 || packages.includes(pkg.packageName))
  if (found === undefined) {
    await out('** No activities found to run, monkey aborted.\n')
    return nothingToRun
  }
  const component = { packageName: found.pkg.packageName, className: found.activity.className }
  const flags = intentFlag.activityNewTask | intentFlag.activityResetTaskIfNeeded
  const launch = intent({
    action: 'android.intent.action.MAIN',
    categories: ['android.intent.category.LAUNCHER'],
    component,
    flags,
  })
  await phone.activities.start(launch, { callingPackage: shellPackage, callingUid: shellUid })
  await out(
    `Events injected: ${count}\n## Network stats: elapsed time=12ms (0ms mobile, 0ms wifi, 12ms not connected)\n`,
  )
  return 0
}
