import type { Variant } from '../../define/dimension.ts';
import { deliveryAddress } from '../../delivery/address.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { requestHeaders } from '../../delivery/headers.ts';
import type { Mask } from '../../delivery/mask.ts';
import type { PayloadIdentity } from '../../delivery/prepared-payload.ts';
import type { Recorder } from '../../delivery/recorder.ts';
import { roundToMicroseconds } from '../../duration.ts';
import type { ExchangeSlot } from '../../http/exchange-slot.ts';
import { asIs } from '../../language.ts';
import type { FindingCode } from '../../verdict/codes.ts';
import type { Finding, Verdict } from '../../verdict/verdict.ts';
import { type DeliveryLog, logLine } from '../metrics/delivery-log.ts';
import type { FailureReservoir } from '../metrics/failure-reservoir.ts';
import type { FirstFinding, KeptFailure, Sample } from '../metrics/sample.ts';
import type { WorkerCounters } from '../metrics/worker-counters.ts';
import type { DeliverySlot, PreparedEvent } from '../workload/prepared-event.ts';
import type { WorkerPlan } from './worker-plan.ts';

/** Where results go. */
export interface Sinks {
  readonly counters: WorkerCounters;
  readonly reservoir: FailureReservoir;
  readonly recorder: Recorder;
  readonly log: DeliveryLog | null;
}

/** Judges deliveries that have ended, and passes the results on. */
export class ResponseRecorder {
  readonly #plan: Pick<WorkerPlan, 'seed' | 'clock' | 'overrides' | 'force'>;
  readonly #sinks: Sinks;
  readonly #firsts = new Map<string, FirstFinding>();
  #newFirsts = new Map<string, FirstFinding>();
  #failures: KeptFailure[] = [];
  /** When the run started, by `performance.now()`. */
  origin = 0;

  constructor(plan: Pick<WorkerPlan, 'seed' | 'clock' | 'overrides' | 'force'>, sinks: Sinks) {
    this.#plan = plan;
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
    counters.reconnects += slot.reconnects;
    if (delivery.warmup) counters.endWarmup(verdict, latency, service);
    else {
      counters.end(event.number, event.firstVariantId + delivery.variant, verdict, latency, service);
      if (verdict.findings.length > 0) this.#recordFindings(slot, event, verdict);
    }
    log?.write(logLine(slot, this.origin, verdict, this.#plan.clock.runs));
  }

  /** Returns the failures that were kept, and the first deliveries with a finding, since the last time. */
  flush(): Pick<Sample, 'firsts' | 'failures'> {
    const sample = { firsts: [...this.#newFirsts.values()], failures: this.#failures };
    this.#newFirsts = new Map();
    this.#failures = [];
    return sample;
  }

  #recordFindings(slot: ExchangeSlot<DeliverySlot>, event: PreparedEvent, verdict: Verdict): void {
    const { n } = slot.delivery;
    const { reservoir } = this.#sinks;
    let delivery: Delivery | undefined;
    for (const finding of verdict.findings) {
      this.#recordFirst(slot, event, finding);
      if (finding.severity === 'warning' || !reservoir.wants(event.number, finding.code, n)) continue;
      delivery ??= this.#deliveryRecord(slot, event, verdict);
      const failure = { event: event.number, code: finding.code, n, rank: reservoir.rank(n), delivery };
      if (reservoir.offer(failure)) this.#failures.push(failure);
    }
  }

  /** The first delivery with a finding has the lowest number: deliveries do not end in the order of their starts. */
  #recordFirst(
    slot: ExchangeSlot<DeliverySlot>,
    event: PreparedEvent,
    { code, tolerated = false, message }: Finding,
  ): void {
    const key: `${number} ${FindingCode}` = `${event.number} ${code}`;
    const { n } = slot.delivery;
    const known = this.#firsts.get(key);
    if (known !== undefined && known.first.n <= n) return;
    const hide = this.#masker(slot.delivery, event);
    const identity = this.#identity(slot.delivery, event);
    const first = {
      event: event.number,
      code,
      tolerated,
      first: {
        n,
        at: roundToMicroseconds(slot.end - this.origin),
        variant: identity.variant,
        message: hide(message),
        repro: hide(this.#sinks.recorder.repro(identity, event.destination, this.#plan)),
      },
    };
    this.#firsts.set(key, first);
    this.#newFirsts.set(key, first);
  }

  #deliveryRecord(slot: ExchangeSlot<DeliverySlot>, event: PreparedEvent, verdict: Verdict): Delivery {
    const { delivery } = slot;
    const { n, original, query, body } = delivery;
    const { overrides, force } = this.#plan;
    const { destination } = event;
    // Part of an id.
    const label = n === original ? undefined : asIs(`repeated as ${n}`).en;
    const request = {
      method: 'POST',
      url: deliveryAddress(destination.target, event.definition, query),
      headers: requestHeaders(destination.headers),
      body: Buffer.from(body.view()),
    };
    return this.#sinks.recorder.record(
      this.#identity(delivery, event),
      destination,
      request,
      [slot.exchange()],
      verdict,
      this.#masker(delivery, event),
      { overrides, force, label },
    );
  }

  #masker({ query }: DeliverySlot, { destination, definition }: PreparedEvent): Mask {
    const url = deliveryAddress(destination.target, definition, query);
    return this.#sinks.recorder.masker(destination, url, query);
  }

  #identity(delivery: DeliverySlot, { definition, variants }: PreparedEvent): PayloadIdentity {
    const { original: index, now } = delivery;
    const variant = variants[delivery.variant] as Variant;
    return { event: definition, variant, seed: this.#plan.seed, index, now };
  }
}
