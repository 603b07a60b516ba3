import { printable } from '../text/escape.ts';

export type Labels = Readonly<Record<string, string>>;

export interface MetricSample {
  /** Behind the name of the family: `_sum`. */
  readonly suffix?: '_sum' | '_count';
  readonly labels?: Labels;
  readonly value: number;
}

/** A metric, with its samples. No two of them have the same suffix and labels. */
export interface Family {
  readonly name: string;
  readonly type: 'counter' | 'gauge' | 'summary';
  readonly help: string;
  readonly samples: readonly MetricSample[];
}

/** Families in the Prometheus text format, 0.0.4. One without samples is left out. */
export function writeFamilies(prefix: string, families: readonly Family[]): string {
  return families
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, type, help, samples }) =>
      [
        `# HELP ${prefix}${name} ${escapeHelp(help)}\n`,
        `# TYPE ${prefix}${name} ${type}\n`,
        ...samples.map((sample) => `${prefix}${name}${writeSample(sample)}\n`),
      ].join(''),
    )
    .join('');
}

function writeSample({ suffix, labels = {}, value }: MetricSample): string {
  const pairs = Object.entries(labels).map(([name, text]) => `${name}="${escapeLabel(text)}"`);
  const among = pairs.length === 0 ? '' : `{${pairs.join(',')}}`;
  return `${suffix ?? ''}${among} ${value}`;
}

const escapeHelp = (text: string): string => text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');

/** What a terminal would act on is spelt out before; a line feed has an escape of the format's own. */
const escapeLabel = (text: string): string => escapeHelp(printable(text, 'newlines')).replaceAll('"', '\\"');
