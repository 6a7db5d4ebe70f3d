import { fstatSync } from 'node:fs'
import { BadFarmOption, help, readFarmOptions } from './farm-options.ts'
import { startFarm } from './farm.ts'
import { PortUnavailable } from './listening.ts'

/** `npm run virtual`: starts a farm, says where it is, and ends on Ctrl-C, SIGTERM, or when the pipe on stdin is closed. */
async function main(): Promise<number> {
  const options = readFarmOptions(process.argv.slice(2))
  if (options === 'help') {
    process.stdout.write(help)
    return 0
  }
  // Asked to end before it is up: end as soon as it is, so that nothing half started stays behind.
  const ended = endOfUse()
  const farm = await startFarm(options)
  process.stdout.write(`${JSON.stringify(farm.description)}\n`)
  await ended
  await farm.close()
  return 0
}

function endOfUse(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      resolve()
    }
    process.once('SIGINT', end)
    process.once('SIGTERM', end)
    // A parent that dies closes our pipe. A terminal or /dev/null says nothing of the kind.
    const stdin = fstatSync(0)
    if (stdin.isFIFO() || stdin.isSocket()) process.stdin.once('end', end).once('close', end).resume()
  })
}

/** Exit code 4: the set-up is wrong, nothing was left running. */
function complain(error: unknown): number {
  if (error instanceof BadFarmOption || error instanceof PortUnavailable) {
    process.stderr.write(`${error.message}\n`)
    return 4
  }
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
  return 3
}

process.exit(await main().catch(complain))
