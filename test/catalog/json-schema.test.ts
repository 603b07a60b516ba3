import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { conform } from '../../src/catalog/conform.ts';
import { jsonSchema } from '../../src/catalog/json-schema.ts';
import { type EventDefinition, f } from '../../src/define/index.ts';
import { insured, parcel, size } from '../define/parcel.ts';
import { eventNamed, events } from '../laws/draws.ts';
import { at, listAt, objectAt, sent } from '../laws/json.ts';

const schemaOf = (id: string): unknown => sent(jsonSchema(eventNamed(id)));
const accepts = (event: EventDefinition, value: unknown): boolean =>
  new Ajv2020({ strict: true, allowUnionTypes: true }).compile(sent(jsonSchema(event)) as object)(value) ===
  true;

describe('the schema of every event', () => {
  test('has an id, a title and a description', () => {
    for (const event of events) {
      const schema = sent(jsonSchema(event));
      expect(schema).toMatchObject({
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        $id: `urn:webhook-sim:${event.id}`,
        title: event.title.en,
        type: event.id === 'juzi/follow.timeout' ? 'array' : 'object',
      });
      expect(String(at(schema, 'description'))).toContain(event.title.zh);
    }
    expect(new Set(events.map((event) => jsonSchema(event)['$id'])).size).toBe(events.length);
  });

  test('is plain JSON, with nothing undefined in it', () => {
    for (const event of events) {
      const text = JSON.stringify(jsonSchema(event));
      expect(text).not.toContain('undefined');
      expect(JSON.parse(text)).toEqual(sent(jsonSchema(event)));
    }
  });
});

describe('a key', () => {
  test('has the page’s label as its title, and a description', () => {
    expect(at(schemaOf('yuju/contact.updated'), 'properties.data.properties.user_typy')).toMatchObject({
      title: '用户类型',
      description: expect.stringContaining('user type'),
    });
  });

  test('with another basis than its event says so', () => {
    const schema = schemaOf('juzi/message.received');
    expect(at(schema, 'properties.data.properties.timestamp.$comment')).toBe('basis: observed');
    expect(at(schema, 'properties.data.properties.chatId.$comment')).toBeUndefined();
  });

  test('is required unless a variant lacks it, it is optional, or it was seen missing', () => {
    const schema = schemaOf('juzi/message.received');
    const required = listAt(schema, 'properties.data.required');
    for (const key of ['messageId', 'type', 'payload', 'chatId', 'isSelf', 'mentionSelf', 'externalUserId']) {
      expect(required).toContain(key);
    }
    for (const key of ['sendBy', 'source', 'roomWecomChatId', 'externalRequestId'])
      expect(required).not.toContain(key);
  });

  test('may be null where the platform sends null', () => {
    const properties = objectAt(schemaOf('juzi/message.received'), 'properties.data.properties');
    expect(at(properties, 'roomWecomChatId.type')).toEqual(['string', 'null']);
    expect(at(properties, 'externalUserId.type')).toEqual(['string', 'null']);
    expect(at(properties, 'chatId.type')).toBe('string');
  });
});

describe('labelled values', () => {
  test('are a closed list when the page lists them', () => {
    const schema = objectAt(schemaOf('juzi/message.received'), 'properties.data.properties.contactType');
    expect(listAt(schema, 'oneOf')).toEqual([
      { const: 0, title: '未知类型的联系人 / unknown' },
      { const: 1, title: '个人微信 / personal WeChat' },
      { const: 2, title: '公众号 / official account' },
      { const: 3, title: '企业微信 / WeCom' },
    ]);
  });

  test('that are observed but not on the page are in the list, and say so', () => {
    const members = listAt(schemaOf('juzi/message.received'), 'properties.data.properties.source.oneOf');
    expect(members).toHaveLength(15);
    expect(members).toContainEqual({ const: 15, title: 'AI回复 / AI reply', description: 'basis: observed' });
    expect(members.map((member) => at(member, 'const'))).not.toContain(10);
  });

  test('that are merely observed allow others', () => {
    const members = listAt(schemaOf('yuju/contact.updated'), 'properties.data.properties.user_typy.anyOf');
    expect(members).toHaveLength(8);
    expect(members[7]).toEqual({ type: 'integer', title: '其他值 / another value' });
  });
});

describe('a message', () => {
  test.each([
    ['juzi/message.received', 'properties.data', 'type'],
    ['juzi/enterprise.message.received', '', 'messageType'],
  ])('%s has one alternative for each of its types', (id, path, key) => {
    const data = objectAt(schemaOf(id), path);
    const alternatives = Array.isArray(data['oneOf'])
      ? data['oneOf']
      : listAt(data, 'allOf').flatMap((part) =>
          Array.isArray(at(part, 'oneOf')) ? listAt(part, 'oneOf') : [],
        );
    expect(alternatives.map((one) => at(one, `properties.${key}.const`))).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 9999, 10000, 10001, 17, 10002,
    ]);
    for (const one of alternatives) expect(at(one, 'required')).toEqual([key]);
    expect(at(alternatives[6], 'title')).toBe('图片 / image');
    expect(at(alternatives[1], 'properties.payload.required')).toEqual(['name', 'fileUrl', 'size']);
  });

  test('at enterprise level has a sender exactly where somebody sent it', () => {
    const conditions = listAt(schemaOf('juzi/enterprise.message.received'), 'allOf');
    expect(conditions).toContainEqual({
      if: { properties: { isSelf: { const: true }, source: { const: 1 } }, required: ['isSelf', 'source'] },
      // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
      then: { properties: { sendBy: true }, required: ['sendBy'] },
    });
    expect(JSON.stringify(conditions)).toContain('"imContactId"');
  });
});

test('a condition on a key further up requires the key further down', () => {
  const event = eventNamed('juzi/friend.requested');
  const condition = listAt(schemaOf(event.id), 'allOf').find(
    (part) => at(part, 'if.properties.code.const') === 0,
  );
  expect(condition).toEqual({
    if: { properties: { code: { const: 0 } }, required: ['code'] },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema's keyword
    then: {
      properties: { data: { type: 'object', properties: { payload: true }, required: ['payload'] } },
      required: ['data'],
    },
  });
});

test('a string of JSON has the schema of its content', () => {
  const text = JSON.stringify(schemaOf('yuju/conversation.message'));
  expect(text).toContain('"contentMediaType":"application/json"');
  expect(text).toContain('"contentSchema":{"type":"object","properties":{"chatHistoryList"');
});

describe('the schema of a small event', () => {
  test('a documented constant is a constant, an observed one is not', () => {
    const event = parcel({ a: f.constant('x'), b: f.constant(null), c: f.constant(7).observed() });
    expect(accepts(event, { a: 'x', b: null, c: 7 })).toBe(true);
    expect(accepts(event, { a: 'y', b: null, c: 7 })).toBe(false);
    expect(accepts(event, { a: 'x', b: 0, c: 7 })).toBe(false);
    expect(accepts(event, { a: 'x', b: null, c: 8 })).toBe(true);
    expect(accepts(event, { a: 'x', b: null, c: '8' })).toBe(false);
  });

  test('an observed null is allowed', () => {
    const event = parcel({ a: f.constant(null).observed() });
    expect(jsonSchema(event)).toMatchObject({ properties: { a: { type: 'null' } } });
    expect(accepts(event, { a: null })).toBe(true);
    expect(accepts(event, { a: {} })).toBe(false);
  });

  test('a number need not be an integer', () => {
    const weight = { light: { value: 0.5, zh: '轻', en: 'light', basis: 'observed' } } as const;
    const event = parcel({ a: f.oneOf(weight, () => 0.5), b: f.number(() => 1), c: f.integer(() => 1) });
    expect(accepts(event, { a: 0.5, b: 1.5, c: 2 })).toBe(true);
    expect(accepts(event, { a: 1.5, b: 1, c: 2 })).toBe(true);
    expect(accepts(event, { a: 1, b: 1, c: 2.5 })).toBe(false);
  });

  test('a format is stated and checked', () => {
    const event = parcel({ a: f.string(() => 'x1', { pattern: '^x\\d$' }) });
    expect(accepts(event, { a: 'x7' })).toBe(true);
    expect(accepts(event, { a: 'y7' })).toBe(false);
  });

  test('keys whose condition no other key shows are not required', () => {
    const event = parcel({ a: f.string(() => '').when({ size: 'large' }) }, { dimensions: [size] });
    expect(jsonSchema(event)).not.toHaveProperty('allOf');
    expect(jsonSchema(event)).not.toHaveProperty('required');
    expect(accepts(event, {})).toBe(true);
  });

  test('conditions may name values beyond the page', () => {
    const event = parcel(
      { size: f.choice(size), crane: f.string(() => '').when({ size: ['large', 'huge'] }) },
      { dimensions: [size] },
    );
    expect(accepts(event, { size: 1 })).toBe(true);
    expect(accepts(event, { size: 2 })).toBe(false);
    expect(accepts(event, { size: 3 })).toBe(false);
    expect(accepts(event, { size: 3, crane: 'yes' })).toBe(true);
  });

  test('cases of a dimension that no key shows are alternatives', () => {
    const event = parcel(
      { weight: f.byVariant(size, { small: f.integer(() => 1), large: f.string(() => '1') }) },
      { dimensions: [size] },
    );
    for (const value of [1, '1']) expect(accepts(event, { weight: value })).toBe(true);
    expect(accepts(event, { weight: true })).toBe(false);
    expect(conform(event, { weight: 1 })).toEqual([]);
    expect(conform(event, { weight: 1 }, { size: 'large' })).toHaveLength(1);
    expect(conform(event, { weight: true })).toHaveLength(1);
  });

  test('a condition on two keys requires both', () => {
    const event = parcel(
      {
        size: f.choice(size),
        insured: f.choice(insured).when({ size: 'large' }),
        sum: f.integer(() => 1).when({ size: 'large', insured: 'yes' }),
      },
      { dimensions: [size, insured] },
    );
    expect(accepts(event, { size: 1 })).toBe(true);
    expect(accepts(event, { size: 2 })).toBe(false);
    expect(accepts(event, { size: 2, insured: false })).toBe(true);
    expect(accepts(event, { size: 2, insured: true })).toBe(false);
    expect(accepts(event, { size: 2, insured: true, sum: 7 })).toBe(true);
  });
});
