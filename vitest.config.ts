import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Most tests wait for processes, sockets and timers, and so files may share a process: no test leaves anything
    // changed in its own, and starting one and loading the sources for each file would cost a minute.
    isolate: false,
    // One more than the cores of the machine that the tests must be quick on: much of their time is waiting.
    maxWorkers: 3,
    sequence: { sequencer: LongestFirst },
    // What tests expect is in English, but where they say otherwise.
    env: { LC_ALL: 'C.UTF-8' },
    // Only a test that hangs takes this long, on a machine that is busy with something else as well.
    testTimeout: 120_000,
    hookTimeout: 120_000,
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
