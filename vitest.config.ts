import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

const wholes = join(import.meta.dirname, 'tests')

/** Whole runs take a minute or more: one that began last would be waited for by an idle core, while tests of one file fill it. */
class WholesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const whole = sorted.filter(({ moduleId }) => moduleId.startsWith(wholes))
    return [...whole, ...sorted.filter((file) => !whole.includes(file))]
  }
}

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'bench/**/*.test.ts',
      'virtual/**/*.test.ts',
      'tests/**/*.test.ts',
      'sample-app/{src,scripts}/**/*.test.ts',
    ],
    // Contract tests start real adb servers, Appium and whole farms: they need their time, and do not assert on it.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: WholesFirst },
  },
})
