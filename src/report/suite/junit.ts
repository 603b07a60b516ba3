import { warningLine } from '../../errors.ts';
import { asIs, say } from '../../language.ts';
import type { CaseResult } from '../../suite/run/result.ts';
import type { CaseCounts, SuiteSummary } from '../../suite/run/summary.ts';
import { printable } from '../text/escape.ts';
import { reproduceWith } from '../text/layout.ts';
import { noPaint } from '../text/paint.ts';
import type { MakeReporter } from './reporter.ts';
import { causesOf } from './text/causes.ts';
import { renderFailure } from './text/failure.ts';
import { totalOf } from './text/outcomes.ts';
import { clusterLine, likeEarlier, SuiteClusters } from './text/suite-clusters.ts';
import { notRun, stopText } from './text/totals.ts';

/** A `<testsuite>`: the cases of one event or scenario, and the kinds of failures of which it has the first case. */
interface TestSuite {
  readonly counts: CaseCounts;
  ms: number;
  readonly cases: string[];
  /** Lines about all of them. */
  readonly output?: readonly string[];
  readonly errors?: string | undefined;
}

const zero: CaseCounts = { passed: 0, failed: 0, error: 0, skipped: 0 };

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each event, case ids as names. It follows the strictest rules,
 * those of Jenkins' xUnit plugin (its junit-10.xsd): `<properties>` belong to suites only, so those of a case stand in
 * its output, as `[[PROPERTY|name=value]]`, where test managers look for them. A suite begins with its totals, so the
 * cases are kept until the end, as text. The first case of each kind of failure has all of it, the others name that
 * case.
 */
export const junit: MakeReporter = ({ allFailures = false }) => {
  const suites = new Map<string, Omit<TestSuite, 'counts'>>();
  const failures = new SuiteClusters<string>();
  const subjects = new Map<string, string>();
  return {
    render(event) {
      if (event.type === 'finished') {
        const { subject, ms } = event.result;
        const suite = suites.get(subject) ?? { ms: 0, cases: [] };
        suites.set(subject, suite);
        suite.ms += ms;
        const met = failures.add(event.result, () => event.result.id);
        if (met.some(({ isNew }) => isNew)) subjects.set(event.result.id, subject);
        suite.cases.push(testcase(event.result, allFailures ? null : likeEarlier(met)));
      }
      if (event.type !== 'ended') return '';
      const { summary } = event;
      const { counts, bySubject, ms } = summary;
      const missing = receiverMissing(summary) ? 1 : 0;
      const totals = {
        name: 'webhook-sim',
        tests: totalOf(counts) + missing,
        failures: counts.failed,
        errors: counts.error + missing,
        time: seconds(ms),
      };
      const clusterLines = (of: string): readonly string[] =>
        failures.clusters.filter(({ example }) => subjects.get(example) === of).map(clusterLine);
      const lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        `<testsuites${xmlAttributes(totals)}>`,
        ...[...suites].map(([subject, suite]) =>
          testsuite(
            subject,
            { ...suite, counts: bySubject[subject] ?? zero, output: clusterLines(subject) },
            summary,
          ),
        ),
        ...receiverSuite(summary),
        '</testsuites>',
      ];
      return `${lines.join('\n')}\n`;
    },
  };
};

/** Nothing else shows an error when all cases were skipped because there was no receiver. */
const receiverMissing = ({ stopped }: SuiteSummary): boolean =>
  stopped === 'unreachable' || stopped === 'receiver_exited';

/** The name of a case does not depend on the language. */
const receiverCase = asIs('the receiver is there');

/** A suite about the receiver itself: that it was not there, warnings about it, and its last output. */
function receiverSuite(summary: SuiteSummary): string[] {
  const { receiverOutput, stopped, warnings } = summary;
  const missing = receiverMissing(summary);
  if (!missing && receiverOutput === undefined && warnings.length === 0) return [];
  const attributes = { classname: 'receiver', name: receiverCase.en, time: '0' };
  const error = `<error${xmlAttributes({ type: stopped ?? '', message: stopText(summary) ?? '' })}/>`;
  const cases = missing ? [`<testcase${xmlAttributes(attributes)}>${error}</testcase>`] : [];
  const counts = { ...zero, error: cases.length };
  const output = warnings.map(warningLine);
  return [testsuite('receiver', { counts, ms: 0, cases, output, errors: receiverOutput }, summary)];
}

function testsuite(
  subject: string,
  { counts, ms, cases, output = [], errors }: TestSuite,
  summary: SuiteSummary,
): string {
  const attributes = {
    name: subject,
    tests: totalOf(counts),
    failures: counts.failed,
    errors: counts.error,
    skipped: counts.skipped,
    time: seconds(ms),
    // UTC: the format has no time zone.
    timestamp: new Date(summary.startedAt).toISOString().slice(0, 19),
  };
  const properties = { seed: summary.seed, now: summary.now, stopped: stopText(summary) };
  return [
    `<testsuite${xmlAttributes(attributes)}>`,
    '<properties>',
    ...Object.entries(properties).flatMap(([name, value]) =>
      value === null ? [] : [`<property${xmlAttributes({ name, value })}/>`],
    ),
    '</properties>',
    ...cases,
    ...(output.length === 0 ? [] : [`<system-out>${xmlText(output.join('\n'))}</system-out>`]),
    ...(errors === undefined ? [] : [`<system-err>${xmlText(errors)}</system-err>`]),
    '</testsuite>',
  ].join('\n');
}

/** @param like which earlier cases it fails like, if it does */
function testcase(result: CaseResult, like: string | null): string {
  const { id, subject, ms } = result;
  return [
    `<testcase${xmlAttributes({ classname: subject, name: id, time: seconds(ms) })}>`,
    ...outcomeElement(result, like),
    `<system-out>${xmlText(caseProperties(result))}</system-out>`,
    '</testcase>',
  ].join('\n');
}

function outcomeElement(result: CaseResult, like: string | null): readonly string[] {
  const { outcome, reason = say(notRun) } = result;
  if (outcome === 'passed') return [];
  if (outcome === 'skipped') return [`<skipped${xmlAttributes({ message: reason })}/>`];
  const element = outcome === 'failed' ? 'failure' : 'error';
  const [cause] = causesOf(result);
  const attributes = xmlAttributes({ type: cause?.code, message: cause?.message });
  const text =
    like === null ? renderFailure(result, noPaint) : `${like}\n${say(reproduceWith)}\n${result.repro}\n`;
  return [`<${element}${attributes}>${xmlText(text)}</${element}>`];
}

/** What identifies the case, one line each. The variant is that of the first delivery. */
function caseProperties({ group, basis, deliveries, repro }: CaseResult): string {
  const { variant = {}, seed, index, now } = deliveries[0]?.delivery ?? {};
  const choices = Object.entries(variant).map(([name, member]) => `${name}=${member}`);
  const properties = { group, basis, seed, index, now, variant: choices.join(',') || undefined, repro };
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `[[PROPERTY|${name}=${String(value).replaceAll('\n', ' ')}]]\n`)
    .join('');
}

const seconds = (ms: number): string => (ms / 1000).toFixed(3);

// Lone surrogates, U+FFFE and U+FFFF: XML 1.0 (2.2) allows them not even as character references.
const illegal = /[\ud800-\udfff\ufffe\uffff]/gu;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** Escapes text for XML. Characters that XML forbids or that control a terminal become `\u001b`; line feeds stay. */
export function xmlText(text: string): string {
  return printable(text, 'newlines')
    .replace(illegal, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"]/g, (character) => entities[character] ?? '');
}

/** Attributes in the given order, without undefined ones. Line feeds are escaped: a parser would turn them to blanks. */
export function xmlAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .map(([name, value]) =>
      value === undefined ? '' : ` ${name}="${xmlText(String(value)).replaceAll('\n', '&#10;')}"`,
    )
    .join('');
}
