import { describe, expect, test } from 'vitest';
import { casesOf, repeated } from '../../../src/suite/plan/rounds.ts';
import { matching, shardOf } from '../../../src/suite/plan/selection.ts';
import { events } from '../../laws/draws.ts';
import { ids, key, plan } from '../suites.ts';

const whole = plan();
const sending = (options: Parameters<typeof plan>[0]): string[] =>
  plan(options).cases.flatMap((one) => (one.group === 'deadline' ? [] : [key(one)]));
const withoutDeadline = sending({});

describe('a filter', () => {
  const [, id = ''] = ids(whole).filter((one) => one.includes('type=image'));

  test('that is an id means this case alone, even where other ids contain it', () => {
    const part = ids(whole).find((one) => ids(whole).some((other) => other !== one && other.includes(one)));
    expect(ids(plan({ filter: [part ?? ''] }))).toEqual([part]);
    const once = repeated(whole.cases, 1);
    for (const { id } of whole.cases) expect(ids({ cases: casesOf(matching(once, [id])) })).toEqual([id]);
  });

  test('that is a part of ids matches all of them, ignoring letter case', () => {
    const expected = ids(whole).filter((one) => one.includes('type=image'));
    expect(ids(plan({ filter: ['TYPE=Image'] }))).toEqual(expected);
    expect(expected).toContain(id);
  });

  test('may be a glob, over the whole id, in which nothing but * is special', () => {
    expect(ids(plan({ filter: ['*chat=room'] }))).toEqual(
      ids(whole).filter((one) => one.endsWith('chat=room')),
    );
    expect(ids(plan({ filter: ['juzi/room.left › *'], skip: ['deadline'] }))).toEqual(
      ids(whole).filter((one) => /^juzi\/room\.left › (?!every)/.test(one)),
    );
    expect(() => plan({ filter: ['juzi/room?left*'] })).toThrow('no case matches');
    expect(() => plan({ filter: ['*(type|chat)*'] })).toThrow('no case matches');
  });

  test('may be several: the cases that any of them matches, once, in the order of the plan', () => {
    const filter = ['chat=room', 'type=image', '*chat=room*'];
    expect(ids(plan({ filter }))).toEqual(
      ids(whole).filter((one) => one.includes('chat=room') || one.includes('type=image')),
    );
  });

  test('that matches nothing is an error that quotes the flags', () => {
    expect(() => plan({ filter: ['type=imgae', 'xyz'] })).toThrow(
      'no case matches --filter type=imgae or xyz; `webhook-sim test --list` shows them all',
    );
  });
});

describe('what is excluded', () => {
  test('is left out, of what a filter matches too', () => {
    const rest = ids(whole).filter((one) => !/chat=room/i.test(one));
    expect(rest.length).toBeGreaterThan(0);
    expect(ids(plan({ exclude: ['CHAT=room'] }))).toEqual(rest);
    expect(ids(plan({ filter: ['type=image'], exclude: ['*chat=room*', 'chat=private'] }))).toEqual(
      ids(whole).filter((one) => one.includes('type=image') && !/chat=(room|private)/.test(one)),
    );
  });

  test('may be one round of a repeated case', () => {
    const [id = ''] = ids(whole);
    expect(ids(plan({ filter: [id], exclude: [`${id} #2`], repeat: 3 }))).toEqual([id, `${id} #3`]);
  });

  test('may not be everything', () => {
    expect(() => plan({ exclude: ['*'] })).toThrow('no case is left to run: --exclude * leaves out the rest');
  });
});

describe('shards', () => {
  test.each([1, 2, 3, 4, 7, 100])('of %d partition the cases, each as large as the others', (of) => {
    const parts = Array.from({ length: of }, (_, i) =>
      casesOf(shardOf(repeated(whole.cases, 1), { index: i + 1, of })).flatMap((one) =>
        one.group === 'deadline' ? [] : [key(one)],
      ),
    );
    expect(parts.flat().sort()).toEqual([...withoutDeadline].sort());
    const sizes = parts.map(({ length }) => length);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
  });

  test('divide what the other flags left: the parts of a group make up that group', () => {
    const options = { only: ['forward', 'disorder'], repeat: 2 } as const;
    const parts = [1, 2].map((index) => sending({ ...options, shard: { index, of: 2 } }));
    expect(parts.flat().sort()).toEqual(sending(options).sort());
  });

  test('each have their share of every group', () => {
    for (const index of [1, 2, 3, 4]) {
      const groups = new Set(plan({ shard: { index, of: 4 } }).cases.map(({ group }) => group));
      expect(groups.size).toBe(6);
    }
  });

  test('each check the deadline of exactly what they send', () => {
    for (const index of [1, 17, 40]) {
      const { cases } = plan({ shard: { index, of: 40 } });
      const sent = new Set(
        cases.flatMap(({ steps }) =>
          steps.map((step) => (step.kind === 'probe' ? '' : step.planned.event.id)),
        ),
      );
      expect(new Set(cases.flatMap(({ group, subject }) => (group === 'deadline' ? [subject] : [])))).toEqual(
        sent,
      );
    }
  });

  test('outnumbering the cases: an empty shard is an error', () => {
    expect(() => plan({ shard: { index: 3000, of: 3000 } })).toThrow('no case falls into this shard');
  });
});

describe('maxCases', () => {
  test.each([1, 5, 50, 71, 72, 100, 479])(
    '%d: no more, in their order, and what was cut is told, group by group',
    (most) => {
      const { cases, cut } = plan({ maxCases: most });
      const sent = cases.filter(({ group }) => group !== 'deadline');
      expect(cases.length).toBeLessThanOrEqual(most);
      expect(sent.length).toBeGreaterThan(0);
      expect(ids(whole).filter((id) => ids({ cases }).includes(id))).toEqual(ids({ cases }));
      for (const group of new Set(whole.cases.map((one) => one.group))) {
        const count = (of: readonly { group: string }[]): number =>
          of.filter((one) => one.group === group).length;
        const told = cut.find((one) => one.group === group)?.cases ?? 0;
        expect(count(cases) + told, group).toBe(count(whole.cases));
      }
    },
  );

  test('at or above the number of cases cuts nothing', () => {
    for (const maxCases of [whole.cases.length, 10_000]) {
      expect(plan({ maxCases })).toEqual(whole);
    }
  });

  test('cuts evenly: every event keeps some before any keeps many', () => {
    const counts = new Map<string, number>();
    for (const { subject } of plan({ maxCases: 38, only: ['variants'] }).cases)
      counts.set(subject, (counts.get(subject) ?? 0) + 1);
    expect(counts.size).toBe(events.length);
  });
});

describe('repeat', () => {
  test('runs each case that often, with its own ids; the first round is unchanged', () => {
    const twice = sending({ repeat: 3 });
    expect(new Set(twice).size).toBe(3 * withoutDeadline.length);
    expect(twice.filter((one) => !/ #\d$/.test(one))).toEqual(withoutDeadline);
    expect(twice.slice(0, 3).map((one) => one.slice(-3))).toEqual([expect.any(String), ' #2', ' #3']);
  });

  test('has one deadline for all rounds', () => {
    const deadlines = plan({ repeat: 3 }).cases.filter(({ group }) => group === 'deadline');
    expect(deadlines).toHaveLength(events.length);
  });

  test('with a filter: an id means all rounds, a round’s id that round, a glob what it matches', () => {
    const id = 'juzi/message.received › type=image';
    const filtered = (filter: string): string[] => ids(plan({ repeat: 3, filter: [filter] }));
    expect(filtered(id)).toEqual([id, `${id} #2`, `${id} #3`]);
    expect(filtered(`${id} #2`)).toEqual([`${id} #2`]);
    expect(filtered('juzi/m*received › type=image')).toEqual([id, `${id} #2`, `${id} #3`]);
  });

  test('a million times, with a limit, makes no more cases than the limit', () => {
    const began = performance.now();
    const { cases, cut } = plan({ repeat: 1_000_000, maxCases: 5, shard: { index: 2, of: 3 } });
    expect(performance.now() - began).toBeLessThan(2000);
    expect(cases.length).toBeLessThanOrEqual(5);
    expect(cut.find(({ group }) => group === 'redelivery')?.cases).toBeGreaterThan(10_000_000);
    expect(ids(plan({ repeat: 1_000_000, filter: ['juzi/room.left › usual #999999'] }))).toEqual([
      'juzi/room.left › usual #999999',
    ]);
  });

  test('a million times without a limit is an error that says what a run can have', () => {
    expect(() => plan({ repeat: 1_000_000 })).toThrow(/^\d+ cases are more than 500000, .*--max-cases$/);
  });

  test('shards of repeated cases are the same as of their list', () => {
    const of = 7;
    const all = sending({ repeat: 5, only: ['disorder', 'lifecycle'] });
    for (let index = 1; index <= of; index += 1) {
      expect(sending({ repeat: 5, only: ['disorder', 'lifecycle'], shard: { index, of } })).toEqual(
        all.filter((_, i) => i % of === index - 1),
      );
    }
  });

  test('every round draws its own payloads, and deliveries that belong together stay together', () => {
    const { cases } = plan({ repeat: 2, probe: true, only: ['redelivery', 'lifecycle'] });
    const indices = cases.map(({ steps }) =>
      steps.flatMap((step) => (step.kind === 'probe' ? [] : [step.planned.index])),
    );
    for (const each of indices) expect(new Set(each).size).toBe(1);
    expect(new Set(indices.map(([first]) => first)).size).toBe(cases.length);
  });
});

test('an empty plan is an error', () => {
  expect(() => plan({ only: ['lifecycle'] }, /account\.renamed/)).toThrow('no case is left to run');
  for (const options of [{ only: ['deadline'] }, { filter: ['every response in time'] }] as const) {
    expect(() => plan(options)).toThrow(
      'the group deadline watches what the other groups send: run it with one of them',
    );
  }
});
