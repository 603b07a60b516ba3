import { formatPath, generalPath, type PathStep, parsePath } from '../catalog/field-path.ts';
import { placedFields } from '../catalog/fields.ts';
import { didYouMeanOneOf, nearest } from '../catalog/nearest.ts';
import type { EventDefinition } from '../define/event.ts';
import { UsageError } from '../errors.ts';
import { isObject } from '../json.ts';
import { type LocalizedText, say } from '../language.ts';

/** A change to payloads that the user asked for. */
export type Override =
  | { readonly op: 'set'; readonly path: readonly PathStep[]; readonly value: unknown }
  | { readonly op: 'unset'; readonly path: readonly PathStep[] };

/**
 * Reads `data.name=text`, which sets a string, or `data.type:=7`, which sets any JSON value. The path ends at the first
 * `=` or `:=` without a backslash before it.
 * @throws UsageError when there is neither, or the JSON is broken
 */
export function parseSet(text: string): Override {
  const match = /^((?:\\.|[^=:\\]|:(?!=))+)(:?=)(.*)$/su.exec(text);
  if (match === null)
    throw new UsageError({
      zh: `--set ${text}：请写成 path=文本，或 path:=JSON`,
      en: `--set ${text}: write path=text, or path:=json`,
    });
  const [, path = '', operator, written = ''] = match;
  if (operator === '=') return { op: 'set', path: parsePath(path), value: written };
  const steps = parsePath(path);
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    throw new UsageError({
      zh: `--set ${text}：'${written}' 不是 JSON；${path}=${written} 会把它设为字符串`,
      en: `--set ${text}: '${written}' is not JSON; ${path}=${written} sets it as a string`,
    });
  }
  const lost = numbers(written).find((number) => !survives(number));
  if (lost !== undefined) {
    const arriving = JSON.stringify(Number(lost));
    throw new UsageError({
      zh: `--set ${text}：${lost} 到达时会变成 ${arriving}；请用 --body 发送`,
      en: `--set ${text}: ${lost} would arrive as ${arriving}; send it with --body`,
    });
  }
  return { op: 'set', path: steps, value };
}

/** The numbers in a JSON text, as they are written. */
const numbers = (json: string): string[] =>
  json.replace(/"(?:[^"\\]|\\.)*"/gsu, '').match(/-?\d+(?:\.\d+)?(?:e[+-]?\d+)?/gi) ?? [];

/** Whether a number is the same after parsing: not infinite, and no integer beyond 2^53. */
function survives(number: string): boolean {
  const value = Number(number);
  return Number.isFinite(value) && (!/^-?\d+$/.test(number) || Number.isSafeInteger(value));
}

/** Reads the path of a key or list item to remove. */
export function parseUnset(text: string): Override {
  return { op: 'unset', path: parsePath(text) };
}

/** The override as the user would type it. */
export function formatOverride(override: Override): string {
  if (override.op === 'unset') return formatPath(override.path);
  const path = formatPath(override.path).replace(/[=:]/g, '\\$&');
  const { value } = override;
  return typeof value === 'string' && !unshowable.test(value)
    ? `${path}=${value}`
    : `${path}:=${asciiControls(JSON.stringify(value))}`;
}

// Control and format characters and lone surrogates: an argument cannot hold all of them, a terminal changes the rest.
const unshowable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** JSON with these characters as escapes. */
const asciiControls = (json: string): string =>
  json.replace(new RegExp(unshowable, 'gu'), (character) =>
    [...Array(character.length).keys()]
      .map((i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`)
      .join(''),
  );

/**
 * Refuses overrides whose path the event does not have in any variant.
 * @throws UsageError naming the nearest paths
 */
export function checkPaths(event: EventDefinition, overrides: readonly Override[]): void {
  const known = new Set([...placedFields(event)].map(({ path }) => path));
  for (const { path } of overrides) {
    const general = generalPath(path);
    const list = general.endsWith('[]') ? general.slice(0, -2) : undefined;
    const item = list !== undefined && (list === '' ? event.payload.shape.kind === 'list' : known.has(list));
    if (known.has(general) || item) continue;
    const last = general.split('.').at(-1);
    const sameKey = [...known].filter((candidate) => candidate.split('.').at(-1) === last);
    const likely = [...new Set([...sameKey, ...nearest(general, known)])].slice(0, 3);
    // As it can be typed: of a list, the first item.
    const typed = likely.map((one) => one.replaceAll('[]', '[0]'));
    const hint = didYouMeanOneOf(typed);
    throw new UsageError({
      zh: `${event.id} 没有字段 ${formatPath(path)}${hint}；用 --force 可强制设置`,
      en: `${event.id} has no field ${formatPath(path)}${hint}; --force sets it anyway`,
    });
  }
}

/**
 * Applies overrides from left to right. The payload itself stays unchanged; the result shares its untouched parts.
 * @throws UsageError when a path leads through a value without keys, or past the end of a list
 */
export function applyOverrides(
  payload: unknown,
  overrides: readonly Override[],
): { readonly payload: unknown; readonly warnings: readonly string[] } {
  const warnings: string[] = [];
  let result = payload;
  for (const override of overrides) {
    if (override.op === 'unset' && !has(result, override.path)) {
      const typed = `--unset ${formatPath(override.path)}`;
      warnings.push(
        say({
          zh: `${typed} 没有删除任何内容：这条消息体没有该字段`,
          en: `${typed} removed nothing: this payload does not have it`,
        }),
      );
      continue;
    }
    result = change(result, override, 0);
  }
  return { payload: result, warnings };
}

function has(value: unknown, path: readonly PathStep[]): boolean {
  let at = value;
  for (const step of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, step)) return false;
    at = (at as Record<PathStep, unknown>)[step];
  }
  return true;
}

function change(value: unknown, override: Override, depth: number): unknown {
  const { path } = override;
  const step = path[depth];
  if (step === undefined) return override.op === 'set' ? override.value : undefined;
  const last = depth === path.length - 1;
  if (typeof step === 'number') {
    const list = value === undefined ? [] : value;
    if (!Array.isArray(list)) throw refuse(path.slice(0, depth), list, notList);
    if (step > list.length) throw refuse(path.slice(0, depth), list, itemsOf(list));
    if (override.op === 'unset' && last) return list.toSpliced(step, 1);
    return list.toSpliced(step, 1, change(list[step], override, depth + 1));
  }
  const object = value === undefined ? {} : value;
  if (!isObject(object)) throw refuse(path.slice(0, depth), object, noKeys);
  if (override.op === 'unset' && last) {
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  }
  const before = Object.hasOwn(object, step) ? object[step] : undefined;
  return { ...object, [step]: change(before, override, depth + 1) };
}

const notList: LocalizedText = { zh: '不是列表', en: 'is not a list' };
const noKeys: LocalizedText = { zh: '没有键', en: 'has no keys' };
const itemsOf = ({ length }: readonly unknown[]): LocalizedText => ({
  zh: `只有 ${length} 项`,
  en: `has ${length} items`,
});

function refuse(path: readonly PathStep[], value: unknown, why: LocalizedText): UsageError {
  const shown = path.length === 0 ? undefined : formatPath(path);
  const kind = kindOf(value);
  return new UsageError({
    zh: `${shown === undefined ? '消息体在这里' : `${shown} 在这里`}是${kind.zh}：它${why.zh}`,
    en: `${shown ?? 'the body'} is ${kind.en} here: it ${why.en}`,
  });
}

function kindOf(value: unknown): LocalizedText {
  if (Array.isArray(value)) return { zh: '列表', en: 'a list' };
  if (value === null) return { zh: ' null', en: 'null' };
  const names: Readonly<Record<string, string>> = { string: '字符串', number: '数字', boolean: '布尔值' };
  return { zh: names[typeof value] ?? '对象', en: `a ${typeof value}` };
}
