import { describe, expect, test } from 'vitest';
import { conform } from '../../../src/catalog/conform.ts';
import { scenarioSteps } from '../../../src/generate/story.ts';
import { now } from '../../laws/draws.ts';
import { at, type JsonObject, leaves } from '../../laws/json.ts';
import { bodies, namedScenarios, tell, tellings } from './tellings.ts';

const bytes = (told: ReturnType<typeof tell>): string =>
  told.map(({ payload, query }) => JSON.stringify([payload, query])).join('\n');

/** When what a body tells of happened, ms; of a contact, when it last changed. Some bodies have no time of their own. */
function timeOf(body: JsonObject): number | undefined {
  const millis =
    at(body, 'data.timestamp') ??
    at(body, 'data.sendTimestamp') ??
    at(body, 'timestamp') ??
    at(body, 'data.payload.timestamp') ??
    at(body, 'data.push_data.message.message_create_time');
  if (millis !== undefined) return Number(millis);
  const updated = at(body, 'data.update_time');
  return updated === undefined ? undefined : Date.parse(`${String(updated).replace(' ', 'T')}+08:00`);
}

const ownIds = new Set(['messageId', 'message_id', 'event_id']);
/** Ids that belong to one delivery, quotes apart: a quote names the message of another. */
const idsOf = (body: JsonObject): string[] =>
  [...leaves(body)].flatMap(({ path, key, value }) =>
    ownIds.has(key) && !path.includes('quote') ? [`${key} ${String(value)}`] : [],
  );

describe.each(namedScenarios)('%s', (_, scenario) => {
  test('every step conforms to its event', () => {
    for (const told of tellings(scenario, 100)) {
      for (const { event, payload, variant, story } of told) {
        expect(conform(event, payload, variant), `step ${story?.step}`).toEqual([]);
      }
    }
  });

  test('the same seed and index give the same bytes; another seed, or another index, others', () => {
    const first = bytes(tell(scenario, 5));
    expect(bytes(tell(scenario, 5))).toBe(first);
    expect(bytes(tell(scenario, 6))).not.toBe(first);
    expect(bytes(tell(scenario, 5, 'another'))).not.toBe(first);
  });

  test('times never go back from step to step, and are never after the clock', () => {
    for (const told of tellings(scenario)) {
      const times = bodies(told)
        .map(timeOf)
        .filter((time) => time !== undefined);
      expect(times.every((time) => time <= now && time > now - 120_000)).toBe(true);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      // A deletion is no change of the contact: it has the time of the last one.
      const moving = scenario.steps.filter(
        ({ event }) => !/\.(deleted|finished|confirmed|sent)$/.test(event.name),
      );
      expect(new Set(times).size).toBe(moving.length);
    }
  });

  test('no two deliveries of any two stories share an id of their own', () => {
    const seen = tellings(scenario).flatMap((told) => bodies(told).flatMap(idsOf));
    expect(new Set(seen).size).toBe(seen.length);
  });

  test('another story is mostly about other people', () => {
    const person = [
      'data.customer_id',
      'data.contactId',
      'data.payload.wxid',
      'contactId',
      'imContactId',
      'data.push_data.user.user_id',
    ];
    const people = tellings(scenario).map((told) => {
      const [first] = bodies(told);
      return JSON.stringify(person.map((path) => at(first, path)));
    });
    // Out of a hundred customers, 40 draws meet about 33.
    expect(new Set(people).size).toBeGreaterThan(15);
  });

  test('every choice of a step is one that its event has', () => {
    for (const { event, variant } of scenarioSteps(scenario)) {
      for (const [name, member] of Object.entries(variant)) {
        const dimension = event.dimensions.find((one) => one.name === name);
        expect(Object.keys({ ...dimension?.members, ...dimension?.beyond })).toContain(member);
      }
    }
  });

  test('its wrong orders differ from the order of events', () => {
    expect(scenario.disorders.length).toBeGreaterThan(0);
    for (const { arrivals } of scenario.disorders) {
      expect([...arrivals].sort((a, b) => a - b)).not.toEqual(arrivals);
    }
  });
});
