import { afterAll, beforeAll, describe, test } from 'vitest';
import { UsageError } from './errors.ts';
import { asIs, type InLanguage, inLanguage, say } from './language.ts';
import type { Receiver } from './receive/receiver.ts';
import { type App, startApp } from './receive/start-app.ts';
import { ContractError, type Reproduction } from './report/suite/case-report.ts';
import { targetOf } from './send/library.ts';
import { caseTimeout, openSuite, type PlanOptions, planSuite, type Suite } from './suite/library.ts';
import type { SuiteCase } from './suite/plan/case.ts';
import type { CaseResult } from './suite/run/result.ts';
import type { SuiteTarget } from './suite/run/target.ts';

/** Cases in flight at once, at most: vitest itself allows fewer. */
const mostAtOnce = 100;

/** The cases, the receiver, and how the tests run. */
export interface ContractTestOptions
  extends InLanguage,
    Omit<PlanOptions, 'probe'>,
    Omit<SuiteTarget, 'catalog'> {
  /**
   * Starts the receiver before the first test; it is closed after the last one, if it can be. `to`, `base` and `probe`
   * may then be paths of it. Default: `base: '/'`.
   */
  readonly app?: (() => App | Promise<App>) | undefined;
  /** The title of the outer `describe`. Default: `webhook contract`. */
  readonly title?: string | undefined;
  /** Run cases concurrently, except those that read the receiver's state. Default: one after the other. */
  readonly concurrent?: boolean | undefined;
}

/** Names of tests do not depend on the language of the machine. */
const outerTitle = asIs('webhook contract');
const omittedTitle = (group: string, left: number) => asIs(`${left} more of ${group}, left out by maxCases`);

/**
 * Registers a vitest test for each case under the case's event or scenario, whose name the test's does not repeat: vitest
 * joins them to the case's id but for the `›`. A case that does not pass fails with its report; one that could not be run
 * is skipped.
 * @throws UsageError when an option is wrong: the test file then fails
 */
export async function contractTests(options: ContractTestOptions): Promise<void> {
  const { app, title = outerTitle.en, concurrent = false, timeout, rate } = options;
  if (app === undefined) targetOf(options);
  const { cases, cut } = await planSuite({ ...options, probe: options.probe !== undefined });
  const bySubject = new Map<string, SuiteCase[]>();
  for (const one of cases) bySubject.set(one.subject, [...(bySubject.get(one.subject) ?? []), one]);

  describe(title, () => {
    let receiver: Receiver | undefined;
    let suite: Suite | undefined;

    beforeAll(async () => {
      receiver = app && (await startApp(await app()));
      // vitest limits the concurrency.
      suite = await openSuite({ ...resolvePaths(options, receiver), concurrency: mostAtOnce });
    });
    afterAll(async () => {
      for (const warning of suite?.warnings ?? []) console.warn(`webhook-sim: ${warning}`);
      await suite?.close();
      await receiver?.close();
    });

    for (const [subject, own] of bySubject) {
      describe(subject, () => {
        for (const one of own) {
          const how = {
            timeout: caseTimeout(one, timeout, rate, concurrent ? mostAtOnce : 1),
            concurrent: concurrent && one.exclusive !== true,
          };
          test(nameWithin(subject, one.id), how, async ({ skip }) => {
            if (suite === undefined)
              throw new UsageError({ zh: '接收端没有启动', en: 'the receiver was not started' });
            const result = await suite.run(one);
            if (result.outcome === 'skipped') skip(result.reason);
            if (result.outcome !== 'passed')
              throw inLanguage(
                options.lang,
                () => new ContractError(result, receiver && rerunWords(result, receiver.url)),
              );
          });
        }
      });
    }
    for (const { group, cases: left } of cut) test.skip(omittedTitle(group, left).en);
  });
}

/** The target, with paths made addresses of the receiver that was started. */
function resolvePaths(options: ContractTestOptions, receiver: Receiver | undefined): SuiteTarget {
  if (receiver === undefined) return options;
  const { to, base = to === undefined ? '/' : undefined, probe } = options;
  const resolve = <T>(address: T): T | string =>
    typeof address === 'string' && address.startsWith('/') ? receiver.url + address : address;
  return { ...options, to: resolve(to), base: resolve(base), probe: resolve(probe) };
}

/** The id of a case without its subject: `type=image chat=room`. */
const nameWithin = (subject: string, id: string): string =>
  id.startsWith(`${subject} › `) ? id.slice(subject.length + 3) : id;

/** What repeats a case of an app that runs only during the tests: a command cannot reach it. */
function rerunWords({ id, deliveries }: CaseResult, url: string): Reproduction {
  const { seed, now } = deliveries[0]?.delivery ?? {};
  const pinned = Object.entries({ filter: id, seed, now }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key}: ${JSON.stringify(value)}`],
  );
  const command = `contractTests({ …, ${pinned.join(', ')} })`;
  const note = say({
    zh: `${url} 是该应用自己的地址，只在测试期间存在。`,
    en: `${url} was the app's own address, which exists only during the tests.`,
  });
  return { command, note };
}
