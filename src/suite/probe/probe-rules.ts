import { excerpt } from '../../excerpt.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { ProbeRule } from '../plan/case.ts';

/** What the states that a case has read say against its rule; nothing when the rule holds. */
export function checkRule(rule: ProbeRule, states: ReadonlyMap<string, string>): Finding[] {
  const state = (name: string): string => states.get(name) ?? '';
  if (rule.kind === 'same') {
    const [since, before, after] = [state(rule.since), state(rule.before), state(rule.after)];
    // Where the first delivery has shown no effect yet, a later change may be its effect.
    return before === after || before === since ? [] : [stateChanged(before, after)];
  }
  const control = growth(state(rule.control[0]), state(rule.control[1]));
  const change = growth(state(rule.change[0]), state(rule.change[1]));
  // Times and other figures change anyhow. What was counted too often has grown by an exact multiple.
  const path = [...control.keys()].find((key) => {
    const one = control.get(key) ?? 0;
    return one > 0 && change.get(key) === one * rule.times;
  });
  if (path === undefined) return [];
  return [
    {
      check: 'redelivery',
      code: 'redelivery.counted_twice',
      severity: 'error',
      path: `probe.${path}`,
      expected: `+${control.get(path)}, as for one delivery`,
      actual: `+${change.get(path)} for one delivery that arrived ${rule.times} times`,
      message: 'The receiver counted a delivery each time that it arrived.',
    },
  ];
}

function stateChanged(before: string, after: string): Finding {
  const earlier = figuresOf(before);
  const later = figuresOf(after);
  const paths = new Set([...earlier.keys(), ...later.keys()]);
  const path = [...paths].find((key) => earlier.get(key) !== later.get(key));
  const show = (state: string, figures: ReadonlyMap<string, number>): string =>
    path === undefined ? excerpt(state, 100) : String(figures.get(path) ?? 'absent');
  return {
    check: 'redelivery',
    code: 'redelivery.state_changed',
    severity: 'error',
    path: path === undefined ? 'probe' : `probe.${path}`,
    expected: show(before, earlier),
    actual: show(after, later),
    message: "A delivery that had arrived before changed the receiver's state.",
  };
}

/** By how much each figure of a state grew. */
function growth(before: string, after: string): Map<string, number> {
  const start = figuresOf(before);
  return new Map([...figuresOf(after)].map(([path, value]) => [path, value - (start.get(path) ?? 0)]));
}

/**
 * The figures of a state: of a JSON document its numbers, and the lengths of its arrays and objects, by their paths;
 * of any other text the number of its lines.
 */
function figuresOf(state: string): Map<string, number> {
  const figures = new Map<string, number>();
  let document: unknown;
  try {
    document = JSON.parse(state);
  } catch {
    const number = Number(state.trim());
    if (state.trim() !== '' && Number.isFinite(number)) return figures.set('value', number);
    return figures.set('lines', state.split('\n').length);
  }
  const visit = (path: string, value: unknown, depth: number): void => {
    if (typeof value === 'number') figures.set(path === '' ? 'value' : path, value);
    if (typeof value !== 'object' || value === null || depth > 20) return;
    const entries = Object.entries(value);
    figures.set(path === '' ? 'length' : `${path}.length`, entries.length);
    for (const [key, inner] of entries) visit(path === '' ? key : `${path}.${key}`, inner, depth + 1);
  };
  visit('', document, 0);
  return figures;
}
