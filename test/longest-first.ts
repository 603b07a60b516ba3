import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Folders whose files take longest, however short they are: they run pages, servers and whole suites. */
const long = /\/test\/(?:docs|zoo)\//;

/**
 * Starts the files that take longest before all others, so that no worker is left alone with one at the end. Within
 * each part, vitest's own order holds: by the last durations, or by size where there are none.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification): boolean => long.test(moduleId);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
