import type { Variant } from '../define/dimension.ts';
import type { FindingCode } from '../verdict/codes.ts';
import type { FindingCount, FindingSummary } from './result.ts';
import type { CodeTick, First } from './tick.ts';

/** A variant of an event that is dealt in the run. */
export interface Lot {
  /** Number of its event. */
  readonly event: number;
  readonly variant: Variant;
}

interface Entry {
  readonly event: number;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  count: number;
  /** By lot. */
  readonly lots: Map<number, number>;
}

/** Counts findings by event and code, and tells what those who have one have in common. */
export class FindingsLedger {
  readonly #names: readonly string[];
  readonly #lots: readonly Lot[];
  readonly #entries = new Map<string, Entry>();
  readonly #firsts = new Map<string, First>();

  /** @param names of the events */
  constructor(names: readonly string[], lots: readonly Lot[]) {
    this.#names = names;
    this.#lots = lots;
  }

  add(codes: readonly CodeTick[], firsts: readonly First[]): void {
    for (const { lot, code, severity, count } of codes) {
      const { event } = this.#lots[lot] as Lot;
      const key = `${event} ${code}`;
      const entry = this.#entries.get(key) ?? { event, code, severity, count: 0, lots: new Map() };
      this.#entries.set(key, entry);
      entry.count += count;
      entry.lots.set(lot, (entry.lots.get(lot) ?? 0) + count);
    }
    for (const first of firsts) {
      const key = `${first.event} ${first.code}`;
      const known = this.#firsts.get(key);
      if (known === undefined || first.first.n < known.first.n) this.#firsts.set(key, first);
    }
  }

  /** Errors before warnings, the most frequent first. */
  counts(): FindingCount[] {
    return this.#sorted().map((entry) => this.#count(entry));
  }

  /** @param ended how many deliveries of each lot have ended */
  summaries(ended: readonly number[]): FindingSummary[] {
    return this.#sorted().flatMap((entry) => {
      const first = this.#firsts.get(`${entry.event} ${entry.code}`)?.first;
      return first === undefined ? [] : [{ ...this.#count(entry), first, ...this.#common(entry, ended) }];
    });
  }

  #count({ code, severity, event, count }: Entry): FindingCount {
    return { code, severity, event: this.#names[event] as string, count };
  }

  #sorted(): Entry[] {
    const weight = ({ severity }: Entry): number => (severity === 'error' ? 0 : 1);
    return [...this.#entries.values()].sort(
      (a, b) => weight(a) - weight(b) || b.count - a.count || a.event - b.event || (a.code < b.code ? -1 : 1),
    );
  }

  /** The values that all those with the finding have, and not all others of the event; without what follows from them. */
  #common({ event, lots }: Entry, ended: readonly number[]): Pick<FindingSummary, 'only' | 'of'> {
    const met = [...this.#lots.keys()].filter(
      (lot) => this.#lots[lot]?.event === event && (ended[lot] ?? 0) > 0,
    );
    const shared = (among: Iterable<number>): Map<string, string> => {
      const [head, ...others] = [...among].map((lot) => (this.#lots[lot] as Lot).variant);
      return new Map(
        Object.entries(head ?? {}).filter(([name, value]) => others.every((other) => other[name] === value)),
      );
    };
    const everywhere = shared(met);
    let only = [...shared(lots.keys())].filter(([name]) => !everywhere.has(name));
    const having = (values: typeof only): readonly number[] =>
      met.filter((lot) => values.every(([name, value]) => this.#lots[lot]?.variant[name] === value));
    const those = having(only);
    for (const value of only.toReversed()) {
      const fewer = only.filter((other) => other !== value);
      if (having(fewer).length === those.length) only = fewer;
    }
    const of = those.reduce((sum, lot) => sum + (ended[lot] ?? 0), 0);
    return { only: Object.fromEntries(only), of };
  }
}
