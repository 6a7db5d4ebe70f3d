import JunitReporter from '@wdio/junit-reporter'

/**
 * WebdriverIO's JUnit reporter writes every command with its arguments into `system-out`: typed signatures would stand in a
 * file that a CI server shows to everybody. What happened is told by the journal; here only names, times and errors stay.
 */
export class JunitWithoutCommands extends JunitReporter {
  override emit(event: string | symbol, ...details: unknown[]): boolean {
    if (typeof event === 'string' && event.startsWith('client:')) return false
    return super.emit(event, ...details)
  }
}
