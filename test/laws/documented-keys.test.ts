import { describe, expect, test } from 'vitest';
import { conversationContents, documented, messagePayloads, quotedText } from './documented.ts';
import { draws, eventNamed, events, named, nameOf } from './draws.ts';
import { at, objectAt, sent } from './json.ts';
import { contactExample, messageExample, messageTable } from './pages.ts';
import { misfits, optionalPaths, type Shape } from './shape.ts';

const shapeOf = (id: string): Shape => documented[id] ?? {};

test('every event of the catalog has its documented keys listed here', () => {
  expect(events.map(({ id }) => id)).toEqual(Object.keys(documented));
});

describe.each(named)('%s', (id, event) => {
  test('every documented key is there, in order, in the platform’s spelling, with its type', () => {
    for (const drawn of draws(event)) {
      expect(misfits(shapeOf(id), sent(drawn.payload)), nameOf(drawn)).toEqual([]);
    }
  });

  test('optional keys are in some payloads and not in others', () => {
    const bodies = draws(event).map(({ payload }) => payload);
    for (const path of optionalPaths(shapeOf(id))) {
      const with_ = bodies.filter((body) => at(body, path) !== undefined).length;
      expect(with_, path).toBeGreaterThan(0);
      expect(with_, path).toBeLessThan(bodies.length);
    }
  });
});

describe('contact.updated', () => {
  const data = objectAt(contactExample, 'data');

  test('the page has an envelope of four keys around 37', () => {
    expect(Object.keys(contactExample)).toEqual([
      'event_id',
      'event_type',
      'company_id',
      'webhook_url',
      'data',
    ]);
    expect(Object.keys(data)).toHaveLength(37);
    expect(Object.keys(data)).toContain('user_typy');
    expect(Object.entries(data).filter(([, value]) => value === 0)).toEqual([
      ['customer_id', 0],
      ['user_typy', 0],
    ]);
  });

  test.each(['yuju/contact.updated', 'yuju/contact.created', 'yuju/contact.deleted'])(
    '%s has exactly the page’s keys, in its order, with its types',
    (id) => {
      for (const { payload } of draws(eventNamed(id))) {
        expect(Object.keys(objectAt(payload, ''))).toEqual(Object.keys(contactExample));
        const body = objectAt(payload, 'data');
        expect(Object.keys(body)).toEqual(Object.keys(data));
        for (const [key, value] of Object.entries(body)) expect(typeof value, key).toBe(typeof data[key]);
      }
    },
  );
});

describe('message.received', () => {
  test('the page’s table has 22 keys', () => {
    expect(messageTable).toHaveLength(22);
    expect(messageTable[0]).toEqual({ name: 'messageId', type: 'string' });
    expect(messageTable[21]).toEqual({ name: 'roomWecomChatId', type: 'string' });
  });

  const types: Record<string, string> = {
    string: 'string',
    boolean: 'boolean',
    'enum<number>': 'number',
    '': 'object',
  };

  test.each(['juzi/message.received', 'yuju/hosted.message'])(
    '%s has the table’s keys, in the order of real bodies, with its types',
    (id) => {
      for (const drawn of draws(eventNamed(id))) {
        const body = objectAt(drawn.payload, 'data');
        // sendBy is there only where the page says that it is valid.
        const expected = messageTable.filter(
          ({ name }) => name !== 'sendBy' || Object.hasOwn(body, 'sendBy'),
        );
        // Real bodies have botId after contactType and coworker, and a key that is not on the page.
        const names = expected.map(({ name }) => name).filter((name) => name !== 'botId');
        names.splice(names.indexOf('coworker') + 1, 0, 'botId');
        const keys = Object.keys(body).filter((name) => name !== 'externalRequestId');
        expect(keys, nameOf(drawn)).toEqual(names);
        for (const { name, type } of expected) {
          // A number in real bodies, although the table says string.
          if (name === 'timestamp') expect(typeof body[name]).toBe('number');
          else if (body[name] !== null) expect(typeof body[name], name).toBe(types[type]);
        }
      }
    },
  );

  test('the flat example’s keys are those of enterprise.message.received', () => {
    const flat = Object.keys(messageExample);
    const event = eventNamed('juzi/enterprise.message.received');
    const seen = new Set<string>();
    for (const { payload } of draws(event)) {
      const keys = Object.keys(objectAt(payload, ''));
      for (const key of keys) seen.add(key);
    }
    for (const key of flat) expect(seen).toContain(key);
    // Known beside the example: three optional ids, and the timestamp, which is in every real body.
    const beside = [...seen].filter((key) => !flat.includes(key));
    expect(beside.sort()).toEqual(['customerExternalUserId', 'externalRequestId', 'groupId', 'timestamp']);
  });
});

describe('the shapes of a message, by its type', () => {
  test.each([
    ['juzi/message.received', 'data', 'type'],
    ['yuju/hosted.message', 'data', 'type'],
    ['juzi/enterprise.message.received', '', 'messageType'],
  ])('%s', (id, around, key) => {
    const met = new Set<number>();
    const optional = new Map<string, Set<boolean>>();
    for (const drawn of draws(eventNamed(id), 3000)) {
      const body = objectAt(drawn.payload, around);
      const type = Number(body[key]);
      met.add(type);
      const shape = messagePayloads[type] ?? {};
      expect(misfits(shape, body['payload'], 'payload'), nameOf(drawn)).toEqual([]);
      for (const path of optionalPaths(shape)) {
        const name = `${type} ${path}`;
        optional.set(name, (optional.get(name) ?? new Set()).add(at(body['payload'], path) !== undefined));
      }
    }
    expect([...met].sort((a, b) => a - b)).toEqual(Object.keys(messagePayloads).map(Number));
    for (const [name, seen] of optional) expect(seen.size, `${name} both there and not`).toBe(2);
  });

  test('the platform’s spelling invitaterName is kept', () => {
    expect(Object.keys(objectAt(messagePayloads, '9999'))).toContain('invitaterName');
  });
});

test('the shapes of a conversation’s message, by its type, with and without a quote', () => {
  const met = new Set<string>();
  for (const drawn of draws(eventNamed('yuju/conversation.message'), 1000)) {
    const message = objectAt(drawn.payload, 'data.push_data.message');
    const type = Number(message['message_type']);
    const content = message['message_content'];
    expect(misfits(conversationContents[type] ?? {}, content, `type ${type}`), nameOf(drawn)).toEqual([]);
    const quotes = drawn.variant['quote'] === 'yes';
    met.add(`${type}${quotes ? ' quoting' : ''}`);
    if (quotes) expect(misfits(quotedText, at(content, 'text'), nameOf(drawn))).toEqual([]);
    else if ([4, 5, 6, 7, 9].includes(type)) expect(at(content, 'text')).toBeUndefined();
  }
  // Quotes on other types than text are inferred, and sent only where they are asked for.
  expect(met.size).toBe(12 + 1);
});
