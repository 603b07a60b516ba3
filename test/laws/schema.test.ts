import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, test } from 'vitest';
import { conform } from '../../src/catalog/conform.ts';
import { jsonSchema } from '../../src/catalog/json-schema.ts';
import type { Variant } from '../../src/define/dimension.ts';
import type { EventDefinition } from '../../src/define/event.ts';
import { cover } from '../../src/generate/coverage.ts';
import { documented } from './documented.ts';
import { draws, eventNamed, generator, named, nameOf, now } from './draws.ts';
import { at, isObject, listAt, objectAt, sent } from './json.ts';
import { contactExample, messageExample } from './pages.ts';
import { optionalPaths } from './shape.ts';

/** As strict as ajv can be. Types like `["string", "null"]` are what 2020-12 means them to be. */
function validator(event: EventDefinition): ValidateFunction {
  const ajv = new Ajv2020({
    strict: true,
    strictTypes: true,
    strictTuples: true,
    strictRequired: true,
    allowUnionTypes: true,
    allErrors: true,
    validateFormats: true,
  });
  formats.default(ajv);
  return ajv.compile(sent(jsonSchema(event)) as object);
}

type Step = string | number;

/** Every place in a payload, keys and list items alike. */
function* places(value: unknown, path: readonly Step[] = []): Generator<readonly Step[]> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) {
      yield [...path, i];
      yield* places(item, [...path, i]);
    }
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      yield [...path, key];
      yield* places(inner, [...path, key]);
    }
  }
}

function mutated(
  value: unknown,
  path: readonly Step[],
  change: (holder: object, key: Step) => void,
): unknown {
  const copy = structuredClone(value);
  const key = path.at(-1) ?? '';
  let holder = copy;
  for (const step of path.slice(0, -1)) holder = Reflect.get(holder as object, step);
  change(holder as object, key);
  return copy;
}

/** Keys seen to be missing in real bodies. */
const maybeAbsent = ['data.source', 'data.roomWecomChatId', 'timestamp'];

describe.each(named)('%s', (id, event) => {
  const valid = validator(event);
  const rejectedByBoth = (payload: unknown, what: string): void => {
    expect(valid(payload), `the schema accepts ${what}`).toBe(false);
    expect(conform(event, payload), `conform accepts ${what}`).not.toEqual([]);
  };
  const source = generator();
  const some = [...cover(event, 'each')].map((variant, i) => source.draw(event, variant, i, now));

  test('every draw satisfies the exported schema, and conforms', () => {
    for (const drawn of draws(event)) {
      const body = sent(drawn.payload);
      expect(valid(body) ? [] : valid.errors, nameOf(drawn)).toEqual([]);
      expect(conform(event, body), nameOf(drawn)).toEqual([]);
      expect(conform(event, body, drawn.variant), nameOf(drawn)).toEqual([]);
    }
  });

  test('a value of another type is rejected, wherever it is', () => {
    for (const drawn of some) {
      const body = sent(drawn.payload);
      for (const path of places(body)) {
        const wrong = mutated(body, path, (holder, key) => {
          const old: unknown = Reflect.get(holder, key);
          Reflect.set(holder, key, Array.isArray(old) ? 'no list' : [['no such type']]);
        });
        rejectedByBoth(wrong, `${nameOf(drawn)} with a list of lists at ${path.join('.')}`);
      }
    }
  });

  test('a payload without a required key is rejected', () => {
    const optional = optionalPaths(documented[id] ?? {});
    for (const drawn of some) {
      const body = sent(drawn.payload);
      for (const path of places(body)) {
        const dotted = path.join('.');
        if (
          optional.includes(dotted.replace(/(^|\.)\d+(?=\.)/g, '$10')) ||
          insideUnion(dotted) ||
          typeof path.at(-1) === 'number'
        ) {
          continue;
        }
        if (maybeAbsent.includes(dotted) && id.includes('message')) continue;
        const wrong = mutated(body, path, (holder, key) => Reflect.deleteProperty(holder, key));
        rejectedByBoth(wrong, `${nameOf(drawn)} without ${dotted}`);
      }
    }
  });

  test('a body of another type, or without keys, is rejected', () => {
    const list = event.payload.shape.kind === 'list';
    for (const body of [null, 'text', 7, {}, [{}], ...(list ? [] : [[]])]) {
      rejectedByBoth(body, JSON.stringify(body));
    }
  });
});

/** Keys that depend on a message's type have tests of their own. */
const insideUnion = (path: string): boolean => /(^|\.)(payload|message_content)\./.test(path);

/** Enums whose values the page lists, so that any other value is wrong. */
const closedEnums: readonly (readonly [string, string, unknown])[] = [
  ['juzi/message.received', 'data.type', 18],
  ['juzi/message.received', 'data.type', '7'],
  ['juzi/message.received', 'data.contactType', 4],
  ['juzi/message.received', 'data.source', 10],
  ['juzi/enterprise.message.received', 'messageType', 18],
  ['juzi/enterprise.message.received', 'contactType', -1],
  ['juzi/enterprise.message.received', 'source', 16],
  ['yuju/hosted.message', 'data.type', 9998],
  ['yuju/hosted.message', 'data.contactType', 1.5],
  ['juzi/room.left', 'leftMembers.0.contactType', 4],
  ['yuju/hosted.room.left', 'leftMember.0.contactType', 4],
  ['juzi/friend.requested', 'code', 2],
  ['juzi/friend.requested', 'data.type', 0],
  ['juzi/friend.requested', 'data.payload.gender', 3],
  ['juzi/customer.added', 'type', 'del_external_contact'],
  ['juzi/customer.added', 'event.FromUserName', 'system'],
  ['juzi/customer.added', 'event.MsgType', 'text'],
  ['juzi/customer.added', 'event.Event', 'change_contact'],
  ['juzi/customer.added', 'event.ChangeType', 'edit_external_contact'],
  ['juzi/customer.added', 'data.gender', 3],
  ['juzi/customer.added', 'data.type', 3],
  ['juzi/customer.added', 'data.followUser.0.tags.0.type', '3'],
  ['juzi/customer.added.rpa', 'gender', 9],
];

test.each(closedEnums)('%s: %s is never %j', (id, path, value) => {
  const event = eventNamed(id);
  const [variant = {}] = cover(event, 'default');
  const body = sent(generator().draw(event, variant, 0, now).payload);
  const wrong = mutated(body, path.split('.'), (holder, key) => Reflect.set(holder, key, value));
  expect(at(wrong, path)).toBe(value);
  expect(validator(event)(wrong)).toBe(false);
  expect(conform(event, wrong)).toContainEqual(
    expect.objectContaining({ actual: JSON.stringify(value), expected: expect.any(String) }),
  );
});

/** Enums that were only observed: what has not been seen may come all the same. */
const openEnums: readonly (readonly [string, string, number | string])[] = [
  ['yuju/contact.updated', 'data.user_typy', 0],
  ['yuju/conversation.message', 'data.push_data.user.user_type', 8],
  ['yuju/conversation.message', 'data.push_data.chat.chat_type', '客户群'],
];

test.each(openEnums)('%s: %s may be %j', (id, path, value) => {
  const event = eventNamed(id);
  const [variant = {}] = cover(event, 'default');
  const body = sent(generator().draw(event, variant, 0, now).payload);
  const other = mutated(body, path.split('.'), (holder, key) => Reflect.set(holder, key, value));
  expect(validator(event)(other)).toBe(true);
  expect(conform(event, other)).toEqual([]);
});

test('sources seen by newer receivers are accepted, though the page does not list them', () => {
  const event = eventNamed('juzi/message.received');
  const valid = validator(event);
  for (const source of [8, 9, 11, 12, 13, 14, 15]) {
    const body = generator().draw(
      event,
      { ...[...cover(event, 'default')][0], isSelf: 'yes' },
      0,
      now,
    ).payload;
    const other = mutated(sent(body), ['data', 'source'], (holder, key) => Reflect.set(holder, key, source));
    expect(valid(other)).toBe(true);
    expect(conform(event, other)).toEqual([]);
  }
});

describe('values seen in real bodies are accepted', () => {
  const event = eventNamed('juzi/message.received');
  const [variant = {}] = cover(event, 'default');
  const body = sent(generator().draw(event, variant, 0, now).payload);

  test.each([
    ['no source', 'source', undefined],
    ['no roomWecomChatId, as older ones', 'roomWecomChatId', undefined],
    ['an empty externalUserId', 'externalUserId', ''],
    ['no externalUserId in the form of null', 'externalUserId', null],
  ])('%s', (_, key, value) => {
    const other = mutated(body, ['data', key], (holder) => {
      if (value === undefined) Reflect.deleteProperty(holder, key);
      else Reflect.set(holder, key, value);
    });
    expect(validator(event)(other)).toBe(true);
    expect(conform(event, other)).toEqual([]);
  });
});

describe('what real messages have or lack is no mismatch', () => {
  const conforms = (id: string, choices: Variant, change: (body: object) => void): void => {
    const event = eventNamed(id);
    const [variant = {}] = cover(event, 'default', choices);
    const body = sent(generator().draw(event, variant, 0, now).payload) as object;
    change(body);
    expect(validator(event)(body)).toBe(true);
    expect(conform(event, body)).toEqual([]);
    expect(conform(event, body, variant)).toEqual([]);
  };
  const payloadOf = (body: object): object => objectAt(body, 'data.payload');

  test('an image with url in place of imageUrl, a mini program with appId in place of appid', () => {
    for (const [type, old, seen] of [
      ['image', 'imageUrl', 'url'],
      ['mini_program', 'appid', 'appId'],
    ] as const) {
      conforms('juzi/message.received', { type }, (body) => {
        const payload = payloadOf(body);
        Reflect.set(payload, seen, Reflect.get(payload, old));
        Reflect.deleteProperty(payload, old);
      });
    }
  });

  test('types 17 and 10002, whatever their payload is', () => {
    for (const type of ['unknown_17', 'unknown_10002']) {
      conforms('juzi/message.received', { type }, (body) => Reflect.set(payloadOf(body), 'any', [1]));
      conforms('juzi/enterprise.message.received', { type }, (body) =>
        Reflect.set(objectAt(body, 'payload'), 'any', [1]),
      );
    }
  });

  test('members leaving, at enterprise level, with and without contactType', () => {
    const left = { type: 'wecom_system', wecomEvent: 'left' };
    conforms('juzi/enterprise.message.received', left, (body) =>
      expect(body).not.toHaveProperty('contactType'),
    );
    conforms('juzi/enterprise.message.received', left, (body) => Reflect.set(body, 'contactType', 0));
    conforms('juzi/enterprise.message.received', { ...left, wecomEvent: 'joined' }, (body) =>
      expect(body).toHaveProperty('contactType', 0),
    );
  });

  test('company and personal tags of one customer', () => {
    conforms('juzi/customer.added', {}, (body) => {
      const [member] = listAt(body, 'data.followUser');
      const tag = { groupName: '等级', tagName: '重点', type: '1', tagId: 'et1' };
      const { tagId: _, ...personal } = { ...tag, type: '2' };
      Reflect.set(member as object, 'tags', [tag, personal]);
    });
  });

  test('an invitation of the hosted account itself can be sent, and is not usual', () => {
    const own = { type: 'room_invitation', isSelf: 'yes' };
    conforms('juzi/message.received', own, (body) =>
      expect(body).toMatchObject({ data: { isSelf: true, source: 0 } }),
    );
    const event = eventNamed('juzi/message.received');
    const full = [...cover(event, 'full')];
    expect(full.some(({ type, isSelf }) => type === 'room_invitation' && isSelf === 'yes')).toBe(false);
  });
});

describe('a quote', () => {
  const event = eventNamed('juzi/message.received');
  const [variant = {}] = cover(event, 'default', { quote: 'yes' });
  const body = sent(generator().draw(event, variant, 0, now).payload);
  const quote = ['data', 'payload', 'quoteMessage'];
  const withQuote = (change: Readonly<Record<string, unknown>>): unknown =>
    mutated(body, quote, (holder, key) => {
      Reflect.set(holder, key, { ...objectAt(holder, String(key)), ...change });
    });

  test.each([
    { type: 7 },
    { timestamp: 1_622_039_616_240 },
    { type: '6', content: { url: 'https://example.com/a.jpg' } },
  ])('may have %j', (change) => {
    expect(validator(event)(withQuote(change))).toBe(true);
    expect(conform(event, withQuote(change), variant)).toEqual([]);
  });

  test.each([{ type: true }, { timestamp: null }, { content: 'text' }, { content: { text: 7 } }])(
    'never has %j',
    (change) => {
      expect(validator(event)(withQuote(change))).toBe(false);
      expect(conform(event, withQuote(change), variant)).toHaveLength(1);
    },
  );
});

test('enterprise.message.received: null is no externalUserId, a number may be a timestamp', () => {
  const event = eventNamed('juzi/enterprise.message.received');
  const [variant = {}] = cover(event, 'default');
  const body = objectAt(sent(generator().draw(event, variant, 0, now).payload), '');
  expect(conform(event, { ...body, timestamp: 1_622_039_616_240 })).toEqual([]);
  expect(conform(event, { ...body, timestamp: null })).toHaveLength(1);
  expect(conform(event, { ...body, externalUserId: null })).toHaveLength(1);
});

describe('the payload of a message belongs to its type', () => {
  test.each([
    ['juzi/message.received', 'data', 'type'],
    ['juzi/enterprise.message.received', '', 'messageType'],
  ])('%s', (id, around, key) => {
    const event = eventNamed(id);
    const valid = validator(event);
    const byType = new Map<unknown, Record<string, unknown>>();
    for (const { payload } of draws(event)) {
      const body = objectAt(payload, around);
      byType.set(body[key], body);
    }
    expect(byType.size).toBe(20);
    for (const [type, body] of byType) {
      for (const name of Object.keys(objectAt(body, 'payload'))) {
        // Optional in the documentation's own words, or by the room or private chat that no key of the body shows.
        if (optionalOf(type).includes(name)) continue;
        const broken = { ...body, payload: { ...objectAt(body, 'payload') } };
        Reflect.deleteProperty(broken.payload, name);
        const wrong = around === '' ? broken : { data: broken };
        expect(valid(wrong), `type ${type} without ${name}`).toBe(false);
        expect(conform(event, wrong), `type ${type} without ${name}`).not.toEqual([]);
      }
    }
  });

  const optionalOf = (type: unknown): string[] =>
    ({
      2: ['text', 'md5', 'wxVoiceUrl'],
      3: ['alias', 'nickname'],
      6: ['imageUrl', 'size', 'width', 'height', 'artwork'],
      7: ['pureText', 'mention', 'quoteMessage'],
      9: ['appid'],
      13: ['duration', 'thumbnailUrl'],
      10000: ['subPayload'],
    })[String(type)] ?? [];
});

describe('conform finds what a schema cannot express', () => {
  test('a key that the event does not have', () => {
    const event = eventNamed('yuju/contact.updated');
    const body = { ...contactExample, more: 1, data: { ...objectAt(contactExample, 'data'), user_type: 1 } };
    expect(conform(event, body).map(({ path }) => path)).toEqual(['data.user_type', 'more']);
  });

  test('a key of another variant', () => {
    const event = eventNamed('juzi/message.received');
    const [variant = {}] = cover(event, 'default');
    const body = sent(generator().draw(event, variant, 0, now).payload);
    const wrong = mutated(body, ['data', 'sendBy'], (holder, key) => Reflect.set(holder, key, 'somebody'));
    expect(conform(event, wrong)).toEqual([
      {
        path: 'data.sendBy',
        expected: 'no such key in this variant (isSelf=no, source=phone)',
        actual: '"somebody"',
      },
    ]);
  });
});

describe('the page’s own example', () => {
  test('of contact.updated satisfies its schema, and conforms', () => {
    const event = eventNamed('yuju/contact.updated');
    const valid = validator(event);
    expect(valid(contactExample) ? [] : valid.errors).toEqual([]);
    expect(conform(event, contactExample)).toEqual([]);
  });

  // The page of message.received mixes up two callbacks: its field table, wrapped in `data`, is the team-level
  // callback that real bodies follow; its example is flat and has the enterprise level's names.
  test('on the page of message.received satisfies the schema of enterprise.message.received', () => {
    const valid = validator(eventNamed('juzi/enterprise.message.received'));
    expect(valid(messageExample) ? [] : valid.errors).toEqual([]);
    expect(validator(eventNamed('juzi/message.received'))(messageExample)).toBe(false);
  });
});
