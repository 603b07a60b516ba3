import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import { type Cluster, ClusterCounter, type Judged } from '../../../verdict/clusters/cluster.ts';
import { NoRouteCounter } from '../../text/no-route.ts';
import { deliveryCause, wholeCaseCauses } from './causes.ts';

/** The failures of a run, grouped: what reporters show, each with examples of its own form. */
export class SuiteClusters<Example> {
  readonly #counter = new ClusterCounter<Example>();
  readonly #noRoute = new NoRouteCounter();

  /**
   * @param example called where the case is the first of a cluster
   * @returns the numbers of the case's clusters, and whether each is new
   */
  add(result: CaseResult, example: () => Example): ReturnType<ClusterCounter<Example>['add']> {
    for (const { delivery } of result.deliveries) this.#noRoute.add(delivery);
    return result.outcome === 'skipped' ? [] : this.#counter.add(judgedOf(result), example);
  }

  /** Which events have no route in the receiver, and what to configure; `null` where all have one. */
  get noRoute(): string | null {
    return this.#noRoute.text;
  }

  /** The most frequent first. */
  get clusters(): readonly Cluster<Example>[] {
    return this.#counter.clusters;
  }
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
    { event: subject, kind: 'case', variant: variantOf(deliveries[0]), causes: wholeCaseCauses(result) },
  ];
}
