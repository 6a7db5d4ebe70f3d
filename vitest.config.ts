import { defineConfig } from 'vitest/config'

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
  },
})
