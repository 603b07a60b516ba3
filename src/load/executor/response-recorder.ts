import type { Variant } from '../../define/dimension.ts';
import { deliveryAddress } from '../../delivery/address.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import type { Mask } from '../../delivery/mask.ts';
import type { Recorder } from '../../delivery/recorder.ts';
import { roundToMicroseconds } from '../../duration.ts';
import type { Override } from '../../generate/overrides.ts';
import type { ExchangeSlot } from '../../http/exchange-slot.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { Finding, Verdict } from '../../verdict/verdict.ts';
import type { DeliveryLog } from '../metrics/delivery-log.ts';
import type { FailureReservoir } from '../metrics/failure-reservoir.ts';
import { logLine } from '../metrics/log-line.ts';
import type { FirstFinding, KeptFailure, Sample } from '../metrics/sample.ts';
import type { WorkerCounters } from '../metrics/worker-counters.ts';
import type { DeliverySlot, PreparedEvent } from '../workload/prepared-event.ts';

/** Where what was noticed goes. */
export interface Sinks {
  readonly counters: WorkerCounters;
  readonly reservoir: FailureReservoir;
  readonly recorder: Recorder;
  readonly log: DeliveryLog | null;
}

export interface Changes {
  readonly overrides: readonly Override[];
  readonly force: boolean;
}

/** Judges deliveries that have ended, and sinks what they came to. */
export class ResponseRecorder {
  readonly #seed: string;
  readonly #sinks: Sinks;
  readonly #changes: Changes;
  /** The clock runs: each delivery has its own. */
  readonly #clockRuns: boolean;
  readonly #firsts = new Map<string, FirstFinding>();
  #newFirsts = new Map<string, FirstFinding>();
  #failures: KeptFailure[] = [];
  /** When the run started, by `performance.now()`. */
  origin = 0;

  constructor(seed: string, clockRuns: boolean, changes: Changes, sinks: Sinks) {
    this.#seed = seed;
    this.#clockRuns = clockRuns;
    this.#changes = changes;
    this.#sinks = sinks;
  }

  record(slot: ExchangeSlot<DeliverySlot>): void {
    const { delivery, due, start, end, status } = slot;
    const event = delivery.event as PreparedEvent;
    const { counters, log } = this.#sinks;
    const verdict = event.answers.judge(slot);
    const latency = end - due;
    const service = end - start;
    if (status !== null) counters.answered += 1;
    if (status === 410) counters.gone += 1;
    if (delivery.warm) counters.endWarmup(verdict, latency, service);
    else {
      counters.end(event.number, event.firstVariantId + delivery.variant, verdict, latency, service);
      if (verdict.findings.length > 0) this.#note(slot, event, verdict);
    }
    log?.write(logLine(slot, this.origin, verdict, this.#clockRuns));
  }

  /** Returns the failures that were kept, and the first deliveries with a finding, since the last time. */
  flush(): Pick<Sample, 'firsts' | 'failures'> {
    const sample = { firsts: [...this.#newFirsts.values()], failures: this.#failures };
    this.#newFirsts = new Map();
    this.#failures = [];
    return sample;
  }

  #note(slot: ExchangeSlot<DeliverySlot>, event: PreparedEvent, verdict: Verdict): void {
    const { n } = slot.delivery;
    const { reservoir } = this.#sinks;
    let delivery: Delivery | undefined;
    for (const finding of verdict.findings) {
      this.#noteFirst(slot, event, finding);
      if (finding.severity === 'warning' || !reservoir.wants(event.number, finding.code, n)) continue;
      delivery ??= this.#record(slot, event, verdict);
      const failure = { event: event.number, code: finding.code, n, rank: reservoir.rank(n), delivery };
      if (reservoir.offer(failure)) this.#failures.push(failure);
    }
  }

  /** Deliveries end in another order than they start in: the first is the one with the lowest number. */
  #noteFirst(slot: ExchangeSlot<DeliverySlot>, event: PreparedEvent, { code, message }: Finding): void {
    const key: `${number} ${FindingCode}` = `${event.number} ${code}`;
    const { n } = slot.delivery;
    const known = this.#firsts.get(key);
    if (known !== undefined && known.first.n <= n) return;
    const hide = this.#hider(slot, event);
    const variant = event.variants[slot.delivery.variant] as Variant;
    const repro = hide(
      this.#sinks.recorder.repro(this.#identity(slot, event), event.destination, this.#changes),
    );
    const at = roundToMicroseconds(slot.end - this.origin);
    const first = {
      event: event.number,
      code,
      first: { n, at, variant, message: hide(message), repro },
    };
    this.#firsts.set(key, first);
    this.#newFirsts.set(key, first);
  }

  #record(slot: ExchangeSlot<DeliverySlot>, event: PreparedEvent, verdict: Verdict): Delivery {
    const { delivery } = slot;
    const request = {
      method: 'POST',
      url: this.#url(delivery, event),
      headers: requestHeaders(event.destination.headers),
      body: Buffer.from(delivery.body.view()),
    };
    const repeated = delivery.n === delivery.original ? undefined : `repeated as ${delivery.n}`;
    return this.#sinks.recorder.record(
      this.#identity(slot, event),
      event.destination,
      request,
      [slot.exchange()],
      verdict,
      this.#hider(slot, event),
      { ...this.#changes, label: repeated },
    );
  }

  #url({ query }: DeliverySlot, event: PreparedEvent): URL {
    return deliveryAddress(event.destination.target, event.definition, query);
  }

  #hider({ delivery }: ExchangeSlot<DeliverySlot>, event: PreparedEvent): Mask {
    return this.#sinks.recorder.masker(event.destination, this.#url(delivery, event), delivery.query);
  }

  #identity({ delivery }: ExchangeSlot<DeliverySlot>, { definition, variants }: PreparedEvent) {
    const { original: index, now, query } = delivery;
    const variant = variants[delivery.variant] as Variant;
    return { event: definition, variant, seed: this.#seed, index, now, query };
  }
}
