import { describeError, exitCodeOf } from '../base/pushfarm-error.ts'

const help = `Usage: npx pushfarm COMMAND [options]

  demo       run all promises on the phones of devices.json
  report     show a run's summary and make its HTML report
  init       write devices.json from the phones that adb sees
  doctor     check machine, accounts, app and phones; say what to change
  app-check  check that manifest, push configuration and the console's settings agree
  devices    list the phones of devices.json and whether adb reaches them
  inspect    read a saved \`dumpsys notification\` or events log

  npx pushfarm COMMAND --help says more. Exit codes: 0 kept, 1 the product failed, 2 a gate failed, 3 infrastructure failed,
  4 the set-up is wrong.
`

/** Runs a command; resolves with the exit code. */
export async function main(argv: readonly string[], root: string): Promise<number> {
  const [command, ...rest] = argv
  try {
    switch (command) {
      case 'demo':
        return await (await import('./demo.ts')).demo(rest, root)
      case 'report':
        return await (await import('./report.ts')).report(rest, root)
      case 'init':
        return await (await import('./init.ts')).init(rest, root)
      case 'doctor':
        return await (await import('./doctor.ts')).doctor(rest, root)
      case 'app-check':
        return await (await import('./app-check.ts')).appCheck(rest, root)
      case 'devices':
        return await (await import('./devices.ts')).devices(rest, root)
      case 'inspect':
        return await (await import('./inspect.ts')).inspect(rest)
      case undefined:
      case '--help':
      case '-h':
      case 'help':
        process.stdout.write(help)
        return 0
      default:
        process.stderr.write(`pushfarm knows no command ${command}.\n\n${help}`)
        return 4
    }
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`)
    return exitCodeOf(error)
  }
}
