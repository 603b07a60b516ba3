import type { Variant } from '../../define/dimension.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { FindingCount, FindingSummary } from '../result.ts';
import type { FindingSample, First } from './sample.ts';

/** A variant of an event that is dealt in the run. */
export interface EventVariant {
  /** Number of its event. */
  readonly event: number;
  readonly variant: Variant;
}

/** What is as unlikely as this is no coincidence. */
const coincidence = 0.01;

interface Entry {
  readonly event: number;
  readonly code: FindingCode;
  readonly severity: 'error' | 'warning';
  count: number;
  /** By variantId. */
  readonly variantIds: Map<number, number>;
}

/** Counts findings by event and code, and tells what those who have one have in common. */
export class FindingsAggregator {
  readonly #names: readonly string[];
  readonly #variantIds: readonly EventVariant[];
  readonly #entries = new Map<string, Entry>();
  readonly #firsts = new Map<string, First>();

  /** @param names of the events */
  constructor(names: readonly string[], variantIds: readonly EventVariant[]) {
    this.#names = names;
    this.#variantIds = variantIds;
  }

  add(codes: readonly FindingSample[], firsts: readonly First[]): void {
    for (const { variantId, code, severity, count } of codes) {
      const { event } = this.#variantIds[variantId] as EventVariant;
      const key = `${event} ${code}`;
      const entry = this.#entries.get(key) ?? { event, code, severity, count: 0, variantIds: new Map() };
      this.#entries.set(key, entry);
      entry.count += count;
      entry.variantIds.set(variantId, (entry.variantIds.get(variantId) ?? 0) + count);
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

  /** @param ended how many deliveries of each variantId have ended */
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

  /**
   * The values that all those with the finding have, and that tell them from the rest: that so many of them are there by
   * chance has to be unlikely. The rarest value is told first, and what follows from it, not at all.
   */
  #common(
    { event, count, variantIds }: Entry,
    ended: readonly number[],
  ): Pick<FindingSummary, 'only' | 'of'> {
    const variantOf = (variantId: number): Variant => (this.#variantIds[variantId] as EventVariant).variant;
    const total = (among: readonly number[]): number =>
      among.reduce((sum, variantId) => sum + (ended[variantId] ?? 0), 0);
    const [head, ...others] = [...variantIds.keys()].map(variantOf);
    let shared = Object.entries(head ?? {}).filter(([name, value]) =>
      others.every((other) => other[name] === value),
    );
    let among = [...this.#variantIds.keys()].filter(
      (variantId) => this.#variantIds[variantId]?.event === event,
    );
    const only: Record<string, string> = {};
    for (;;) {
      const narrowed = shared
        .map(([name, value]) => {
          const having = among.filter((variantId) => variantOf(variantId)[name] === value);
          return { name, value, having, share: total(having) / total(among) };
        })
        .sort((a, b) => a.share - b.share)[0];
      if (narrowed === undefined || narrowed.share ** count > coincidence) break;
      only[narrowed.name] = narrowed.value;
      among = narrowed.having;
      shared = shared.filter(([name]) => name !== narrowed.name);
    }
    return { only, of: total(among) };
  }
}
