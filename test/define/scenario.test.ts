import { describe, expect, test } from 'vitest';
import { isEvent } from '../../src/define/event.ts';
import { defineScenario, f, type ScenarioOptions } from '../../src/define/index.ts';
import { isScenario } from '../../src/define/scenario.ts';
import { parcel, post } from './parcel.ts';

const event = parcel({ id: f.string((s) => s.rng.hex(8)) });
const words = { zh: '寄出', en: 'sent' };
const step = { event, words };

const scenario = (parts: Partial<ScenarioOptions> = {}) =>
  defineScenario({
    name: 'parcel-life',
    platform: post,
    title: words,
    basis: 'inferred',
    steps: [step, step],
    ...parts,
  });

describe('a scenario', () => {
  test('is identified by platform and name, and needs no disorders', () => {
    expect(scenario()).toMatchObject({ kind: 'webhook-sim/scenario', id: 'post/parcel-life', disorders: [] });
  });

  test.each(['', 'life', 'Parcel-life', 'parcel_life', 'parcel.life', '-life', 'life-', 'a--b', '1-a'])(
    'is refused with the name %j, which could be an event’s or a glob',
    (name) => {
      expect(() => scenario({ name })).toThrow(
        new TypeError(`post/${name}: a scenario name reads like contact-life`),
      );
    },
  );

  test.each(['a-b', 'contact-life', 'same-people-2'])('may be named %s', (name) => {
    expect(scenario({ name }).id).toBe(`post/${name}`);
  });

  test('with fewer than two steps is refused', () => {
    for (const steps of [[], [step]]) {
      expect(() => scenario({ steps })).toThrow(
        new TypeError('post/parcel-life: a scenario has at least two steps'),
      );
    }
  });

  test.each([
    [[0, 2], 2],
    [[-1], -1],
    [[0.5], 0.5],
    [[1, 0, 1], 1],
  ])('a disorder of %j is refused', (arrivals, which) => {
    const disorders = [{ zh: '乱', en: 'mixed up', arrivals }];
    expect(() => scenario({ disorders })).toThrow(
      new TypeError(`post/parcel-life: mixed up: there is no step ${which}, or it arrives twice`),
    );
  });

  test('a disorder may omit steps', () => {
    const disorders = [{ zh: '乱', en: 'mixed up', arrivals: [1] }];
    expect(scenario({ disorders }).disorders).toEqual(disorders);
  });

  test('is distinguished from events and other values by its kind', () => {
    // As from another copy of the package.
    expect(isScenario({ ...scenario() })).toBe(true);
    expect(isEvent(scenario())).toBe(false);
    for (const other of [event, null, undefined, 'webhook-sim/scenario', {}, { kind: 'scenario' }]) {
      expect(isScenario(other)).toBe(false);
    }
  });
});
