import { defineConfig } from 'vitest/config';

/** Where nothing is changed but in processes that are started: files share one, which saves half a second each. */
const shared = [
  'test/{catalog,cli/completion,config,define,delivery,generate,payloads,verdict,world}/**/*.test.ts',
  'test/{docs,e2e,zoo}/**/*.test.ts',
  'test/report/load/*.test.ts',
];

export default defineConfig({
  test: {
    // Most tests wait for processes, sockets and timers.
    maxWorkers: 2,
    // Real processes on a machine that may be busy: a test that hangs still ends.
    testTimeout: 30_000,
    hookTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'shared', include: shared, isolate: false } },
      { extends: true, test: { name: 'alone', include: ['test/**/*.test.ts'], exclude: shared } },
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
