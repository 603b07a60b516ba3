import { expect, test } from 'vitest';
import { defineEvent, type EventDefinition, emptyObject, f, type Scene } from '../../src/define/index.ts';
import { JsonBytes } from '../../src/generate/bytes/json-bytes.ts';
import { DrawError } from '../../src/generate/draw-error.ts';
import { PayloadGenerator } from '../../src/generate/generator.ts';
import { fakerPeople } from '../../src/world/people-faker.ts';
import { eventNamed } from '../laws/draws.ts';

const { platform, docs } = eventNamed('juzi/room.left');

/** An event whose payload fails at index 3. */
function faulty(fail: () => unknown, where: 'scene' | 'text' | 'number' | 'query'): EventDefinition {
  const at = <T>(place: typeof where, scene: Scene, value: T): T =>
    place === where && scene.index === 3 ? (fail() as T) : value;
  return defineEvent({
    name: 'parcel.lost',
    platform,
    title: { zh: '包裹', en: 'A parcel' },
    docs,
    basis: 'documented',
    scene: (scene) => at('scene', scene, scene),
    payload: f.object({
      text: f.string((s) => at('text', s, 'x')).label('文', 'text'),
      number: f.integer((s) => at('number', s, 7)).label('数', 'number'),
    }),
    address: {
      path: '/parcels',
      basis: 'documented',
      query: { parameters: {}, basis: 'documented', compute: (s) => at('query', s, {}) },
    },
    response: emptyObject('documented'),
  });
}

const ways: Readonly<Record<string, readonly [() => unknown, string]>> = {
  throws: [
    () => {
      throw new RangeError('no parcel');
    },
    'RangeError: no parcel',
  ],
  'throws what is no error': [
    () => {
      throw 'no parcel';
    },
    'no parcel',
  ],
  'calls process.exit': [() => process.exit(0), 'Error: it called process.exit'],
  'gives a promise that rejects': [
    () => Promise.reject(new Error('late')),
    'TypeError: it drew a promise: events draw without waiting',
  ],
};
const places = ['scene', 'text', 'number', 'query'] as const;

test.each(places.flatMap((place) => Object.keys(ways).map((way) => ({ place, way }))))(
  'an event that $way, as its $place: the error names event, variant and payload; others are drawn',
  async ({ place, way }) => {
    const [fail, said] = ways[way] as (typeof ways)[string];
    const event = faulty(fail, place);
    const generator = new PayloadGenerator({ seed: 's', now: 0, people: fakerPeople });
    const write = generator.writer(event, {});
    const { exit } = process;
    for (const draw of [
      (index: number) => generator.draw(event, {}, index, 0),
      (index: number) => write(index, 0, new JsonBytes()),
    ]) {
      draw(2);
      expect(() => draw(3)).toThrow(
        new DrawError(`juzi/parcel.lost, payload 3: the event could not draw it: ${said}`),
      );
      draw(4);
    }
    expect(process.exit).toBe(exit);
    // An unhandled rejection would fail the test.
    await new Promise((resolve) => setImmediate(resolve));
  },
);
