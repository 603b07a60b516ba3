import type { BurstResult } from '../../load/result.ts';

interface ReporterEntry {
  /** What it writes, for the help. */
  readonly about: string;
  /** Only a reporter that was asked for is loaded. */
  load(): Promise<(result: BurstResult) => string>;
}

/** Every form in which a burst can be reported to a file. */
export const burstReporters = {
  json: {
    about: 'one JSON document, with a published schema',
    load: async () => (await import('./json.ts')).json,
  },
  html: {
    about: 'one page with charts, tables and the kept failures',
    load: async () => (await import('./html.ts')).html,
  },
  prom: {
    about: 'the Prometheus text format',
    load: async () => (await import('./prom.ts')).prom,
  },
} as const satisfies Record<string, ReporterEntry>;

export type BurstReporterName = keyof typeof burstReporters;

export const burstReporterNames = Object.keys(burstReporters) as readonly BurstReporterName[];
