import type { SuiteSummary } from '../../suite/run/summary.ts';
import { markdownTable, markdownText } from '../text/markdown.ts';
import { count, counted, duration } from '../text/numbers.ts';
import { noPaint } from '../text/paint.ts';
import type { Cause } from './text/causes.ts';
import { outcomeNames, outcomeWords, worst } from './text/outcome-words.ts';
import { stopWords } from './text/stop-words.ts';
import { headline } from './text/totals.ts';

/** A case that did not pass, and why. */
export interface NamedFailure {
  readonly id: string;
  readonly cause: Cause | undefined;
}

/** A run as Markdown for the page of a CI step: the totals, a table of the events, and the failures. */
export function renderStepSummary(
  summary: SuiteSummary,
  failures: readonly NamedFailure[],
  omitted: number,
): string {
  const { bySubject, coverage, seed, now, requests, warnings } = summary;
  const stop = stopWords(summary);
  const rows = Object.entries(bySubject).map(([subject, counts]) => [
    `${outcomeWords[worst(counts)].mark} ${markdownText(subject)}`,
    ...outcomeNames.map((outcome) => (counts[outcome] === 0 ? '' : count(counts[outcome]))),
  ]);
  const facts = [
    `${counted(requests, 'request')} in ${duration(summary.ms)}`,
    `${count(coverage.dimensions)} dimensions, ${count(coverage.covered)} of ${count(coverage.values)} values`,
    `seed ${markdownText(seed)}, clock ${markdownText(now)}`,
  ];
  const sections = [
    '### webhook-sim\n',
    `${markdownText(headline(summary, noPaint))}\n`,
    stop === null ? '' : `**${markdownText(stop)}**\n`,
    rows.length === 0 ? '' : markdownTable(['', ...outcomeNames], rows),
    failureTable(failures, omitted),
    warnings.map((warning) => `- warning: ${markdownText(warning)}\n`).join(''),
    `${facts.join(' · ')}\n`,
  ];
  return `${sections.filter((section) => section !== '').join('\n')}\n`;
}

function failureTable(failures: readonly NamedFailure[], omitted: number): string {
  if (failures.length === 0) return '';
  const rows = failures.map(({ id, cause }) => [
    markdownText(id),
    markdownText(cause?.code ?? ''),
    markdownText(cause?.message ?? ''),
  ]);
  const more = omitted === 0 ? '' : `\nand ${count(omitted)} more\n`;
  return markdownTable(['failure', 'finding', ''], rows).replaceAll('---:', '---') + more;
}
