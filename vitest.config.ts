import { defineConfig } from 'vitest/config';

/** What starts nothing and changes nothing outside itself: files share a process, which saves a third of a second each. */
const pure = [
  'test/{catalog,define,generate,payloads,verdict,world}/**/*.test.ts',
  'test/report/burst/*.test.ts',
];

export default defineConfig({
  test: {
    // Most tests wait for processes, sockets and timers.
    maxWorkers: 3,
    // Real processes on a machine that may be busy: a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      { extends: true, test: { name: 'real', include: ['test/**/*.test.ts'], exclude: pure } },
    ],
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      reporter: ['json'],
      reportsDirectory: 'coverage',
      reportOnFailure: true,
      clean: false,
    },
  },
});
