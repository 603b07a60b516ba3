import type { Finding } from '../../verdict/verdict.ts';
import type { ProbeRule } from '../plan/case.ts';

/** What states that were read say against a case's rule; nothing when it holds. */
export function checkRule(rule: ProbeRule, states: ReadonlyMap<string, string>): Finding[] {
  const state = (name: string): string => states.get(name) ?? '';
  if (rule.kind === 'same') {
    const [since, before, after] = [state(rule.since), state(rule.before), state(rule.after)];
    // Where the first delivery has not shown, what shows later may be its doing.
    return before === after || before === since ? [] : [changed(before, after)];
  }
  const control = changes(state(rule.control[0]), state(rule.control[1]));
  const change = changes(state(rule.change[0]), state(rule.change[1]));
  // Times and other figures change as they like: what was counted once too often shows as an exact multiple.
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

function changed(before: string, after: string): Finding {
  const paths = measures(before);
  const later = measures(after);
  const path = [...new Set([...paths.keys(), ...later.keys()])].find(
    (key) => paths.get(key) !== later.get(key),
  );
  const show = (text: string, known: ReadonlyMap<string, number>): string =>
    path === undefined ? excerpt(text) : String(known.get(path) ?? 'absent');
  return {
    check: 'redelivery',
    code: 'redelivery.state_changed',
    severity: 'error',
    path: path === undefined ? 'probe' : `probe.${path}`,
    expected: show(before, paths),
    actual: show(after, later),
    message: "A delivery that had arrived before changed the receiver's state.",
  };
}

const excerpt = (text: string): string => (text.length > 100 ? `${text.slice(0, 99)}…` : text);

/** By how much each figure of a state grew. */
function changes(before: string, after: string): Map<string, number> {
  const start = measures(before);
  return new Map([...measures(after)].map(([path, value]) => [path, value - (start.get(path) ?? 0)]));
}

/**
 * The figures of a state: the numbers of a JSON document by their paths, and the lengths of its lists and objects;
 * the lines of any other text.
 */
function measures(state: string): Map<string, number> {
  const figures = new Map<string, number>();
  let document: unknown;
  try {
    document = JSON.parse(state);
  } catch {
    const number = Number(state.trim());
    if (state.trim() !== '' && Number.isFinite(number)) return figures.set('value', number);
    return figures.set('lines', state.split('\n').length);
  }
  const walk = (path: string, value: unknown, depth: number): void => {
    if (typeof value === 'number') figures.set(path === '' ? 'value' : path, value);
    if (typeof value !== 'object' || value === null || depth > 20) return;
    const entries = Object.entries(value);
    figures.set(path === '' ? 'length' : `${path}.length`, entries.length);
    for (const [key, inner] of entries) walk(path === '' ? key : `${path}.${key}`, inner, depth + 1);
  };
  walk('', document, 0);
  return figures;
}
