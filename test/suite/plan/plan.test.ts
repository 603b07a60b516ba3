import { describe, expect, test } from 'vitest';
import { type PlannedDelivery, requestsOf, type SuiteCase } from '../../../src/suite/plan/case.ts';
import { groupNames } from '../../../src/suite/plan/groups.ts';
import { events } from '../../laws/draws.ts';
import { ids, key, plan } from '../suites.ts';

const whole = plan();
const everything = plan({ negative: true, probe: true, coverage: 'each' });

const sendings = ({ steps }: SuiteCase): PlannedDelivery[] =>
  steps.flatMap((step) => (step.kind === 'probe' ? [] : [step.planned]));
const ofGroup = (group: string): readonly SuiteCase[] =>
  everything.cases.filter((one) => one.group === group);
const seen = (cases: readonly SuiteCase[]): Set<string> =>
  new Set(
    cases
      .flatMap(sendings)
      .flatMap(({ event, variant }) =>
        Object.entries(variant).map(([name, member]) => `${event.id} ${name}=${member}`),
      ),
  );

test('the shortest run that covers all 26 events makes fewer than 750 requests', () => {
  expect(events).toHaveLength(26);
  expect(whole.requests).toBeLessThan(750);
  expect(whole.requests).toBe(whole.cases.reduce((sum, one) => sum + requestsOf(one), 0));
  expect(whole.cut).toEqual([]);
});

test('the ids are those of the golden file: users filter by them', async () => {
  const lines = everything.cases.map((one) => `${one.group.padEnd(10)}  ${one.id}`);
  const renew =
    'If ids have changed on purpose: `npx vitest run test/suite/plan.test.ts -u`, and say so in the changelog.';
  await expect(`${lines.join('\n')}\n`, renew).toMatchFileSnapshot('../../golden/suite-cases.txt');
});

test('no two cases have the same id, or ids that differ in letters’ case alone', () => {
  const known = ids(everything).map((id) => id.toLowerCase());
  expect(new Set(known).size).toBe(known.length);
});

test('an id is one line: the subject, and what is done', () => {
  const subjects = new Set(everything.cases.map(({ subject }) => subject));
  for (const { id, subject, words } of everything.cases) {
    expect(id).toMatch(/^[a-z]+\/[a-z._-]+ › \S[^\n\t*]*\S$/);
    expect(id.startsWith(`${subject} › `)).toBe(true);
    expect(words.en).toMatch(/\S/);
  }
  for (const { id } of events) expect(subjects).toContain(id);
});

test('the plan holds no seed: planning again gives the same', () => {
  expect(JSON.stringify(plan({ negative: true, probe: true }))).toBe(JSON.stringify(everything));
});

describe('the groups', () => {
  test('come in their order, all but negative', () => {
    expect([...new Set(whole.cases.map(({ group }) => group))]).toEqual(
      groupNames.filter((group) => group !== 'negative'),
    );
    expect([...new Set(everything.cases.map(({ group }) => group))]).toEqual(groupNames);
  });

  test('only, skip, and negative, which has two ways to request it', () => {
    const groups = (options: Parameters<typeof plan>[0]): string[] => [
      ...new Set(plan(options).cases.map(({ group }) => group)),
    ];
    expect(groups({ only: ['disorder', 'variants'] })).toEqual(['variants', 'disorder']);
    expect(groups({ skip: ['variants', 'forward'] })).toEqual([
      'lifecycle',
      'redelivery',
      'disorder',
      'deadline',
    ]);
    expect(groups({ only: ['negative'] })).toEqual(['negative']);
    expect(groups({ only: ['lifecycle'], negative: true })).toEqual(['lifecycle', 'negative']);
    expect(groups({ only: ['lifecycle', 'forward'], skip: ['forward'] })).toEqual(['lifecycle']);
  });

  test('leaving groups out does not change the others', () => {
    const alone = groupNames
      .filter((group) => group !== 'deadline')
      .flatMap((group) => plan({ only: [group], probe: true }).cases);
    expect(JSON.stringify(alone)).toBe(
      JSON.stringify(everything.cases.filter(({ group }) => group !== 'deadline')),
    );
  });

  test('variants visits every value of every dimension', () => {
    const visited = seen(ofGroup('variants'));
    for (const { id, dimensions } of events) {
      for (const { name, members } of dimensions) {
        for (const member of Object.keys(members)) expect(visited).toContain(`${id} ${name}=${member}`);
      }
    }
  });

  test('pairwise and full have more, and include those of each', () => {
    const some = /contact\.updated|room/;
    const [each, pairwise, full] = (['each', 'pairwise', 'full'] as const).map((coverage) =>
      plan({ coverage, only: ['variants'] }, some),
    );
    expect(pairwise?.cases.length).toBeGreaterThan(each?.cases.length ?? 0);
    expect(full?.cases.length).toBeGreaterThan(pairwise?.cases.length ?? 0);
    expect(seen(pairwise?.cases ?? [])).toEqual(seen(each?.cases ?? []));
  });

  test('every event is delivered again, twice at once, and after giving up', () => {
    for (const options of [{}, { probe: true }]) {
      for (const { id } of events) {
        const kinds = plan({ ...options, only: ['redelivery'] }, new RegExp(`^${id}$`)).cases.map(
          ({ steps }) => steps.map(({ kind }) => kind).filter((kind) => kind !== 'probe' && kind !== 'send'),
        );
        expect(kinds).toEqual([['resend'], ['concurrent'], ['retry']]);
      }
    }
  });

  test('only what reads the receiver’s state runs alone', () => {
    expect(whole.cases.filter(({ exclusive, rules }) => exclusive === true || rules !== undefined)).toEqual(
      [],
    );
    for (const one of everything.cases) {
      const probes = one.steps.some(({ kind }) => kind === 'probe');
      expect(one.exclusive === true, one.id).toBe(probes);
      expect((one.rules?.length ?? 0) > 0, one.id).toBe(probes);
    }
  });

  test('a scenario is planned if and only if all of its events are selected', () => {
    const stories = (of: RegExp): Set<string> =>
      new Set(
        plan({ only: ['lifecycle', 'disorder', 'variants'] }, of).cases.flatMap(({ steps, subject }) =>
          steps.some((step) => step.kind !== 'probe' && step.planned.story !== undefined) ? [subject] : [],
        ),
      );
    expect(stories(/^juzi\/message/)).toEqual(new Set(['juzi/private-dialogue']));
    expect(stories(/contact\.(created|updated)/)).toEqual(new Set());
    expect(stories(/contact\./)).toEqual(new Set(['yuju/contact-life']));
  });

  test('the deadline watches every event that is sent, and none that is not', () => {
    const watched = (of: Parameters<typeof plan>[0]): string[] =>
      plan(of).cases.flatMap(({ group, subject }) => (group === 'deadline' ? [subject] : []));
    expect(watched({})).toEqual(events.map(({ id }) => id));
    expect(watched({ only: ['disorder', 'deadline'], filter: ['contact-life', 'in time'] })).toEqual([
      'yuju/contact.created',
      'yuju/contact.deleted',
      'yuju/contact.updated',
    ]);
    expect(watched({ only: ['variants'] })).toEqual([]);
  });
});

test('two deliveries that share an index belong to one case', () => {
  const owner = new Map<string, string>();
  for (const one of everything.cases) {
    for (const { event, index, story } of sendings(one)) {
      const place = `${event.id} ${index} ${story?.step ?? ''}`;
      expect(owner.get(place) ?? key(one), place).toBe(key(one));
      owner.set(place, key(one));
    }
  }
  expect(owner.size).toBeGreaterThan(400);
});

test('each case says why we believe that the platform does this', () => {
  const bases = new Map<string, Set<string>>();
  for (const { group, basis } of everything.cases)
    bases.set(group, (bases.get(group) ?? new Set()).add(basis));
  for (const known of bases.values()) {
    for (const basis of known) expect(['documented', 'observed', 'inferred']).toContain(basis);
  }
});
