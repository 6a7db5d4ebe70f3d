import { join } from 'node:path'
import { describeError, exitCodeOf } from './src/base/pushfarm-error.ts'
import { startEmbeddedFarm } from './src/cli/embedded-farm.ts'
import { ensureSampleApp } from './src/cli/ensure-app.ts'
import { writeMatrixFile } from './src/cli/matrix-file.ts'
import { refuseBytecode } from './src/cli/refuse-bytecode.ts'
import { loadEnvironmentFile, runPlan, variables } from './src/cli/run-plan.ts'
import { checkApkFile } from './src/farm/apk-file.ts'
import { capabilitiesOf } from './src/harness/capabilities.ts'
import { JunitWithoutCommands } from './src/harness/junit-without-commands.ts'
import { PhoneWorker } from './src/harness/phone-worker.ts'
import { promiseNames } from './src/harness/promise-list.ts'
import type { PushfarmOptions } from './src/harness/pushfarm-options.ts'
import { RunLauncher } from './src/harness/run-launcher.ts'

/** Of the project; the configuration itself may have been compiled into another folder, with the specs beside it. */
const root = process.env[variables.root] ?? import.meta.dirname
const specs = join(import.meta.dirname, 'specs')
const extension = import.meta.filename.slice(import.meta.filename.lastIndexOf('.'))

/** WebdriverIO would print a stack trace; a wrong devices.json deserves a sentence. */
function planOrLeave(): { plan: ReturnType<typeof runPlan>; chosen: readonly string[] } {
  try {
    loadEnvironmentFile(root)
    return { plan: runPlan(root, process.env), chosen: promiseNames(root) }
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`)
    process.exit(exitCodeOf(error))
  }
}
const { plan, chosen } = planOrLeave()
const { runFolder } = plan

const options: PushfarmOptions = {
  root,
  inventory: plan.inventory,
  phones: plan.phones,
  app: plan.app,
  contract: plan.contract,
  runFolder,
  fault: plan.fault,
  seed: plan.seed,
  efforts: plan.efforts,
  keep: plan.keep,
  writeMatrix: () => writeMatrixFile(runFolder, chosen),
  prepareApp: async () => {
    const isEmbedded = plan.inventory.farm === 'embedded'
    if (isEmbedded) await ensureSampleApp(root, plan.app)
    await checkApkFile(plan.app)
    if (isEmbedded) refuseBytecode(plan.app)
  },
  startEmbeddedFarm: () =>
    startEmbeddedFarm({
      root,
      phones: plan.phones,
      portBase: plan.portBase,
      seed: plan.seed,
      fault: plan.fault,
      logFile: join(runFolder.logs, 'virtual-farm.log'),
    }),
}

export const config: WebdriverIO.Config = {
  runner: 'local',
  // All promises in one worker per phone: one session for the whole run.
  specs: [chosen.map((name) => join(specs, name + extension))],
  maxInstances: plan.phones.length,
  maxInstancesPerCapability: 1,
  capabilities: plan.phones.map(capabilitiesOf),
  // A virtual display is of no use to a phone.
  autoXvfb: false,
  // Typed texts and signatures would appear from `info` on.
  logLevel: 'error',
  outputDir: runFolder.logs,
  connectionRetryTimeout: 120_000,
  connectionRetryCount: 1,
  waitforTimeout: 10_000,
  framework: 'mocha',
  mochaOpts: { ui: 'bdd', timeout: 15 * 60_000 },
  services: [
    [RunLauncher, options],
    [PhoneWorker, options],
  ],
  reporters: [
    [
      JunitWithoutCommands,
      { outputDir: runFolder.junit, outputFileFormat: ({ cid }: { cid: string }) => `junit-${cid}.xml` },
    ],
    [
      'allure',
      {
        outputDir: runFolder.allureResults,
        disableWebdriverStepsReporting: true,
        disableWebdriverScreenshotsReporting: true,
        addConsoleLogs: false,
      },
    ],
  ],
}
