import { conform, type Mismatch, missing } from '../catalog/conform.ts';
import type { EventDefinition } from '../define/event.ts';
import { type EditPayload, serializePayload } from '../delivery/prepared-payload.ts';
import { UsageError } from '../errors.ts';
import { applyOverrides, checkPaths, formatOverride, type Override } from '../generate/overrides.ts';
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
    warnings.push(...describe(conform(event, payload, edited.variant)));
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
        warnings.push(`--${override.op} ${formatOverride(override)} was not applied: ${error.message}`);
      }
    }
    first = false;
    return { payload, warnings };
  };
}

/** One line for each mismatch, and one for all missing keys of an object: a short body lacks many. */
function describe(mismatches: readonly Mismatch[]): string[] {
  const lacking = new Map<string, string[]>();
  const lines: string[] = [];
  for (const { path, expected, actual } of mismatches) {
    if (actual !== missing) {
      lines.push(`${path}: expected ${expected}, is ${actual}`);
      continue;
    }
    const dot = path.lastIndexOf('.');
    const parent = dot < 0 ? 'the body' : path.slice(0, dot);
    lacking.set(parent, [...(lacking.get(parent) ?? []), path.slice(dot + 1)]);
  }
  for (const [parent, keys] of lacking) {
    const more = keys.length > maxNamed ? ` and ${keys.length - maxNamed} more` : '';
    lines.push(`${parent} lacks ${keys.slice(0, maxNamed).join(', ')}${more}`);
  }
  return lines;
}

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
    const why = error instanceof SyntaxError ? `not JSON: ${error.message}` : 'not UTF-8';
    if (!force) throw new UsageError(`the body is ${why}; --force sends it anyway`);
    if (willChange) throw new UsageError(`the body is ${why}: --set and --unset cannot change it`);
    return { bytes: buffer, value: undefined };
  }
}
