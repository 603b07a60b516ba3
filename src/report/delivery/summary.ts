import type { Delivery } from '../../delivery/delivery.ts';
import { say } from '../../language.ts';
import type { Throttle } from '../../send/pacer.ts';
import { type Cluster, ClusterCounter } from '../../verdict/clusters/cluster.ts';
import { toleratedAlone } from '../../verdict/leniency.ts';
import { outcomeWords } from '../../verdict/outcome-words.ts';
import { type Outcome, outcomes } from '../../verdict/verdict.ts';
import { clusterWords, moreKinds } from '../text/common.ts';
import { printable } from '../text/escape.ts';
import { leniencySentence } from '../text/leniency.ts';
import { NoRouteCounter } from '../text/no-route.ts';
import { count, counted, duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { throttleText } from '../text/throttle.ts';

/** Kinds of failures that a summary lists. */
const mostClusters = 20;

/** The totals of a run. Their size does not depend on the number of deliveries. */
export class SendTotals {
  readonly outcomes = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  started = 0;
  warnings = 0;
  /** Deliveries that got a response, of whatever kind. */
  answered = 0;
  #tolerated = 0;
  /** Requests that were sent again on a new connection. */
  reconnects = 0;
  readonly #noRoute = new NoRouteCounter();
  /** With the command that repeats the first. */
  readonly #clusters = new ClusterCounter<string>();

  /** @returns whether it failed like another one before */
  add(delivery: Delivery): { readonly known: boolean } {
    const { event, variant, verdict, attempts, repro } = delivery;
    this.#noRoute.add(delivery);
    this.started += 1;
    this.outcomes[verdict.outcome] += 1;
    if (attempts.some(({ status }) => status !== null)) this.answered += 1;
    if (toleratedAlone(verdict.findings)) this.#tolerated += 1;
    for (const { reconnects = 0 } of attempts) this.reconnects += reconnects;
    const errors = verdict.findings.filter(({ severity }) => severity === 'error');
    this.warnings += verdict.findings.length - errors.length;
    const causes = errors.slice(0, 1).map((cause) => ({ ...cause, status: attempts.at(-1)?.status }));
    const clusters = this.#clusters.add([{ event, variant, causes }], () => repro);
    return { known: clusters.some(({ isNew }) => !isNew) };
  }

  /** Whether everything that failed is of the kind that the platform is known to take. */
  get toleratedAlone(): boolean {
    return this.#tolerated > 0 && this.#tolerated === this.started - this.outcomes.accepted;
  }

  /** Which events have no route; `null` where all have one. */
  get noRoute(): string | null {
    return this.#noRoute.text;
  }

  /** Failures of one kind each, the most frequent first, with the command that repeats the first. */
  get clusters(): readonly Cluster<string>[] {
    return this.#noRoute.folded(this.#clusters.clusters);
  }
}

/** @param throttle how much a rate held requests up */
export function renderSummary(
  totals: SendTotals,
  elapsed: number,
  paint: Paint,
  throttle?: Throttle,
): string {
  const held = throttle === undefined ? [] : [throttleText(throttle)];
  const { clusters } = totals;
  const lenient = totals.toleratedAlone ? [paint.warn(say(leniencySentence))] : [];
  const noRoute = totals.noRoute === null ? [] : [paint.warn(printable(totals.noRoute))];
  const found = clusters.slice(0, mostClusters).flatMap((cluster) => clusterLines(cluster, paint));
  const rest = clusters.length - mostClusters;
  const more = rest > 0 ? [`  ${moreKinds(rest)}`] : [];
  return `${[...lenient, headline(totals, elapsed, paint), ...held, ...found, ...more, ...noRoute].join('\n')}\n`;
}

function headline(totals: SendTotals, elapsed: number, paint: Paint): string {
  const colors = { accepted: paint.good, aborted: paint.warn } as const;
  const parts = (Object.entries(totals.outcomes) as [Outcome, number][])
    .filter(([, n]) => n > 0)
    .map(([outcome, n]) => {
      const { zh, en } = outcomeWords[outcome];
      const words = say({ zh: `${zh} ${count(n)}`, en: `${count(n)} ${en}` });
      return (colors[outcome as keyof typeof colors] ?? paint.bad)(words);
    });
  const { started, warnings } = totals;
  if (warnings > 0)
    parts.push(paint.warn(say({ zh: `警告 ${count(warnings)}`, en: counted(warnings, 'warning') })));
  const took = duration(elapsed);
  const all = say({
    zh: `${count(started)} 次投递，用时 ${took}：`,
    en: `${counted(started, 'delivery', 'deliveries')} in ${took}: `,
  });
  return (
    all + (parts.join(say({ zh: '，', en: ', ' })) || say({ zh: '没有发出任何投递', en: 'nothing was sent' }))
  );
}

/** A kind of failure. The command that repeats the first is above as well, but perhaps a thousand lines. */
function clusterLines(cluster: Cluster<string>, paint: Paint): readonly string[] {
  const { code, cases, event, example } = cluster;
  const where = say({ zh: `${event}，${clusterWords(cluster)}`, en: `${event}, ${clusterWords(cluster)}` });
  const first = paint.faint(say({ zh: '首例：', en: 'first:' }));
  const line = printable(`  ${code} × ${count(cases)}  ${where}`);
  return [line, ...(cases > 1 ? [`    ${first} ${printable(example)}`] : [])];
}
