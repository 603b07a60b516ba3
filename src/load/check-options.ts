import type { EventDefinition } from '../define/event.ts';
import { parseHeader } from '../delivery/headers.ts';
import { UsageError } from '../errors.ts';
import { checkProxy } from '../http/proxy.ts';
import { tlsSettings } from '../http/tls.ts';
import { openEdit, openGenerators } from '../send/prepare.ts';
import { connectionOf, type SharedPlan } from './executor/worker-plan.ts';
import { checkOverrides } from './workload/check-overrides.ts';

/** @throws UsageError unless each worker can have a delivery in flight */
export function checkWorkers({ workers, maxInFlight, load }: SharedPlan): void {
  if (workers <= maxInFlight) return;
  const what =
    'closed' in load
      ? { zh: `${maxInFlight} 个连接`, en: `${maxInFlight} connections` }
      : { zh: `${maxInFlight} 次在途投递`, en: `${maxInFlight} deliveries in flight` };
  throw new UsageError({
    zh: `${what.zh}不够 ${workers} 个工作线程分配：请减少工作线程`,
    en: `${workers} workers cannot share ${what.en}: give fewer workers`,
  });
}

/**
 * Tries what the user changes in the payloads, before any worker is opened.
 * @throws UsageError for a path that an event does not have, and an override that fits none of its payloads
 */
export async function checkPayloads(
  definitions: readonly EventDefinition[],
  { seed, contacts, clock, overrides, force, events }: SharedPlan,
): Promise<void> {
  if (overrides.length === 0) return;
  await openEdit(definitions, { overrides, force });
  const generators = await openGenerators({ seed, contacts }, () => clock.at);
  for (const [i, event] of definitions.entries()) {
    checkOverrides(generators(event), event, events[i]?.variants ?? [], overrides, clock.at);
  }
}

/** Refuses a proxy, certificate or header that cannot be used: a closed loop would fail over and over at once. */
export function checkRequests({ connection, events }: SharedPlan): void {
  const { proxy, resolve, ...tls } = connectionOf(connection);
  if (proxy !== undefined) checkProxy(proxy, resolve);
  tlsSettings(tls);
  for (const { destination } of events) {
    for (const [name, value] of Object.entries(destination.headers)) parseHeader(`${name}: ${value}`);
  }
}
