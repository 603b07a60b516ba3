import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/catalog/conform.ts';
import { applyOverrides } from '../../../src/generate/overrides.ts';
import type { PlannedDelivery, SuiteCase } from '../../../src/suite/plan/case.ts';
import { trickyTexts } from '../../../src/suite/plan/plan-forward.ts';
import { events, generator, now } from '../../laws/draws.ts';
import { at, type JsonObject, objectAt } from '../../laws/json.ts';
import { plan } from '../suites.ts';

const cases = plan({ only: ['forward'] }).cases;
const source = generator();

/** The body; of a list, its first item. */
function body(one: SuiteCase): JsonObject {
  const sent = wholeBody(one);
  return objectAt(Array.isArray(sent) ? sent[0] : sent, '');
}

function wholeBody(one: SuiteCase): unknown {
  const [step] = one.steps;
  if (step?.kind !== 'send') throw new Error(`${one.id} sends nothing`);
  const { event, variant, index, overrides = [] }: PlannedDelivery = step.planned;
  const { payload } = source.draw(event, variant, index, now);
  return applyOverrides(payload, overrides).payload;
}

/** The rest of an id, for every case that is no text and no unknown key. */
const surprises = (event: string): string[] =>
  cases.flatMap(({ id, subject }) => {
    const what = id.slice(id.indexOf(' › ') + 3);
    return subject === event && what !== 'an unknown key' && !trickyTexts.some(({ name }) => name.en === what)
      ? [what]
      : [];
  });

const value = (id: string, path: string): unknown => {
  const one = cases.find((candidate) => candidate.id === id);
  if (one === undefined) throw new Error(`no case ${id}`);
  return at(body(one), path);
};

const gaps = {
  api_broadcast: 8,
  tag_sop: 9,
  multi_room_relay: 11,
  multi_room_replay: 12,
  auto_closed: 13,
  scheduled: 14,
  ai_reply: 15,
} as const;
const gapNames = Object.keys(gaps).map((name) => `source=${name} is not on the page`);

/** What real bodies have in one payload and not in another. */
const withoutOptional = ['voice', 'contact_card', 'image', 'video'].map(
  (type) => `type=${type} without its optional keys`,
);

/** Other forms in texts and their quotes, below the key of the message. */
const inTexts = (payload: string): string[] => [
  `${payload}.pureText absent`,
  `${payload}.quoteMessage.type 7`,
  `${payload}.quoteMessage.timestamp 1622039616240`,
];

const unknownTypes = ['unknown_17', 'unknown_10002'].map((type) => `type=${type} is not on the page`);

const inTeamMessages = [
  'type=channels is not on the page',
  ...unknownTypes,
  ...gapNames,
  ...inTexts('data.payload'),
  'data.source absent',
  'data.externalUserId ""',
  'data.externalUserId null',
  'data.roomWecomChatId null',
  'data.roomWecomChatId absent',
  ...withoutOptional,
  'isSelf=yes source=api without its optional keys',
];

/** Everything that is sent beyond the pages. A line more must be something that was observed. */
const table: Readonly<Record<string, readonly string[]>> = {
  'juzi/message.received': inTeamMessages,
  'yuju/hosted.message': inTeamMessages,
  'juzi/enterprise.message.received': [
    ...unknownTypes,
    ...gapNames,
    'externalUserId ""',
    'timestamp 1622039616240',
    ...inTexts('payload'),
    'without its optional keys',
    ...withoutOptional,
    'isSelf=yes source=api without its optional keys',
  ],
  'juzi/customer.added': ['without its optional keys'],
  'juzi/friend.confirmed': ['data.extraInfo ""'],
  'juzi/member.added': ['without its optional keys'],
  'juzi/member.logged_in': ['without its optional keys'],
  'juzi/customer.added.rpa': ['without its optional keys'],
  'yuju/contact.created': ['userType=wecom_internal is not on the page'],
  'yuju/contact.updated': ['userType=wecom_internal is not on the page'],
  'yuju/contact.deleted': ['userType=wecom_internal is not on the page'],
  'yuju/conversation.finished': [
    'userType=wecom_internal is not on the page',
    'ruleId as a string',
    'ruleId as a number',
    'data.push_data.source.source_account_id null',
  ],
  'yuju/conversation.message': [
    'type=file is not on the page',
    'userType=wecom_internal is not on the page',
    'ruleId as a string',
    'ruleId as a number',
    'data.push_data.source.source_account_id null',
  ],
};

test.each(events.map(({ id }) => id))('%s: exactly what is in the table', (id) => {
  expect(surprises(id)).toEqual(table[id] ?? []);
});

test('each names the basis of what it sends', () => {
  for (const { basis, words, id } of cases) {
    expect(['documented', 'observed', 'inferred'], id).toContain(basis);
    expect(words.en.length).toBeGreaterThan(10);
  }
  const observed = cases.filter(({ id }) => /not on the page|absent$|null$|""$/.test(id));
  expect(new Set(observed.map(({ basis }) => basis))).toEqual(new Set(['observed']));
});

describe('what arrives', () => {
  test.each(events.map(({ id }) => id))('%s: a key that is on no page, and nothing else is odd', (id) => {
    const event = events.find((one) => one.id === id);
    const one = cases.find((candidate) => candidate.id === `${id} › an unknown key`);
    if (event === undefined || one === undefined) throw new Error(`no case for ${id}`);
    const wrapped = at(body(one), 'data') !== undefined;
    const list = Array.isArray(wholeBody(one)) ? ['[0].addedLater'] : undefined;
    const places = list ?? (wrapped ? ['addedLater', 'data.addedLater'] : ['addedLater']);
    expect(
      conform(event, wholeBody(one))
        .map(({ path }) => path)
        .sort(),
    ).toEqual(places);
  });

  test.each(Object.entries(gaps))('source %s is %d', (name, number) => {
    const what = `source=${name} is not on the page`;
    expect(value(`juzi/message.received › ${what}`, 'data.source')).toBe(number);
    expect(value(`yuju/hosted.message › ${what}`, 'data.source')).toBe(number);
    expect(value(`juzi/enterprise.message.received › ${what}`, 'source')).toBe(number);
  });

  test('message type 14', () => {
    const what = 'type=channels is not on the page';
    expect(value(`juzi/message.received › ${what}`, 'data.type')).toBe(14);
    expect(value(`yuju/hosted.message › ${what}`, 'data.type')).toBe(14);
  });

  test.each([
    ['juzi/message.received › data.externalUserId ""', 'data.externalUserId', ''],
    ['juzi/message.received › data.externalUserId null', 'data.externalUserId', null],
    ['juzi/message.received › data.roomWecomChatId null', 'data.roomWecomChatId', null],
    [
      'yuju/conversation.message › data.push_data.source.source_account_id null',
      'data.push_data.source.source_account_id',
      null,
    ],
    [
      'yuju/conversation.message › ruleId as a string',
      'data.push_data.source.rule_id',
      expect.stringMatching(/^\d+$/),
    ],
    ['yuju/conversation.message › ruleId as a number', 'data.push_data.source.rule_id', expect.any(Number)],
  ])('%s', (id, path, expected) => {
    expect(value(id, path)).toEqual(expected);
  });

  test.each(['source', 'roomWecomChatId'])('%s is not there at all', (name) => {
    for (const event of ['juzi/message.received', 'yuju/hosted.message']) {
      const one = cases.find(({ id }) => id === `${event} › data.${name} absent`);
      if (one === undefined) throw new Error(`no case ${event} ${name}`);
      expect(Object.keys(objectAt(body(one), 'data'))).not.toContain(name);
      // It would have been there.
      const [step] = one.steps;
      const drawn =
        step?.kind === 'send' && source.draw(step.planned.event, step.planned.variant, 0, now).payload;
      expect(Object.keys(objectAt(drawn, 'data'))).toContain(name);
    }
  });
});

test('without optional keys, the payload still fits the event, and never has them', () => {
  const bare = cases.filter(({ id }) => id.endsWith('without its optional keys'));
  expect(bare.length).toBeGreaterThan(10);
  for (const one of bare) {
    const [step] = one.steps;
    if (step?.kind !== 'send') throw new Error(`${one.id} sends nothing`);
    const { event, variant, overrides = [] } = step.planned;
    expect(overrides.length).toBeGreaterThan(0);
    expect(overrides.every(({ op }) => op === 'unset')).toBe(true);
    expect(conform(event, body(one), variant)).toEqual([]);
  }
});

describe('the texts', () => {
  test('are what people really type: no NUL, no half of a character, each with a name', () => {
    expect(trickyTexts.map(({ name }) => name.en)).toEqual([
      'very long text',
      'emoji',
      'right-to-left text',
      'line separators',
      'control characters',
      'text like JSON',
      'text like HTML and SQL',
    ]);
    for (const { text } of trickyTexts) {
      expect(Buffer.from(text).toString()).toBe(text);
      expect(text).not.toContain('\0');
      expect(Buffer.byteLength(text)).toBeLessThan(100_000);
    }
  });

  test.each([
    ['juzi/message.received', 'data.payload.text'],
    ['juzi/enterprise.message.received', 'payload.text'],
    ['juzi/room.renamed', 'topic'],
    ['yuju/contact.updated', 'data.name'],
    ['yuju/conversation.message', 'data.push_data.message.message_content.text'],
  ])('arrive in %s as they are, in %s', (event, path) => {
    for (const { name, text } of trickyTexts) expect(value(`${event} › ${name.en}`, path)).toBe(text);
  });
});
