import { afterAll, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import type { CaseDelivery, CaseResult } from '../../src/suite/run/result.ts';
import { lines, runCli, workshop } from '../e2e/run-cli.ts';
import { openDefect } from '../fixtures/zoo/defect.ts';
import { defects } from '../fixtures/zoo/defects/index.ts';
import { findingsOf } from '../fixtures/zoo/run.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

/** Some defects, what the program has to be told of them, and which cases fail, beside others that may be late. */
const chosen: readonly [name: string, args: readonly string[], cases?: RegExp][] = [
  ['zero-is-missing', ['juzi/message.received']],
  ['stale-update', ['yuju/contact.*', '--only', 'disorder']],
  ['counts-twice', ['juzi/message.received', '--only', 'redelivery', '--probe', 'URL/state']],
  ['rule-id-as-text', ['yuju/conversation.message', '--only', 'forward']],
  ['one-line', ['juzi/message.received', '--only', 'forward']],
  ['image-size', ['juzi/message.received', '--only', 'forward']],
  ['nesting-overflows', ['juzi/message.received', '--only', 'negative']],
  ['stops-reading', ['juzi/message.received', '--only', 'negative', '--timeout', '2s'], /body of 10 mib/],
  [
    'slow-in-rooms',
    ['juzi/message.received', 'juzi/room.*', '--only', 'lifecycle,deadline', '--timeout', '1s'],
    /room/,
  ],
];

/** Those that fail because of an earlier delivery: one alone is met with something else. */
const hasMemory = { 'stale-update': true, 'counts-twice': true };

const codes = (result: CaseResult): string[] =>
  [...new Set(findingsOf(result).map(({ code }) => code))].sort();

test.concurrent.each(chosen)(
  '%s: the commands of a failed case reproduce it',
  async (name, args, cases = /./) => {
    const defect = defects[name];
    if (defect === undefined) throw new Error(`no defect ${name}`);
    await using receiver = await openDefect(defect);
    const given = args.map((arg) => arg.replace('URL', receiver.url));
    const ran = await runCli(['test', ...given, '--base', `${receiver.url}/hook`, '--json']);
    const failed = casesOf(ran.stdout).find(
      ({ id, outcome }) => (outcome === 'failed' || outcome === 'error') && cases.test(id),
    );
    if (failed === undefined) throw new Error(`not found: ${ran.stdout}${ran.stderr}`);

    // Another receiver each time: the first has seen these messages.
    await using second = await openDefect(defect);
    const again = await bench.paste(`${failed.repro.replaceAll(receiver.url, second.url)} --json`);
    expect(again.code, again.stderr).not.toBe(0);
    const repeated = casesOf(again.stdout).find(({ id }) => id === failed.id);
    expect(repeated && codes(repeated), failed.repro).toEqual(codes(failed));
    expect(repeated?.deliveries.map(bytes)).toEqual(failed.deliveries.map(bytes));

    const unmet = failed.deliveries.find(({ met }) => !met)?.delivery;
    if (unmet === undefined || !unmet.repro.startsWith('webhook-sim send ') || name in hasMemory) return;
    const sent = await bench.paste(`${unmet.repro} --json`);
    const [delivery] = lines(sent.stdout).map((line) => JSON.parse(line) as Delivery);
    expect(delivery?.request.body, unmet.repro).toEqual(unmet.request.body);
    expect(delivery?.verdict.findings).toEqual(unmet.verdict.findings);
  },
);

const bytes = ({ delivery: { request } }: CaseDelivery) => request.body ?? request.bodyBytes;

function casesOf(stdout: string): CaseResult[] {
  const records = lines(stdout).map((line) => JSON.parse(line) as CaseResult & { readonly type: string });
  return records.filter(({ type }) => type === 'case');
}
