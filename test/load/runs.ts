import { expect } from 'vitest';
import type { BurstRun } from '../../src/load/burst-run.ts';
import { openBurst } from '../../src/load/open-burst.ts';
import type { OpenBurstOptions } from '../../src/load/options.ts';
import type { BurstResult, DeliveryCounts } from '../../src/load/result.ts';
import type { LoadProfile } from '../../src/load/schedule/load-profile.ts';
import type { Snapshot } from '../../src/load/snapshot.ts';
import { eventNamed } from '../laws/draws.ts';

export const message = eventNamed('juzi/message.received');
export const note = eventNamed('juzi/enterprise.message.received');

/** A closed loop. Times are ms. */
export function closed(count: number | null, connections = 10, duration: number | null = null): LoadProfile {
  return { closed: { count, connections, duration } };
}

/** An open loop at a constant rate, deliveries a second. Times are ms. */
export function open(
  rate: number,
  duration: number | null,
  count: number | null = null,
  poisson = false,
): LoadProfile {
  const stages = [{ batch: 0, from: rate, to: rate, length: Number.POSITIVE_INFINITY }];
  return { open: { stages, repeat: false, duration, count, poisson } };
}

/** Options of a run of one event to one address, with changes. */
export function burstOptions(
  to: URL,
  load: LoadProfile,
  changes: Partial<OpenBurstOptions> = {},
): OpenBurstOptions {
  return {
    mix: [{ event: message, weight: 1 }],
    destinations: () => ({ target: { kind: 'exact', url: to.href }, headers: {} }),
    load,
    seed: 'burst',
    timeout: 10_000,
    contacts: 50,
    ...changes,
  };
}

export function sumOf(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** The two equations of every run. */
export function expectAccounted({ planned, started, dropped, outcomes }: DeliveryCounts): void {
  expect(planned).toBe(started + dropped);
  expect(started).toBe(sumOf(outcomes));
}

export interface FollowedRun {
  readonly result: BurstResult;
  readonly snapshots: readonly Snapshot[];
}

/** Follows a run to its end. The equations hold in every snapshot, and no count ever decreases. */
export async function follow(run: BurstRun): Promise<FollowedRun> {
  const snapshots: Snapshot[] = [];
  for await (const snapshot of run) {
    expectAccounted(snapshot);
    const before = snapshots.at(-1);
    if (before !== undefined) {
      expect(snapshot.elapsed).toBeGreaterThanOrEqual(before.elapsed);
      for (const key of ['planned', 'started', 'dropped'] as const) {
        expect(snapshot[key]).toBeGreaterThanOrEqual(before[key]);
      }
    }
    snapshots.push(snapshot);
  }
  const result = await run.result;
  expectAccounted(result);
  for (const figures of Object.values(result.byEvent)) expectAccounted(figures);
  if (result.warmup !== null) expectAccounted(result.warmup);
  const last = snapshots.at(-1);
  expect(last).toMatchObject({ phase: 'ended', inFlight: 0, waiting: 0 });
  const { planned, started, dropped, outcomes } = result;
  expect(last).toMatchObject({ planned, started, dropped, outcomes });
  return { result, snapshots };
}

export async function runBurst(
  to: URL,
  load: LoadProfile,
  changes: Partial<OpenBurstOptions> = {},
): Promise<FollowedRun> {
  return follow(await openBurst(burstOptions(to, load, changes)));
}
