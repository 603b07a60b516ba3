import { say } from '../../../language.ts';
import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import {
  type Cluster,
  ClusterCounter,
  type Judged,
  type MetCluster,
} from '../../../verdict/clusters/cluster.ts';
import { casesWords, clusterWords } from '../../text/common.ts';
import { NoRouteCounter } from '../../text/no-route.ts';
import { deliveryCause, wholeCaseCauses } from './causes.ts';

/** The failures of a run, grouped: what reporters show, each with examples of its own form. */
export class SuiteClusters<Example> {
  readonly #counter = new ClusterCounter<Example>();
  readonly #noRoute = new NoRouteCounter();

  /**
   * @param example called where the case is the first of a cluster
   * @returns the case's clusters
   */
  add(result: CaseResult, example: () => Example): ReturnType<ClusterCounter<Example>['add']> {
    for (const { delivery } of result.deliveries) this.#noRoute.add(delivery);
    return result.outcome === 'skipped' ? [] : this.#counter.add(judgedOf(result), example);
  }

  /** Which events have no route in the receiver, and what to configure; `null` where all have one. */
  get noRoute(): string | null {
    return this.#noRoute.text;
  }

  /** The most frequent first, those of events without a route last. */
  get clusters(): readonly Cluster<Example>[] {
    return this.#noRoute.lostLast(this.#counter.clusters);
  }

  /** The same, where events without a route are one kind: {@link noRoute} names them. */
  get folded(): readonly Cluster<Example>[] {
    return this.#noRoute.folded(this.#counter.clusters);
  }
}

/**
 * For a case that fails like earlier ones: like which, one line for each kind. `null` where something about it is new.
 * @param met its clusters, with the id of the first case as the example
 */
export function likeEarlier(met: readonly MetCluster<string>[]): string | null {
  if (met.length === 0 || met.some(({ isNew }) => isNew)) return null;
  return met
    .map(({ code, answer, example }) =>
      say(
        answer === null
          ? {
              zh: `${code}：见用例 ${example}，但响应不同`,
              en: `${code} as in case ${example}, with another answer`,
            }
          : { zh: `${code}：与用例 ${example} 相同`, en: `${code}: same as case ${example}` },
      ),
    )
    .join('\n');
}

/** A kind of failure in one line: `errcode.missing in 12 cases of a/b: in all 12 deliveries with …; first: a/b › usual`. */
export function clusterLine(cluster: Cluster<string>): string {
  const { code, event, cases, example } = cluster;
  const [many, words] = [casesWords(cases), clusterWords(cluster)];
  return say({
    zh: `${code}，${event} 的 ${many}：${words}；首例：${example}`,
    en: `${code} in ${many} of ${event}: ${words}; first: ${example}`,
  });
}

/** The deliveries of a case, each compared with those that had to meet the same; and the case as a whole. */
function judgedOf(result: CaseResult): readonly Judged[] {
  const { group, subject, deliveries } = result;
  const failed = result.outcome !== 'passed';
  const variantOf = (one: CaseDelivery | undefined): Judged['variant'] => ({
    group,
    ...one?.delivery.variant,
  });
  return [
    ...deliveries.map((one) => ({
      event: one.delivery.event,
      kind: one.expected,
      variant: variantOf(one),
      causes: failed && !one.met ? [deliveryCause(one)] : [],
    })),
    { event: subject, unit: 'case', variant: variantOf(deliveries[0]), causes: wholeCaseCauses(result) },
  ];
}
