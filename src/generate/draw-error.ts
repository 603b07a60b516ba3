import { formatChoices, type Variant } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import { say } from '../language.ts';

/** An event failed while one of its payloads was drawn: it threw, or did what events must not do. */
export class DrawError extends Error {
  override readonly name = 'DrawError';
}

/** A payload in words: `shop/order.placed (size=large), payload 12`. */
export function payloadText(event: Pick<EventDefinition, 'id'>, variant: Variant, index: number): string {
  const choices = formatChoices(variant);
  return say({
    zh: `${event.id}${choices && `（${choices}）`}，消息体 ${index}`,
    en: `${event.id}${choices && ` (${choices})`}, payload ${index}`,
  });
}

/** What a drawing function of the user's threw, with the payload that it was to draw. */
export function drawError(
  cause: unknown,
  event: Pick<EventDefinition, 'id'>,
  variant: Variant,
  index: number,
): DrawError {
  if (cause instanceof DrawError) return cause;
  const what = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
  const payload = payloadText(event, variant, index);
  const text = say({
    zh: `${payload}：事件无法生成消息体：${what}`,
    en: `${payload}: the event could not draw it: ${what}`,
  });
  return new DrawError(text, { cause });
}

const refuseExit = ((): never => {
  throw new Error('it called process.exit');
}) as typeof process.exit;

/**
 * Calls functions of an event, which may be the user's. While they run, `process.exit` throws: it would take the
 * report of everything before with it.
 * @throws DrawError that names the payload
 */
export function drawing<T>(event: EventDefinition, variant: Variant, index: number, draw: () => T): T {
  const { exit } = process;
  process.exit = refuseExit;
  try {
    return draw();
  } catch (error) {
    throw drawError(error, event, variant, index);
  } finally {
    process.exit = exit;
  }
}

/** A drawn value that is no promise. One that rejects would otherwise end the process. */
export function settled<T>(value: T): T {
  if (typeof value !== 'object' || value === null || !('then' in value)) return value;
  void Promise.resolve(value).catch(() => undefined);
  throw new TypeError('it drew a promise: events draw without waiting');
}
