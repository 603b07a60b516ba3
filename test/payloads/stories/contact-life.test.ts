import { expect, test } from 'vitest';
import { type JsonObject, objectAt, textAt } from '../../laws/json.ts';
import { bodies, scenarioNamed, tellings } from './tellings.ts';

const scenario = scenarioNamed('yuju/contact-life');
const changing = ['name', 'mobile', 'company', 'company_address', 'company_website', 'tag', 'avatar'];
const passing = ['update_time', 'message_id'];

const lives = tellings(scenario, 200).map((told) => bodies(told));
const dataOf = (life: readonly JsonObject[]): JsonObject[] => life.map((body) => objectAt(body, 'data'));
const without = (data: JsonObject, keys: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(data).filter(([key]) => !keys.includes(key)));

test('created, then updated, then deleted', () => {
  for (const life of lives) {
    const [created, ...rest] = life.map((body) => textAt(body, 'event_type'));
    expect([created, rest.at(-1)]).toEqual(['contact_created', 'contact_deleted']);
    expect(new Set(rest.slice(0, -1))).toEqual(new Set(['contact_updated']));
    expect(rest.length).toBeGreaterThanOrEqual(3);
  }
});

test('is about one contact: what does not change over a life does not', () => {
  for (const life of lives) {
    const kept = dataOf(life).map((data) => without(data, [...changing, ...passing]));
    for (const key of ['customer_id', 'contact_id', 'channel_id', 'create_time', 'user_typy']) {
      expect(kept[0]).toHaveProperty(key);
    }
    for (const one of kept) expect(one).toEqual(kept[0]);
  }
});

test('is created with its first profile', () => {
  for (const [created] of lives.map(dataOf)) expect(created?.['update_time']).toBe(created?.['create_time']);
});

test('every update changes something that a person would see, and is later', () => {
  for (const life of lives.map(dataOf)) {
    for (const [step, data] of life.slice(0, -1).entries()) {
      if (step === 0) continue;
      const before = life[step - 1] ?? {};
      expect(changing.some((key) => data[key] !== before[key])).toBe(true);
      expect(String(data['update_time']) > String(before['update_time'])).toBe(true);
    }
  }
});

test('is deleted with its last profile', () => {
  for (const life of lives.map(dataOf)) {
    const [last, deleted] = life.slice(-2);
    expect(without(deleted ?? {}, ['message_id'])).toEqual(without(last ?? {}, ['message_id']));
  }
});

test('in each wrong order, the steps arrive as its name says', () => {
  const names = (arrivals: readonly number[]): string[] =>
    arrivals.map((step) => scenario.steps[step]?.event.name.replace('contact.', '') ?? '');
  const orders = Object.fromEntries(scenario.disorders.map(({ en, arrivals }) => [en, names(arrivals)]));
  expect(orders).toEqual({
    'a late update after the deletion': ['created', 'updated', 'deleted', 'updated'],
    'an update before the creation': ['updated', 'created', 'deleted'],
    'two updates swapped': ['created', 'updated', 'updated', 'deleted'],
  });
});
