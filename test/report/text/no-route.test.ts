import { expect, test } from 'vitest';
import { asIs } from '../../../src/language.ts';
import { pretty } from '../../../src/report/suite/pretty.ts';
import { NoRouteCounter } from '../../../src/report/text/no-route.ts';
import { exchange } from '../../verdict/exchanges.ts';
import { caseDelivery, caseResult } from '../suite/cases.ts';
import { story } from '../suite/story.ts';
import { reportOf } from '../suite/told.ts';

const answered = (event: string, status: number) => caseDelivery(exchange('{}', { status }), { event });

test('events that got only 404 or 405 are named with the address and what to configure', () => {
  const counter = new NoRouteCounter();
  for (const [event, status] of [
    ['juzi/room.left', 404],
    ['juzi/room.left', 405],
    ['juzi/room.renamed', 404],
    ['juzi/message.received', 404],
    ['juzi/message.received', 200],
    ['juzi/room.joined', 500],
  ] as const)
    counter.add(answered(event, status).delivery);
  expect(counter.text).toMatch(
    /^No route: juzi\/room\.left, juzi\/room\.renamed got only 404 and 405, at http:\/\/localhost:3000\/hook\. /,
  );
  for (const word of ['--to', '--base', '`addresses`']) expect(counter.text).toContain(word);
});

test('a receiver that has a route for everything, or answers nothing, lacks none', () => {
  const counter = new NoRouteCounter();
  counter.add(answered('juzi/room.left', 200).delivery);
  const lost = exchange('', { status: null, error: { code: 'transport.refused', message: asIs('Nobody.') } });
  counter.add(caseDelivery(lost, { event: 'juzi/room.joined' }).delivery);
  expect(counter.text).toBeNull();
});

test('the report says it once', () => {
  const cases = [caseResult('juzi/room.left › usual', [answered('juzi/room.left', 404)])];
  expect(reportOf(pretty, story(cases)).match(/No route: juzi\/room\.left got only 404/g)).toHaveLength(1);
});

test('what else is wrong comes first, and events without a route are one kind', () => {
  const lost = Array.from({ length: 30 }, (_, i) =>
    caseResult(`juzi/lost.${i} › usual`, [answered(`juzi/lost.${i}`, 404)]),
  );
  const wrong = caseResult('juzi/room.renamed › usual', [answered('juzi/room.renamed', 500)]);
  const report = reportOf(pretty, story([...lost, wrong]));
  expect([...report.matchAll(/^✗ (\S+) × .* (\S+)$/gm)].map(([, code, event]) => [code, event])).toEqual([
    ['status.error', 'juzi/room.renamed'],
    ['status.error', 'juzi/lost.0'],
  ]);
  expect(report).toContain('and 25 more got only 404');
});
