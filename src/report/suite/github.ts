import type { CaseResult } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { commonWords } from '../text/common.ts';
import { printable } from '../text/escape.ts';
import { count, counted, duration } from '../text/numbers.ts';
import { noPaint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { causesOf } from './text/causes.ts';
import { outcomeMarks, outcomeNames, worstOutcome } from './text/outcomes.ts';
import { SuiteClusters } from './text/suite-clusters.ts';
import { leniencyText, stopText, suiteHeadline } from './text/totals.ts';

/** GitHub shows ten errors of a step, and silently drops the rest. */
const mostAnnotations = 10;
/** Keeps the summary of a step below GitHub's limit of 1 MiB. */
const mostRows = 200;

interface Example {
  readonly id: string;
  readonly message: string;
}

type Clusters = SuiteClusters<Example>['clusters'];

/**
 * Annotations, one for each kind of failure, and a summary:
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
 */
export const github: MakeReporter = ({ stepSummary, allFailures = false }) => {
  let failed = 0;
  const failures = new SuiteClusters<Example>();
  return {
    render(event) {
      if (event.type === 'finished') {
        const { id, outcome } = event.result;
        failures.add(event.result, () => ({ id, message: messageOf(event.result) }));
        if (outcome !== 'failed' && outcome !== 'error') return '';
        failed += 1;
        return allFailures && failed <= mostAnnotations ? command('error', id, messageOf(event.result)) : '';
      }
      if (event.type !== 'ended') return '';
      const { summary } = event;
      const { clusters, noRoute } = failures;
      stepSummary?.(renderStepSummary(summary, clusters, noRoute));
      const lenient = leniencyText(summary);
      const stop = stopText(summary);
      const rest = (allFailures ? failed : clusters.length) - mostAnnotations;
      const more = counted(rest, allFailures ? 'more failure' : 'more kind');
      return [
        ...(allFailures ? [] : clusters.slice(0, mostAnnotations).map(annotation)),
        lenient === null ? '' : command('notice', 'webhook-sim', lenient),
        noRoute === null ? '' : command('warning', 'webhook-sim', noRoute),
        stop === null ? '' : command(rest < 0 ? 'error' : 'warning', 'webhook-sim', stop),
        rest > 0
          ? command('notice', 'webhook-sim', `${more}${allFailures ? '' : ' of failures'}: see the log`)
          : '',
        ...summary.warnings.map((warning) => command('warning', 'webhook-sim', warning)),
        command('notice', 'webhook-sim', suiteHeadline(summary, noPaint)),
      ].join('');
    },
  };
};

function annotation(cluster: Clusters[number]): string {
  const { cases, example } = cluster;
  const many = cases === 1 ? '' : ` and ${counted(cases - 1, 'more case')} of ${cluster.event}`;
  return command('error', `${example.id}${many}`, `${example.message}\n${printable(wordsOf(cluster))}`);
}

const wordsOf = (cluster: Clusters[number]): string =>
  `${cluster.code} ${commonWords(cluster)}${cluster.various ? '; the answers differ' : ''}`;

function messageOf(result: CaseResult): string {
  const causes = causesOf(result).slice(0, 3);
  const lines = [
    result.words,
    ...causes.map(({ code, message }) => `${code}: ${message}`),
    `Reproduce with: ${result.repro}`,
  ];
  return lines.map((line) => printable(line)).join('\n');
}

/** A workflow command. An unescaped line feed would end it, and let the receiver's text begin another one. */
function command(name: 'error' | 'warning' | 'notice', title: string, message: string): string {
  return `::${name} title=${property(title)}::${data(printable(message, 'newlines'))}\n`;
}

const data = (text: string): string => text.replaceAll('%', '%25').replaceAll('\n', '%0A');

const property = (text: string): string =>
  data(printable(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** A run as Markdown for the page of a CI step: the totals, a table of the events, and the failures. */
function renderStepSummary(summary: SuiteSummary, clusters: Clusters, noRoute: string | null): string {
  const { bySubject, coverage, seed, now, requests, warnings } = summary;
  const lenient = leniencyText(summary);
  const stop = stopText(summary);
  const rows = Object.entries(bySubject).map(([subject, counts]) => [
    `${outcomeMarks[worstOutcome(counts)]} ${markdownText(subject)}`,
    ...outcomeNames.map((outcome) => (counts[outcome] === 0 ? '' : count(counts[outcome]))),
  ]);
  const facts = [
    `${counted(requests, 'request')} in ${duration(summary.ms)}`,
    `${counted(coverage.dimensions, 'dimension')}, ${count(coverage.covered)} of ${counted(coverage.values, 'value')}`,
    `seed ${markdownText(seed)}, clock ${markdownText(now)}`,
  ];
  const sections = [
    '### webhook-sim\n',
    lenient === null ? '' : `${markdownText(lenient)}\n`,
    `${markdownText(suiteHeadline(summary, noPaint))}\n`,
    stop === null ? '' : `**${markdownText(stop)}**\n`,
    rows.length === 0 ? '' : markdownTable(['', ...outcomeNames], rows),
    noRoute === null ? '' : `${markdownText(noRoute)}\n`,
    failureTable(clusters),
    warnings.map((warning) => `- warning: ${markdownText(warning)}\n`).join(''),
    `${facts.join(' · ')}\n`,
  ];
  return `${sections.filter((section) => section !== '').join('\n')}\n`;
}

function failureTable(clusters: Clusters): string {
  if (clusters.length === 0) return '';
  const rows = clusters
    .slice(0, mostRows)
    .map((cluster) =>
      [cluster.event, wordsOf(cluster), count(cluster.cases), cluster.message, cluster.example.id].map(
        (text) => markdownText(text),
      ),
    );
  const rest = clusters.length - rows.length;
  const more = rest <= 0 ? '' : `\nand ${count(rest)} more\n`;
  return (
    markdownTable(['event', 'failure', 'cases', '', 'first case'], rows).replaceAll('---:', '---') + more
  );
}

/** Escapes text of any origin, so that Markdown shows it unchanged: no markup, no HTML, no early end of a cell. */
export function markdownText(text: string): string {
  return printable(text).replace(/[\\`*_{}[\]<>#|~&@:!$^]/g, '\\$&');
}

/** A table whose cells are Markdown already. */
export function markdownTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return line(heads) + line(heads.map((_, i) => (i === 0 ? '---' : '---:'))) + rows.map(line).join('');
}
