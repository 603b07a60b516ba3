import { warningLine } from '../../errors.ts';
import { type LocalizedText, say } from '../../language.ts';
import { type CaseResult, caseOutcomeWords } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { clusterWords, moreKinds } from '../text/common.ts';
import { printable } from '../text/escape.ts';
import { reproduceWith } from '../text/layout.ts';
import { count, counted, duration } from '../text/numbers.ts';
import { noPaint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { causesOf } from './text/causes.ts';
import { outcomeMarks, outcomeNames, worstOutcome } from './text/outcomes.ts';
import { SuiteClusters } from './text/suite-clusters.ts';
import { coverageText, leniencyText, stopText, suiteHeadline } from './text/totals.ts';

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
      const { folded: clusters, noRoute } = failures;
      stepSummary?.(renderStepSummary(summary, clusters, noRoute));
      const lenient = leniencyText(summary);
      const stop = stopText(summary);
      const rest = (allFailures ? failed : clusters.length) - mostAnnotations;
      const more = allFailures
        ? say({ zh: `另有 ${count(rest)} 个失败`, en: counted(rest, 'more failure') })
        : say({ zh: moreKinds(rest), en: `${counted(rest, 'more kind')} of failures` });
      const log = say({ zh: `${more}：见日志`, en: `${more}: see the log` });
      return [
        ...(allFailures ? [] : clusters.slice(0, mostAnnotations).map(annotation)),
        lenient === null ? '' : command('notice', 'webhook-sim', lenient),
        noRoute === null ? '' : command('warning', 'webhook-sim', noRoute),
        stop === null ? '' : command(rest < 0 ? 'error' : 'warning', 'webhook-sim', stop),
        rest > 0 ? command('notice', 'webhook-sim', log) : '',
        ...summary.warnings.map((warning) => command('warning', 'webhook-sim', warning)),
        command('notice', 'webhook-sim', suiteHeadline(summary, noPaint)),
      ].join('');
    },
  };
};

function annotation(cluster: Clusters[number]): string {
  const { cases, event, example } = cluster;
  const more = cases - 1;
  const many = say({
    zh: `，另有 ${event} 的 ${count(more)} 个用例`,
    en: ` and ${counted(more, 'more case')} of ${event}`,
  });
  return command(
    'error',
    `${example.id}${more === 0 ? '' : many}`,
    `${example.message}\n${printable(wordsOf(cluster))}`,
  );
}

const wordsOf = (cluster: Clusters[number]): string => `${cluster.code} ${clusterWords(cluster)}`;

function messageOf(result: CaseResult): string {
  const causes = causesOf(result).slice(0, 3);
  const lines = [
    result.words,
    ...causes.map(({ code, message }) => say({ zh: `${code}：${message}`, en: `${code}: ${message}` })),
    say({ zh: `${reproduceWith.zh}${result.repro}`, en: `${reproduceWith.en} ${result.repro}` }),
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
  const { bySubject, coverage, requests, warnings } = summary;
  const [seed, now, took] = [markdownText(summary.seed), markdownText(summary.now), duration(summary.ms)];
  const lenient = leniencyText(summary);
  const stop = stopText(summary);
  const rows = Object.entries(bySubject).map(([subject, counts]) => [
    `${outcomeMarks[worstOutcome(counts)]} ${markdownText(subject)}`,
    ...outcomeNames.map((outcome) => (counts[outcome] === 0 ? '' : count(counts[outcome]))),
  ]);
  const heads = ['', ...outcomeNames.map((outcome) => say(caseOutcomeWords[outcome]))];
  const facts = [
    say({ zh: `${count(requests)} 个请求，用时 ${took}`, en: `${counted(requests, 'request')} in ${took}` }),
    coverageText(coverage),
    say({ zh: `种子 ${seed}，时钟 ${now}`, en: `seed ${seed}, clock ${now}` }),
  ];
  const sections = [
    '### webhook-sim\n',
    lenient === null ? '' : `${markdownText(lenient)}\n`,
    `${markdownText(suiteHeadline(summary, noPaint))}\n`,
    stop === null ? '' : `**${markdownText(stop)}**\n`,
    rows.length === 0 ? '' : markdownTable(heads, rows),
    noRoute === null ? '' : `${markdownText(noRoute)}\n`,
    failureTable(clusters),
    warnings.map((warning) => `- ${warningLine(markdownText(warning))}\n`).join(''),
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
  const left = say({ zh: `另有 ${count(rest)} 种`, en: `and ${count(rest)} more` });
  const more = rest <= 0 ? '' : `\n${left}\n`;
  const heads: readonly LocalizedText[] = [
    { zh: '事件', en: 'event' },
    { zh: '失败', en: 'failure' },
    { zh: '用例数', en: 'cases' },
    { zh: '', en: '' },
    { zh: '首例', en: 'first case' },
  ];
  return (
    markdownTable(
      heads.map((head) => (head.en === '' ? '' : say(head))),
      rows,
    ).replaceAll('---:', '---') + more
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
