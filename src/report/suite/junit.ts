import type { CaseResult } from '../../suite/run/result.ts';
import type { SuiteSummary } from '../../suite/run/summary.ts';
import { noPaint } from '../text/paint.ts';
import { xmlAttributes, xmlText } from '../text/xml.ts';
import type { MakeReporter } from './reporter.ts';
import { causesOf } from './text/causes.ts';
import { renderFailure } from './text/failure.ts';
import { outcomeNames } from './text/outcome-words.ts';
import { stopWords } from './text/stop-words.ts';

/** The cases of one event or scenario. */
interface Suite {
  readonly counts: Record<CaseResult['outcome'], number>;
  ms: number;
  readonly cases: string[];
}

/**
 * JUnit XML as Jenkins and GitLab read it: a suite an event, case ids as names. The rules of Jenkins' xUnit plugin are
 * the strictest (its junit-10.xsd): `<properties>` belong to a suite only, so those of a case stand in its output, in
 * the form `[[PROPERTY|name=value]]` that test managers look for there. A suite begins with its totals, so cases are
 * kept until the end, each as the text that it will be.
 */
export const junit: MakeReporter = () => {
  const suites = new Map<string, Suite>();
  return {
    tell(event) {
      if (event.type === 'finished') add(suites, event.result);
      return event.type === 'ended' ? documentOf(suites, event.summary) : '';
    },
  };
};

function add(suites: Map<string, Suite>, result: CaseResult): void {
  let suite = suites.get(result.subject);
  if (suite === undefined) {
    suite = { counts: { passed: 0, failed: 0, error: 0, skipped: 0 }, ms: 0, cases: [] };
    suites.set(result.subject, suite);
  }
  suite.counts[result.outcome] += 1;
  suite.ms += result.ms;
  suite.cases.push(testcase(result));
}

function documentOf(suites: ReadonlyMap<string, Suite>, summary: SuiteSummary): string {
  const totals = { passed: 0, failed: 0, error: 0, skipped: 0 };
  for (const { counts } of suites.values()) {
    for (const outcome of outcomeNames) totals[outcome] += counts[outcome];
  }
  const tests = outcomeNames.reduce((sum, outcome) => sum + totals[outcome], 0);
  const gone = isGone(summary);
  const about = {
    name: 'webhook-sim',
    tests: tests + (gone ? 1 : 0),
    failures: totals.failed,
    errors: totals.error + (gone ? 1 : 0),
  };
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${xmlAttributes({ ...about, time: seconds(summary.ms) })}>`,
    ...[...suites].map(([subject, suite]) => testsuite(subject, suite, summary)),
    ...receiverSuite(summary),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

/** Cases that were skipped for want of a receiver are red nowhere else. */
const isGone = ({ stopped }: SuiteSummary): boolean =>
  stopped === 'unreachable' || stopped === 'receiver_exited';

/** The receiver's own part: that it was not there, and what it printed last. */
function receiverSuite(summary: SuiteSummary): string[] {
  const { receiverOutput } = summary;
  const gone = isGone(summary);
  if (!gone && receiverOutput === undefined) return [];
  const counts = { passed: 0, failed: 0, error: gone ? 1 : 0, skipped: 0 };
  const error = `<error${xmlAttributes({ type: summary.stopped ?? '', message: stopWords(summary) ?? '' })}/>`;
  const testcase = `<testcase${xmlAttributes({ classname: 'receiver', name: 'the receiver is there', time: '0' })}>${error}</testcase>`;
  const printed = receiverOutput === undefined ? [] : [`<system-err>${xmlText(receiverOutput)}</system-err>`];
  return [testsuite('receiver', { counts, ms: 0, cases: [...(gone ? [testcase] : [])] }, summary, printed)];
}

function testsuite(
  subject: string,
  { counts, ms, cases }: Suite,
  summary: SuiteSummary,
  printed: readonly string[] = [],
): string {
  const attributes = {
    name: subject,
    tests: cases.length,
    failures: counts.failed,
    errors: counts.error,
    skipped: counts.skipped,
    time: seconds(ms),
    // The form has no time zone: UTC.
    timestamp: new Date(summary.startedAt).toISOString().slice(0, 19),
  };
  const properties = { seed: summary.seed, now: summary.now, stopped: stopWords(summary) ?? undefined };
  return [
    `<testsuite${xmlAttributes(attributes)}>`,
    '<properties>',
    ...Object.entries(properties).flatMap(([name, value]) =>
      value === undefined ? [] : [`<property${xmlAttributes({ name, value })}/>`],
    ),
    '</properties>',
    ...cases,
    ...printed,
    '</testsuite>',
  ].join('\n');
}

function testcase(result: CaseResult): string {
  const { id, subject, ms } = result;
  return [
    `<testcase${xmlAttributes({ classname: subject, name: id, time: seconds(ms) })}>`,
    ...ending(result),
    `<system-out>${xmlText(caseProperties(result))}</system-out>`,
    '</testcase>',
  ].join('\n');
}

function ending(result: CaseResult): readonly string[] {
  if (result.outcome === 'passed') return [];
  if (result.outcome === 'skipped')
    return [`<skipped${xmlAttributes({ message: result.reason ?? 'not run' })}/>`];
  const element = result.outcome === 'failed' ? 'failure' : 'error';
  const [cause] = causesOf(result);
  const attributes = xmlAttributes({ type: cause?.code, message: cause?.message });
  return [`<${element}${attributes}>${xmlText(renderFailure(result, noPaint))}</${element}>`];
}

/** What leads back to the case, a line each. A variant is that of the first delivery. */
function caseProperties({ group, basis, deliveries, repro }: CaseResult): string {
  const delivery = deliveries[0]?.delivery;
  const variant = Object.entries(delivery?.variant ?? {}).map(([name, member]) => `${name}=${member}`);
  const properties = {
    group,
    basis,
    seed: delivery?.seed,
    index: delivery?.index,
    now: delivery?.now,
    variant: variant.length === 0 ? undefined : variant.join(','),
    repro,
  };
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `[[PROPERTY|${name}=${String(value).replaceAll('\n', ' ')}]]\n`)
    .join('');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);
