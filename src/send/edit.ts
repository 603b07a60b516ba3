import { type Difference, differences, missing } from '../catalog/conform.ts';
import type { EventDefinition } from '../define/event.ts';
import { type EditPayload, serializePayload } from '../delivery/prepared-payload.ts';
import { UsageError } from '../errors.ts';
import { applyOverrides, checkPaths, formatOverride, type Override } from '../generate/overrides.ts';
import { asIs, say } from '../language.ts';
import type { PayloadOptions } from './payload-options.ts';

/**
 * Changes drawn payloads: the user's own body, overrides, and a warning where the result is not what the event describes.
 * @param lenient an override that does not fit the first payload is a warning too: the caller has checked the overrides
 * @throws UsageError when an event does not have a path, or the body is not JSON
 */
export function payloadEditor(
  events: readonly EventDefinition[],
  options: PayloadOptions,
  lenient = false,
): EditPayload {
  const { overrides = [], body, force = false } = options;
  if (!force) for (const event of events) checkPaths(event, overrides);
  const given = body === undefined ? undefined : readBody(body, overrides.length > 0, force);
  const apply = overrider(overrides, lenient);
  return (drawn) => {
    const { event, variant } = drawn;
    const before = given === undefined ? drawn.payload : given.value;
    const { payload, warnings } = apply(before);
    // The variant of the user's own body is unknown.
    const edited = { ...drawn, variant: given === undefined ? variant : {}, payload };
    warnings.push(...describe(differences(event, payload, edited.variant)));
    if (given !== undefined && overrides.length === 0) return { ...edited, body: given.bytes, warnings };
    return serializePayload(edited, warnings);
  };
}

/** Applies overrides. One that does not fit the first payload is an error; later ones must not end the run. */
function overrider(
  overrides: readonly Override[],
  lenient: boolean,
): (payload: unknown) => { readonly payload: unknown; readonly warnings: string[] } {
  let first = !lenient;
  return (before) => {
    let payload: unknown = before;
    const warnings: string[] = [];
    for (const override of overrides) {
      try {
        const applied = applyOverrides(payload, [override]);
        payload = applied.payload;
        warnings.push(...applied.warnings);
      } catch (error) {
        if (first || !(error instanceof UsageError)) throw error;
        const typed = `--${override.op} ${formatOverride(override)}`;
        warnings.push(
          say({
            zh: `${typed} 没有生效：${error.message}`,
            en: `${typed} was not applied: ${error.message}`,
          }),
        );
      }
    }
    first = false;
    return { payload, warnings };
  };
}

/** One line for each mismatch, and one for all missing keys of an object: a short body lacks many. */
function describe(mismatches: readonly Difference[]): string[] {
  /** By the path of the object; `''` is the body. */
  const lacking = new Map<string, string[]>();
  const lines: string[] = [];
  for (const { path, expected, actual } of mismatches) {
    if (actual !== missing) {
      lines.push(
        say({
          zh: `${path.zh}：应为${spaced(expected.zh)}，实际是${spaced(actual.zh)}`,
          en: `${path.en}: expected ${expected.en}, is ${actual.en}`,
        }),
      );
      continue;
    }
    const dot = path.en.lastIndexOf('.');
    const parent = dot < 0 ? '' : path.en.slice(0, dot);
    lacking.set(parent, [...(lacking.get(parent) ?? []), path.en.slice(dot + 1)]);
  }
  for (const [parent, keys] of lacking) {
    const named = keys.slice(0, maxNamed);
    const more = keys.length - named.length;
    lines.push(
      say({
        zh: `${parent === '' ? '消息体' : `${parent} `}缺少 ${named.join('、')}${more > 0 ? ` 等 ${keys.length} 个键` : ''}`,
        en: `${parent || 'the body'} lacks ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
      }),
    );
  }
  return lines;
}

/** A space before what is not Chinese. */
const spaced = (text: string): string => (/^[\u4e00-\u9fff]/.test(text) ? text : ` ${text}`);

/** How many keys a line names. */
const maxNamed = 5;

interface GivenBody {
  readonly bytes: Buffer;
  readonly value: unknown;
}

function readBody(bytes: Uint8Array, willChange: boolean, force: boolean): GivenBody {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buffer);
    return { bytes: buffer, value: JSON.parse(text) as unknown };
  } catch (error) {
    const why =
      error instanceof SyntaxError
        ? { zh: `JSON：${error.message}`, en: `JSON: ${error.message}` }
        : asIs('UTF-8');
    if (!force) {
      throw new UsageError({
        zh: `消息体不是 ${why.zh}；用 --force 可强制发送`,
        en: `the body is not ${why.en}; --force sends it anyway`,
      });
    }
    if (willChange) {
      throw new UsageError({
        zh: `消息体不是 ${why.zh}：--set 和 --unset 无法修改它`,
        en: `the body is not ${why.en}: --set and --unset cannot change it`,
      });
    }
    return { bytes: buffer, value: undefined };
  }
}
