import { roundToMicroseconds } from '../../duration.ts';
import { formatInstant } from '../../generate/clock.ts';
import type { ExchangeSlot } from '../../http/exchange-slot.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import type { DeliverySlot, PreparedEvent } from '../workload/prepared-event.ts';

/**
 * A delivery in the log: which payload it was (event, variant, index, and the clock where it runs), when it was due and
 * how long it took (ms), and what came of it.
 */
export function logLine(
  { delivery, due, start, end, status }: ExchangeSlot<DeliverySlot>,
  origin: number,
  { outcome, findings }: Verdict,
  clockRuns: boolean,
): string {
  const { n, original, event, variant, now, warm } = delivery;
  const { definition, names } = event as PreparedEvent;
  // Put together by hand: JSON.stringify of an object takes several times as long, at tens of thousands a second.
  let line = `{"n":${n},"event":"${definition.id}","variant":"${names[variant]}","index":${original}`;
  if (clockRuns) line += `,"now":"${formatInstant(now)}"`;
  if (warm) line += ',"warmup":true';
  line += `,"at":${roundToMicroseconds(due - origin)},"latency":${roundToMicroseconds(end - due)},"service":${roundToMicroseconds(end - start)}`;
  line += `,"status":${status},"outcome":"${outcome}"`;
  if (findings.length > 0) line += `,"codes":${JSON.stringify(findings.map(({ code }) => code))}`;
  return `${line}}`;
}

/** @param at when it was due, ms from the start @param warm it belongs to the warm-up */
export function droppedLine(n: number, event: string, at: number, warm: boolean): string {
  return `{"n":${n},"event":"${event}"${warm ? ',"warmup":true' : ''},"at":${roundToMicroseconds(at)},"outcome":"dropped"}`;
}
