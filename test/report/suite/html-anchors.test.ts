import { expect, test } from 'vitest';
import { Anchors } from '../../../src/report/suite/html/anchors.ts';

test('anchors are readable, and never the same', () => {
  const anchors = new Anchors();
  const taken = [
    'juzi/a.b › type=image chat=room',
    'juzi/a.b › type=image',
    'x-2',
    'x',
    'x',
    'x',
    '你好',
    '你',
  ].map((id) => anchors.take(id));
  expect(taken[0]).toBe('case-juzi-a.b-type=image-chat=room');
  expect(new Set(taken).size).toBe(taken.length);
  for (const anchor of taken) expect(anchor).toMatch(/^[\w.=-]+$/);
});
