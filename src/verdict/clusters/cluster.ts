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
  /** What it is compared with besides the event and the unit: only things of the same kind are. */
  readonly kind?: string;
  /** What was judged: a delivery, unless it says otherwise. */
  readonly unit?: 'case';
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
  /** Where in the response the first has it. */
  readonly path?: string;
  /** Of the response, where there was one. */
  readonly status: number | null;
  /** As it is compared, without ids and numbers; `null` where answers differ, in more ways than are told apart. */
  readonly answer: string | null;
  /** Cases with such a failure; in `send`, deliveries. */
  readonly cases: number;
  /** Of what was judged: deliveries, or cases as a whole. */
  readonly count: number;
  readonly unit: 'delivery' | 'case';
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

/** A cluster that a case belongs to. */
export interface MetCluster<Example>
  extends Pick<Cluster<Example>, 'number' | 'code' | 'answer' | 'example'> {
  /** The case is its first. */
  readonly isNew: boolean;
}

/** Everything that is compared with each other, by the key of the variant. */
type Population = Map<string, { readonly variant: Variant; total: number }>;

/** What clusters of several events have in common whose failures have the same cause. */
export const causeKey = ({ code, status, path, answer }: Cluster<unknown>): string =>
  JSON.stringify(answer === null ? [code] : [code, status, path, answer]);

/** Groups failures as they come. Grows with the number of clusters and of variants, not of cases. */
export class ClusterCounter<Example> {
  readonly #populations = new Map<string, Population>();
  /** By what is compared, and the code; then by status, path and answer. */
  readonly #clusters = new Map<string, Map<string, Counted<Example>>>();
  #size = 0;

  /**
   * Takes in a case: everything in it that was judged, whether it failed or not.
   * @param example called where the case is the first of a cluster
   * @returns its clusters
   */
  add(judged: readonly Judged[], example: () => Example): readonly MetCluster<Example>[] {
    const met = new Map<Counted<Example>, boolean>();
    for (const { event, kind = '', unit = 'delivery', variant, causes } of judged) {
      const key = JSON.stringify(variant);
      const comparable = JSON.stringify([event, kind, unit]);
      const population = entryOf(this.#populations, comparable, () => new Map());
      entryOf(population, key, () => ({ variant, total: 0 })).total += 1;
      for (const cause of causes) {
        const cluster = this.#clusterOf(comparable, { event, unit, population }, cause, example);
        met.set(cluster, met.get(cluster) ?? cluster.count === 0);
        cluster.count += 1;
        cluster.found.set(key, (cluster.found.get(key) ?? 0) + 1);
      }
    }
    for (const cluster of met.keys()) cluster.cases += 1;
    return [...met].map(([{ number, code, answer, example }, isNew]) => ({
      number,
      code,
      answer,
      example,
      isNew,
    }));
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
    comparable: string,
    of: Pick<Counted<Example>, 'event' | 'unit' | 'population'>,
    { code, message, path, actual, status = null }: ClusterCause,
    example: () => Example,
  ): Counted<Example> {
    const byAnswer = entryOf(this.#clusters, JSON.stringify([comparable, code]), () => new Map());
    const own = normalizeAnswer(actual ?? message);
    const key = JSON.stringify([status, path, own]);
    const various = byAnswer.size >= mostAnswers && !byAnswer.has(key);
    return entryOf(byAnswer, various ? '' : key, () => {
      const number = this.#size;
      this.#size += 1;
      const cause = {
        code,
        message,
        ...(path !== undefined && { path }),
        status,
        answer: various ? null : own,
      };
      return { number, ...of, ...cause, cases: 0, count: 0, found: new Map(), example: example() };
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
