import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: [
            'standards/tests/**/*.test.ts',
            'server/src/kernel/files/tests/**/*.test.ts',
            'server/src/modules/*/rules/**/*.test.ts',
            'test-data/tests/**/*.test.ts',
            'web/tests/**/*.test.ts',
          ],
        },
      },
      {
        test: {
          name: 'server',
          include: ['server/src/**/tests/**/*.test.ts', 'server/test/*.test.ts', 'bench/tests/**/*.test.ts'],
          exclude: ['server/src/kernel/files/tests/**'],
          globalSetup: ['server/test/support/global-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['server/test/journeys/**/*.test.ts'],
          globalSetup: ['server/test/support/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
