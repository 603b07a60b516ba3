import { describe, expect, test } from 'vitest';
import { documentEvent } from '../../src/catalog/document.ts';
import { fieldRows, placedFields } from '../../src/catalog/fields.ts';
import { draws, eventNamed, events } from '../laws/draws.ts';
import { isObject } from '../laws/json.ts';
import { messageTable } from '../laws/pages.ts';

const row = (id: string, path: string) => fieldRows(eventNamed(id)).filter((one) => one.path === path);

/** Paths of all keys in a value, with `[]` for any position in a list; what is JSON in a string is read. */
function* paths(value: unknown, path = ''): Generator<string> {
  if (Array.isArray(value)) {
    for (const item of value) yield* paths(item, `${path}[]`);
  } else if (isObject(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const here = path === '' ? key : `${path}.${key}`;
      yield here;
      yield* paths(inner, here);
    }
  } else if (typeof value === 'string' && value.startsWith('{')) {
    yield* paths(JSON.parse(value), path);
  }
}

describe('the field table of every event', () => {
  test('has a row for every key that is ever drawn, and no others but those that were only seen', () => {
    for (const event of events) {
      const drawn = new Set(draws(event, 2000).flatMap(({ payload }) => [...paths(payload)]));
      const rows = fieldRows(event);
      const seen = rows.filter(({ onlySeen }) => onlySeen).map(({ path }) => path);
      expect(new Set(rows.map(({ path }) => path)), event.id).toEqual(new Set([...drawn, ...seen]));
    }
  });

  test('has a label for every key but the objects that only group others', () => {
    for (const event of events) {
      for (const { path, type, label } of fieldRows(event)) {
        if (type !== 'object') expect(label?.zh, `${event.id} ${path}`).toBeTruthy();
      }
    }
  });

  test('has the page’s own rows for message.received, in the order of real bodies', () => {
    const rows = fieldRows(eventNamed('juzi/message.received')).filter(({ path }) =>
      /^data\.\w+$/.test(path),
    );
    const names = messageTable.map(({ name }) => name).filter((name) => name !== 'botId');
    names.splice(names.indexOf('coworker') + 1, 0, 'botId');
    const expected = [...names, 'externalRequestId'];
    expect(rows.map(({ path }) => path)).toEqual(expected.map((name) => `data.${name}`));
  });
});

describe('a row', () => {
  test('has its basis: the keys of a message’s payload are observed, except for the content of type 0', () => {
    for (const id of ['juzi/message.received', 'yuju/hosted.message', 'juzi/enterprise.message.received']) {
      for (const { path, basis, when } of fieldRows(eventNamed(id))) {
        if (!/(^|\.)payload\./.test(path)) continue;
        const ofType = when.map((one) => one['type']).find((type) => type !== undefined);
        if (ofType === 'unknown') expect(basis, path).toBe('documented');
        else expect(['observed', 'inferred'], `${id} ${path}`).toContain(basis);
      }
    }
  });

  test('has its conditions', () => {
    expect(row('juzi/message.received', 'data.sendBy')).toMatchObject([
      { when: [{ isSelf: 'yes', source: 'console' }], optional: false },
    ]);
    expect(row('juzi/message.received', 'data.payload.artwork.width')).toMatchObject([
      { when: [{ type: 'image' }], type: 'integer' },
    ]);
    expect(row('juzi/enterprise.message.received', 'groupId')).toMatchObject([{ when: [], optional: true }]);
  });

  test('marks secrets, which are tokens alone', () => {
    for (const event of events) {
      for (const { path, secret } of fieldRows(event)) {
        expect(secret, `${event.id} ${path}`).toBe(/(^|\.)token$/.test(path));
      }
    }
  });

  test('has its type', () => {
    const types = Object.fromEntries(
      [
        ['juzi/message.received', 'data'],
        ['juzi/message.received', 'data.type'],
        ['juzi/message.received', 'data.coworker'],
        ['juzi/message.received', 'data.roomWecomChatId'],
        ['juzi/message.received', 'data.payload.duration'],
        ['juzi/room.left', 'leftMembers'],
        ['juzi/customer.added', 'event.MsgType'],
        ['yuju/conversation.message', 'data.push_data.source.rule_id'],
      ].map(([id = '', path = '']) => [path, row(id, path)[0]?.type]),
    );
    expect(types).toEqual({
      data: 'object',
      'data.type': 'integer',
      'data.coworker': 'boolean',
      'data.roomWecomChatId': 'string or null',
      'data.payload.duration': 'number',
      leftMembers: 'list of object',
      'event.MsgType': 'string "event"',
      'data.push_data.source.rule_id': 'string or integer',
    });
  });

  test('has its possible values and its dimension', () => {
    const [source] = row('juzi/message.received', 'data.source');
    expect(source?.dimension).toBe('source');
    expect(source?.values?.map(({ value }) => value)).toEqual([
      0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15,
    ]);
  });
});

test('parents come before children', () => {
  for (const event of events) {
    const seen = new Set(['']);
    for (const { path } of placedFields(event)) {
      const parent = path.replace(/(?:\[\])?\.?[^.[\]]+$/, '').replace(/\[\]$/, '');
      expect(seen.has(parent), `${event.id} ${path}`).toBe(true);
      seen.add(path);
    }
  }
});

describe('the document of every event', () => {
  test('is plain data', () => {
    for (const event of events) {
      const page = documentEvent(event);
      expect(JSON.parse(JSON.stringify(page))).toEqual(page);
    }
  });

  test('shows every dimension with its usual member, and marks values beyond the page', () => {
    for (const event of events) {
      const page = documentEvent(event);
      expect(page.dimensions.map(({ name }) => name)).toEqual(event.dimensions.map(({ name }) => name));
      for (const { usual, values } of page.dimensions) {
        expect(values.filter(({ name, beyond }) => name === usual && !beyond)).toHaveLength(1);
      }
      for (const rule of page.rules) expect(rule.zh && rule.en).toBeTruthy();
    }
    const { dimensions } = documentEvent(eventNamed('juzi/message.received'));
    const source = dimensions.find(({ name }) => name === 'source');
    expect(source?.values.filter(({ beyond }) => beyond)).toHaveLength(7);
  });
});
