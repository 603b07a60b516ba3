import { describe, expect, test } from 'vitest';
import { castRng, defineScenario, f, happenedAt } from '../../src/define/index.ts';
import type { GeneratedPayload } from '../../src/generate/generator.ts';
import { openStory, scenarioSteps } from '../../src/generate/story.ts';
import { parcel, post, size } from '../define/parcel.ts';
import { generator, now } from '../laws/draws.ts';

const sent = parcel(
  {
    whose: f.integer((s) => castRng(s).int(1_000_000_000)),
    own: f.string((s) => s.rng.hex(16)),
    at: f.integer((s) => (s.story === undefined ? s.now : happenedAt(s.story, s.story.step))),
    // What another step says is known without drawing it.
    last: f.string((s) => s.story?.rng(`words/${s.story.step - 1}`).hex(8) ?? ''),
    words: f.string((s) => s.story?.rng(`words/${s.story.step}`).hex(8) ?? ''),
    size: f.choice(size),
  },
  { dimensions: [size] },
);

const title = { zh: '包裹', en: 'A parcel' };
const posting = defineScenario({
  name: 'parcel-life',
  platform: post,
  title,
  basis: 'inferred',
  steps: [
    { event: sent, words: title },
    { event: sent, variant: { size: 'large' }, words: title },
    { event: sent, words: title },
  ],
});

interface Parcel {
  whose: number;
  own: string;
  at: number;
  last: string;
  words: string;
  size: number;
}

const tell = (index = 0, seed = 's', at = now): GeneratedPayload[] => {
  const source = generator({ seed, now: at });
  return posting.steps.map((_, step) => source.drawStep({ scenario: posting, step }, index, at));
};
const parcels = (told: readonly GeneratedPayload[]): Parcel[] => told.map(({ payload }) => payload as Parcel);
const values = (list: readonly Parcel[], key: keyof Parcel): unknown[] => list.map((one) => one[key]);

describe('a story', () => {
  test('has its position, its variant, and the clock at its end', () => {
    const variants = ['small', 'large', 'small'];
    expect(scenarioSteps(posting).map(({ variant }) => variant['size'])).toEqual(variants);
    for (const [step, told] of tell(7).entries()) {
      expect(told).toMatchObject({
        event: sent,
        variant: { size: variants[step] },
        seed: 's',
        index: 7,
        now,
      });
      expect(told.story).toEqual({ scenario: posting, step });
    }
  });

  test('keeps its people, while each step has its own values', () => {
    const told = parcels(tell(3));
    expect(new Set(values(told, 'whose')).size).toBe(1);
    expect(new Set(values(told, 'own')).size).toBe(3);
  });

  test('another index, or another seed, is about other people', () => {
    const whose = [tell(0), tell(1), tell(2), tell(0, 't')].map((told) => parcels(told)[0]?.whose);
    expect(new Set(whose).size).toBe(4);
  });

  test('a step knows the text of another one', () => {
    const told = parcels(tell(5));
    expect(values(told, 'last').slice(1)).toEqual(values(told, 'words').slice(0, -1));
  });

  test('the same seed, index and clock give the same bytes, in whatever order steps are drawn', () => {
    const whole = JSON.stringify(parcels(tell(4)));
    expect(JSON.stringify(parcels(tell(4)))).toBe(whole);
    const source = generator({ seed: 's' });
    const backwards = [2, 1, 0].map((step) => source.drawStep({ scenario: posting, step }, 4, now));
    source.draw(sent, { size: 'small' }, 4, now);
    expect(JSON.stringify(parcels(backwards.reverse()))).toBe(whole);
  });

  test('the clock moves its times, and nothing else', () => {
    const [today, later] = [parcels(tell(6)), parcels(tell(6, 's', now + 12_345))];
    for (const key of ['whose', 'own', 'words'] as const)
      expect(values(later, key)).toEqual(values(today, key));
    expect(values(later, 'at')).toEqual(today.map(({ at }) => at + 12_345));
  });

  test.each(Array.from({ length: 50 }, (_, i) => i))(
    'number %d: times increase by a second or more, up to the clock',
    (index) => {
      const times = parcels(tell(index)).map(({ at }) => at);
      for (const [step, at] of times.entries()) {
        expect(at).toBeLessThan(now);
        if (step > 0) expect(at - (times[step - 1] ?? 0)).toBeGreaterThanOrEqual(1000);
      }
    },
  );

  test('shares no id with the payload of the same variant and index', () => {
    const drawn = generator({ seed: 's' }).draw(sent, { size: 'small' }, 0, now).payload as Parcel;
    expect(values(parcels(tell(0)), 'own')).not.toContain(drawn.own);
  });

  test('an unknown step throws', () => {
    expect(() => openStory('s', { scenario: posting, step: 3 }, 0, now)).toThrow(
      new RangeError('post/parcel-life has no step 3'),
    );
  });
});
