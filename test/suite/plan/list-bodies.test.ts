import { expect, test } from 'vitest';
import { conform } from '../../../src/catalog/conform.ts';
import { defineEvent, type EventDefinition, emptyObject, f } from '../../../src/define/index.ts';
import { applyOverrides, checkPaths, parseSet, parseUnset } from '../../../src/generate/overrides.ts';
import { makePlan } from '../../../src/suite/plan/plan.ts';
import { parcel, post } from '../../define/parcel.ts';
import { record } from '../../fixtures/receivers/recorder.ts';
import { eventNamed, generator, now } from '../../laws/draws.ts';
import { welcome } from '../serve.ts';
import { run } from '../suites.ts';

/** Events whose bodies are no plain objects, or have the odd fields in lists. */
const listOf = (item: Parameters<typeof f.list>[1]): EventDefinition =>
  defineEvent({
    name: 'parcels.lost',
    platform: post,
    title: { zh: '包裹丢失', en: 'Parcels were lost' },
    docs: { page: 'Parcels', read: '2026-01-01' },
    basis: 'documented',
    scene: (scene) => scene,
    payload: f.list(() => [1, 2], item),
    address: { basis: 'documented' },
    response: emptyObject('documented'),
  });

const note = f.string(() => 'x').alsoSeen(null, 'absent');
const objects = listOf(
  f.object({ note, remark: f.string(() => 'y').freeText(), extra: f.string(() => 'z').optional() }),
);
const scalars = listOf(f.string(() => 'x'));
const inList = parcel({ lines: f.list(() => [1], f.object({ note })) });
const inText = parcel({ text: f.jsonText(f.object({ note })) });

/** What each case of the group `forward` sends, by the rest of its id. */
function forwarded(event: EventDefinition): Record<string, unknown> {
  const { cases } = makePlan({ events: [event], only: ['forward', 'variants'] });
  const source = generator();
  return Object.fromEntries(
    cases.flatMap(({ id, group, steps: [step] }) => {
      if (group !== 'forward' || step?.kind !== 'send') return [];
      const { variant, index, overrides = [] } = step.planned;
      const { payload } = source.draw(event, variant, index, now);
      return [[id.slice(id.indexOf(' › ') + 3), applyOverrides(payload, overrides).payload]];
    }),
  );
}

test('what differs is in the first item of a list', () => {
  const sent = forwarded(objects);
  expect(sent['an unknown key']).toMatchObject([{ addedLater: {} }, { note: 'x' }]);
  expect(sent['[].note null']).toMatchObject([{ note: null }, { note: 'x' }]);
  expect(Object.keys((sent['[].note absent'] as object[])[0] ?? {})).not.toContain('note');
  expect(Object.keys((sent['without its optional keys'] as object[])[0] ?? {})).toEqual(['note', 'remark']);
  expect(sent['text like JSON']).toMatchObject([
    { remark: expect.stringContaining('1e999') },
    { remark: 'y' },
  ]);
  expect(forwarded(inList)['lines[].note null']).toEqual({ lines: [{ note: null }] });
});

test('nothing is set where nothing can be: in a list of texts, in JSON text', () => {
  expect(forwarded(scalars)).toEqual({});
  expect(Object.keys(forwarded(inText))).toEqual(['an unknown key']);
});

test('overrides reach the items of a body that is a list', () => {
  const event = eventNamed('juzi/follow.timeout');
  const { payload } = generator().draw(event, { conversations: 'several' }, 0, now);
  const overrides = [parseSet('[0].round:=3'), parseSet('[2].name=x'), parseUnset('[1]')];
  expect(() => checkPaths(event, overrides)).not.toThrow();
  const changed = applyOverrides(payload, overrides).payload;
  expect(changed).toMatchObject([{ round: 3 }, { name: 'x' }]);
  expect(conform(event, changed)).toEqual([]);
  expect(() => checkPaths(event, [parseSet('[0].rounds:=3')])).toThrow('did you mean [0].round');
  expect(() => checkPaths(event, [parseSet('round:=3')])).toThrow('did you mean [0].round');
  expect(() => checkPaths(eventNamed('juzi/message.received'), [parseSet('[0]:=3')])).toThrow(
    'has no field [0]',
  );
});

test.each([
  ['objects', objects, (body: unknown) => expect(body).toMatchObject([{}, {}])],
  ['texts', scalars, (body: unknown) => expect(body).toMatchObject(['x', 'x', expect.anything()])],
])(
  'invalid requests of a list of %s are JSON where only their size or depth is wrong',
  async (_, event, check) => {
    await using receiver = await record((_request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(welcome);
    });
    const plan = makePlan({ events: [event], only: ['negative'], filter: ['deep nesting', '10 mib'] });
    expect(plan.cases).toHaveLength(2);
    await run(plan, `${receiver.url}/hook`, { concurrency: 1, timeout: 20_000 });
    // A valid delivery follows each.
    for (const { body } of receiver.requests.filter((_, i) => i % 2 === 0))
      check(JSON.parse(body.toString()));
    expect(Math.max(...receiver.requests.map(({ body }) => body.length))).toBeGreaterThan(10 * 1_048_576);
  },
);
