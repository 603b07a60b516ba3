import { expect, test } from 'vitest';
import { anchorFor } from '../../../../src/report/suite/html.ts';

test('anchors are readable, and never the same', () => {
  const used = new Set<string>();
  const taken = [
    'juzi/a.b › type=image chat=room',
    'juzi/a.b › type=image',
    'x-2',
    'x',
    'x',
    'x',
    '你好',
    '你',
  ].map((id) => anchorFor(id, used));
  expect(taken[0]).toBe('case-juzi-a.b-type=image-chat=room');
  expect(new Set(taken).size).toBe(taken.length);
  for (const anchor of taken) expect(anchor).toMatch(/^[\w.=-]+$/);
});
