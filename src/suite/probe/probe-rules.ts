import { excerpt } from '../../excerpt.ts';
import { say } from '../../language.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { ProbeRule } from '../plan/case.ts';
import { type Figures, figuresOf, unordered, withoutDigests, withoutTimes } from './figures.ts';

/** What a rule makes of the states that a case has read. */
export interface RuleResult {
  /** None when the rule holds. */
  readonly findings: readonly Finding[];
  /** Whether the states could show what the rule is about. */
  readonly told: boolean;
}

/** What the states that a case has read say against its rule. */
export function checkRule(rule: ProbeRule, states: ReadonlyMap<string, string>): RuleResult {
  const state = (name: string): string => states.get(name) ?? '';
  if (rule.kind === 'same') return checkSame(state(rule.since), state(rule.before), state(rule.after));
  const growthOf = ([from, to]: readonly [string, string]): Growth => growth(state(from), state(to));
  const [control, change] = [growthOf(rule.control), growthOf(rule.change)];
  if (rule.kind === 'own_message') return checkOwnMessage(control.single, change.single);
  const first = growthOf(rule.first);
  const path =
    doubled(control.single, change.single, rule.times) ??
    // Sums over the members of a list also add up what is no count, such as types. A count grows evenly.
    doubled(control.sums, change.sums, rule.times, first.sums);
  if (path === undefined) {
    const changed = [rule.control, rule.change].every(([from, to]) => !sameState(state(from), state(to)));
    return { findings: [], told: !changed || grown(control.single).length > 0 };
  }
  const [one, all] = [control, change].map(({ single, sums }) => signed(single.get(path) ?? sums.get(path)));
  const finding: Finding = {
    check: 'redelivery',
    code: 'redelivery.counted_twice',
    severity: 'error',
    path: `probe.${path}`,
    expected: say({ zh: `${one}，与一次投递相同`, en: `${one}, as for one delivery` }),
    actual: say({
      zh: `${all}，同一投递到达 ${rule.times} 次`,
      en: `${all} for one delivery that arrived ${rule.times} times`,
    }),
    message: say({
      zh: '同一投递每到达一次，接收端就计数一次。',
      en: 'The receiver counted a delivery each time that it arrived.',
    }),
  };
  return { findings: [finding], told: true };
}

/** A delivery that arrives again changes nothing. */
function checkSame(since: string, before: string, after: string): RuleResult {
  // Where the first delivery has shown no effect yet, a later change may be its effect.
  if (sameState(before, after) || sameState(before, since)) return { findings: [], told: true };
  // Beside a count that grew with the first delivery and not with the second, times and digests may change.
  if (grown(growth(since, before).single).length > 0) {
    const [earlier, later] = [withoutTimes(before), withoutTimes(after)];
    if (sameState(earlier, later)) return { findings: [], told: true };
    if (sameState(withoutDigests(earlier), withoutDigests(later))) return { findings: [], told: false };
  }
  return { findings: [stateChanged(before, after)], told: true };
}

/** What counts answers, or customers' messages, by its name. Anything else may count all messages, and rightly so. */
const answers = /repl(?:y|ies)|answer|respon[ds]|handled|customer|回复|应答|客户/i;

/** The figures that a customer's message changed must not change as much with a message of our own. */
function checkOwnMessage(
  control: ReadonlyMap<string, number>,
  change: ReadonlyMap<string, number>,
): RuleResult {
  const counts = grown(control);
  const named = counts.filter((path) => answers.test(path));
  const path = named.find((each) => Math.sign(change.get(each) ?? 0) === Math.sign(control.get(each) ?? 0));
  if (path === undefined) {
    const differs = counts.some((each) => change.get(each) !== control.get(each));
    return { findings: [], told: named.length > 0 || differs };
  }
  const finding: Finding = {
    check: 'own_message',
    code: 'own_message.handled',
    severity: 'error',
    path: `probe.${path}`,
    expected: say({
      zh: `不变：客户的消息才会 ${signed(control.get(path))}`,
      en: `no change: ${signed(control.get(path))} is for a customer's message`,
    }),
    actual: say({
      zh: `托管账号自己的消息也 ${signed(change.get(path))}`,
      en: `${signed(change.get(path))} for a message of the hosted account itself`,
    }),
    message: say({
      zh: '接收端把托管账号自己发出的消息当成了客户的消息。',
      en: "The receiver handled a message that its own account sent as if it were a customer's.",
    }),
  };
  return { findings: [finding], told: true };
}

/** The figures that changed. */
const grown = (by: ReadonlyMap<string, number>): string[] =>
  [...by].flatMap(([path, value]) => (value === 0 ? [] : [path]));

/** Whether two states say the same, in whatever order: many receivers dump their rows unordered. */
export const sameState = (one: string, other: string): boolean =>
  one === other || (one.length === other.length && unordered(one) === unordered(other));

/**
 * Times and other figures change anyhow. What was counted too often has grown, or shrunk, by an exact multiple.
 * @param even the growth by another delivery, which must have been the same
 */
function doubled(
  control: ReadonlyMap<string, number>,
  change: ReadonlyMap<string, number>,
  times: number,
  even?: ReadonlyMap<string, number>,
): string | undefined {
  return [...control.keys()].find((key) => {
    const one = control.get(key) ?? 0;
    if (one === 0 || (even !== undefined && even.get(key) !== one)) return false;
    return Math.abs((change.get(key) ?? 0) - one * times) <= Math.abs(one) * 1e-6;
  });
}

const signed = (by = 0): string => `${by > 0 ? '+' : ''}${Number(by.toPrecision(12))}`;

function stateChanged(before: string, after: string): Finding {
  const earlier = figuresOf(before).single;
  const later = figuresOf(after).single;
  const paths = new Set([...earlier.keys(), ...later.keys()]);
  const path = [...paths].find((key) => earlier.get(key) !== later.get(key));
  const show = (state: string, figures: ReadonlyMap<string, number>): string =>
    path === undefined ? excerpt(state, 100) : String(figures.get(path) ?? say({ zh: '没有', en: 'absent' }));
  return {
    check: 'redelivery',
    code: 'redelivery.state_changed',
    severity: 'error',
    path: path === undefined ? 'probe' : `probe.${path}`,
    expected: show(before, earlier),
    actual: show(after, later),
    message: say({
      zh: '到达过的投递再次到达时，改变了接收端的状态。',
      en: "A delivery that had arrived before changed the receiver's state.",
    }),
  };
}

interface Growth {
  readonly single: ReadonlyMap<string, number>;
  readonly sums: ReadonlyMap<string, number>;
}

/** By how much each figure of a state grew. */
function growth(before: string, after: string): Growth {
  const [start, end] = [figuresOf(before), figuresOf(after)];
  const by = (kind: keyof Figures): Map<string, number> =>
    new Map([...end[kind]].map(([path, value]) => [path, value - (start[kind].get(path) ?? 0)]));
  return { single: by('single'), sums: by('sums') };
}
