import type { LocalizedText } from '../../language.ts';
import type { BurstResult } from '../../load/result.ts';

/** From a result to text, whole or in pieces. */
export type BurstReporter = (result: BurstResult) => string | Iterable<string>;

interface ReporterEntry {
  /** What it writes, for the help. */
  readonly about: LocalizedText;
  /** Only a reporter that was asked for is loaded. */
  load(): Promise<BurstReporter>;
}

/** Every form in which a burst can be reported to a file. */
export const burstReporters = {
  json: {
    about: { zh: '一个 JSON 文档，schema 已公开', en: 'one JSON document, with a published schema' },
    load: async () => (await import('./json.ts')).jsonPieces,
  },
  html: {
    about: {
      zh: '一个网页，含图表、表格和留存的失败',
      en: 'one page with charts, tables and the kept failures',
    },
    load: async () => (await import('./html.ts')).html,
  },
  prom: {
    about: { zh: 'Prometheus 文本格式', en: 'the Prometheus text format' },
    load: async () => (await import('./prom.ts')).prom,
  },
} as const satisfies Record<string, ReporterEntry>;

export type BurstReporterName = keyof typeof burstReporters;

export const burstReporterNames = Object.keys(burstReporters) as readonly BurstReporterName[];
