import { expect, test } from 'vitest';
import { groupNames } from '../../src/suite/plan/groups.ts';
import type { CaseResult } from '../../src/suite/run/result.ts';
import type { Finding } from '../../src/verdict/verdict.ts';
import { useVirtualTime } from '../fixtures/virtual-time.ts';
import { type Defect, openDefect } from '../fixtures/zoo/defect.ts';
import { defects } from '../fixtures/zoo/defects/index.ts';
import { Receiver } from '../fixtures/zoo/receiver.ts';
import { complaints, findingsOf, type Visit, visit } from '../fixtures/zoo/run.ts';
import { VigilantReceiver } from '../fixtures/zoo/vigilant.ts';

useVirtualTime();

const rows = new Map<string, string>();

test.concurrent.each(Object.entries(defects))('%s', async (name, defect) => {
  await using receiver = await openDefect(defect);
  const { results } = await visit(receiver.url, visitOf(defect));
  const failed = results.filter(({ group, outcome }) => group === defect.group && outcome !== 'passed');
  const said = complaints(results).join('\n');
  const beside = failed.filter(
    ({ id, outcome }) => outcome !== 'skipped' && defect.cases?.test(id) === false,
  );
  expect(
    beside.map(({ id }) => id),
    `these cases have nothing to do with it; all in all:\n${said}`,
  ).toEqual([]);
  const [caught] = failed
    .flatMap((result) => findingFor(defect, result))
    .sort(byId)
    .reverse();
  if (caught === undefined) throw new Error(`not caught as it should be; all in all:\n${said}`);
  rows.set(name, row(name, defect, caught));
});

// Concurrent tests end before the next one that is not.
test('the table of the zoo', async () => {
  const head = ['| receiver | what is wrong | caught by | finding | in, for one |', '|---|---|---|---|---|'];
  const table = [
    ...head,
    ...Object.keys(defects).map((name) => rows.get(name) ?? `| ${name} | not caught |`),
  ];
  await expect(`${table.join('\n')}\n`).toMatchFileSnapshot('../golden/zoo.md');
});

test('every group catches something', () => {
  const groups = new Set(Object.values(defects).map(({ group }) => group));
  expect([...groups].sort()).toEqual([...groupNames].sort());
});

const visits = new Map(Object.values(defects).map((defect) => [JSON.stringify(defect.visit ?? {}), defect]));

// What fails in a visit is then the defect's doing.
test.concurrent.each([...visits])(
  'without a defect, a receiver passes %s',
  async (_, { visit: how = {} }: Defect) => {
    await using receiver = await receiverFor(how).open();
    const { results } = await visit(receiver.url, how);
    expect(complaints(results)).toEqual([]);
  },
);

interface Caught {
  readonly id: string;
  readonly finding: Finding;
}

function findingFor({ code, path }: Defect, result: CaseResult): Caught[] {
  const finding = findingsOf(result).find((one) => one.code === code && (path ?? one.path) === one.path);
  return finding === undefined ? [] : [{ id: result.id, finding }];
}

const byId = (a: Caught, b: Caught): number => (a.id < b.id ? -1 : 1);

function row(name: string, { wrong, group, cases }: Defect, { id, finding: { code, path } }: Caught): string {
  const finding = path === undefined ? code : `${code} (${path})`;
  return `| ${[name, wrong, group, finding, cases === undefined ? 'any' : id].join(' | ')} |`;
}

/** The group that is meant to catch it; that of deadlines watches what all others send. */
const visitOf = ({ group, visit: how }: Defect): Visit =>
  group === 'deadline' ? { ...how } : { ...how, only: [group] };

const receiverFor = ({ refused }: Visit): Receiver =>
  refused === undefined ? new Receiver() : new VigilantReceiver();
