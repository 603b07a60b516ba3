import type { Variant } from '../../define/dimension.ts';
import { type CommonValues, commonValues } from './common-values.ts';
import { normalizeAnswer } from './normalize.ts';

/** Different answers with one code that are told apart; a receiver may answer each time with another text. */
const mostAnswers = 5;

/** Why a delivery, or a whole case, failed. */
export interface ClusterCause {
  readonly code: string;
  readonly message: string;
  readonly path?: string;
  readonly actual?: string;
  /** Of the response, where there was one. */
  readonly status?: number | null | undefined;
}

/** Something that was judged: a delivery, or what a case found as a whole. */
export interface Judged {
  readonly event: string;
  /** What it is compared with besides the event: only things of the same kind are. */
  readonly kind?: string;
  readonly variant: Variant;
  /** None where it passed. */
  readonly causes: readonly ClusterCause[];
}

/** Failures of one event with the same code and the same answer, apart from ids and numbers in it. */
export interface Cluster<Example> extends CommonValues {
  /** Its place in the order in which clusters were found, from 0. */
  readonly number: number;
  readonly event: string;
  readonly code: string;
  readonly message: string;
  /** The code and the answer as they are compared: the same cause may occur in several events. */
  readonly answer: string;
  /** The answers differ, in more ways than are told apart. */
  readonly various: boolean;
  /** Cases with such a failure; in `send`, deliveries. */
  readonly cases: number;
  /** Failures. */
  readonly count: number;
  /** The first. */
  readonly example: Example;
}

interface Counted<Example> extends Omit<Cluster<Example>, 'only' | 'of'> {
  cases: number;
  count: number;
  readonly population: Population;
  /** By the key of the variant. */
  readonly found: Map<string, number>;
}

/** Everything that is compared with each other, by the key of the variant. */
type Population = Map<string, { readonly variant: Variant; total: number }>;

/** Groups failures as they come. Grows with the number of clusters and of variants, not of cases. */
export class ClusterCounter<Example> {
  readonly #populations = new Map<string, Population>();
  /** By event, kind and code; then by answer. */
  readonly #clusters = new Map<string, Map<string, Counted<Example>>>();
  #size = 0;

  /**
   * Takes in a case: everything in it that was judged, whether it failed or not.
   * @param example called where the case is the first of a cluster
   * @returns the numbers of its clusters, and whether each is new
   */
  add(
    judged: readonly Judged[],
    example: () => Example,
  ): readonly { readonly number: number; readonly isNew: boolean }[] {
    const met = new Map<Counted<Example>, boolean>();
    for (const { event, kind = '', variant, causes } of judged) {
      const key = JSON.stringify(variant);
      const population = entryOf(this.#populations, JSON.stringify([event, kind]), () => new Map());
      entryOf(population, key, () => ({ variant, total: 0 })).total += 1;
      for (const cause of causes) {
        const cluster = this.#clusterOf(event, kind, cause, population, example);
        met.set(cluster, met.get(cluster) ?? cluster.count === 0);
        cluster.count += 1;
        cluster.found.set(key, (cluster.found.get(key) ?? 0) + 1);
      }
    }
    for (const cluster of met.keys()) cluster.cases += 1;
    return [...met].map(([{ number }, isNew]) => ({ number, isNew }));
  }

  /** The most frequent first. */
  get clusters(): readonly Cluster<Example>[] {
    return [...this.#clusters.values()]
      .flatMap((byAnswer) => [...byAnswer.values()])
      .map(({ population, found, ...cluster }) => {
        const tallies = [...population].map(([key, tally]) => ({ ...tally, found: found.get(key) ?? 0 }));
        return { ...cluster, ...commonValues(tallies) };
      })
      .sort((a, b) => b.cases - a.cases || a.number - b.number);
  }

  #clusterOf(
    event: string,
    kind: string,
    { code, message, path, actual, status = null }: ClusterCause,
    population: Population,
    example: () => Example,
  ): Counted<Example> {
    const byAnswer = entryOf(this.#clusters, JSON.stringify([event, kind, code]), () => new Map());
    const own = JSON.stringify([code, status, path, normalizeAnswer(actual ?? message)]);
    const various = byAnswer.size >= mostAnswers && !byAnswer.has(own);
    const answer = various ? JSON.stringify([code]) : own;
    return entryOf(byAnswer, answer, () => {
      const number = this.#size;
      this.#size += 1;
      const counts = { cases: 0, count: 0, population, found: new Map<string, number>() };
      return { number, event, code, message, answer, various, ...counts, example: example() };
    });
  }
}

/** The entry of a map, made where it is missing. */
function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
