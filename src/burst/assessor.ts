import type { Variant } from '../define/dimension.ts';
import type { Shuttle } from '../deliver/shuttle.ts';
import type { Override } from '../generate/overrides.ts';
import { deliveryAddress } from '../run/address.ts';
import { requestHeaders } from '../run/headers.ts';
import type { Recorder } from '../run/recorder.ts';
import type { FindingCode } from '../verdict/codes.ts';
import type { Delivery } from '../verdict/delivery.ts';
import type { Finding, Verdict } from '../verdict/verdict.ts';
import { microseconds } from './counts.ts';
import type { Keeper } from './keeper.ts';
import type { DeliveryLog } from './log.ts';
import { logLine } from './log-line.ts';
import type { Tally } from './tally.ts';
import type { First, Kept } from './tick.ts';
import type { Load, WorkedEvent } from './worked-event.ts';

/** Where what was noticed goes. */
export interface Books {
  readonly tally: Tally;
  readonly keeper: Keeper;
  readonly recorder: Recorder;
  readonly log: DeliveryLog | null;
}

export interface Changes {
  readonly overrides: readonly Override[];
  readonly force: boolean;
}

/** Judges deliveries that have ended, and books what they came to. */
export class Assessor {
  readonly #seed: string;
  readonly #books: Books;
  readonly #changes: Changes;
  /** The clock runs: each delivery has its own. */
  readonly #clockRuns: boolean;
  readonly #firsts = new Map<string, First>();
  #newFirsts = new Map<string, First>();
  #kept: Kept[] = [];
  /** When the run started, by `performance.now()`. */
  origin = 0;

  constructor(seed: string, clockRuns: boolean, changes: Changes, books: Books) {
    this.#seed = seed;
    this.#clockRuns = clockRuns;
    this.#changes = changes;
    this.#books = books;
  }

  assess(shuttle: Shuttle<Load>): void {
    const { load, due, start, end, status } = shuttle;
    const event = load.event as WorkedEvent;
    const { tally, log } = this.#books;
    const verdict = event.answers.judge(shuttle);
    const latency = end - due;
    const service = end - start;
    if (status !== null) tally.answered += 1;
    if (status === 410) tally.gone += 1;
    if (load.warm) tally.warm(verdict, latency, service);
    else {
      tally.end(event.number, event.firstLot + load.variant, verdict, latency, service);
      if (verdict.findings.length > 0) this.#note(shuttle, event, verdict);
    }
    log?.write(logLine(shuttle, this.origin, verdict, this.#clockRuns));
  }

  /** What was kept, and what was seen for the first time, since the last time. */
  take(): { firsts: readonly First[]; kept: readonly Kept[] } {
    const taken = { firsts: [...this.#newFirsts.values()], kept: this.#kept };
    this.#newFirsts = new Map();
    this.#kept = [];
    return taken;
  }

  #note(shuttle: Shuttle<Load>, event: WorkedEvent, verdict: Verdict): void {
    const { n } = shuttle.load;
    const { keeper } = this.#books;
    let delivery: Delivery | undefined;
    for (const finding of verdict.findings) {
      this.#noteFirst(shuttle, event, finding);
      if (finding.severity === 'warning' || !keeper.wants(event.number, finding.code, n)) continue;
      delivery ??= this.#record(shuttle, event, verdict);
      const kept = { event: event.number, code: finding.code, n, rank: keeper.rank(n), delivery };
      if (keeper.offer(kept)) this.#kept.push(kept);
    }
  }

  /** Deliveries end in another order than they start in: the first is the one with the lowest number. */
  #noteFirst(shuttle: Shuttle<Load>, event: WorkedEvent, { code, severity, message }: Finding): void {
    const key: `${number} ${FindingCode}` = `${event.number} ${code}`;
    const { n } = shuttle.load;
    const known = this.#firsts.get(key);
    if (known !== undefined && known.first.n <= n) return;
    const hide = this.#hider(shuttle, event);
    const variant = event.variants[shuttle.load.variant] as Variant;
    const repro = hide(
      this.#books.recorder.repro(this.#identity(shuttle, event), event.destination, this.#changes),
    );
    const at = microseconds(shuttle.end - this.origin);
    const first = {
      event: event.number,
      code,
      severity,
      first: { n, at, variant, message: hide(message), repro },
    };
    this.#firsts.set(key, first);
    this.#newFirsts.set(key, first);
  }

  #record(shuttle: Shuttle<Load>, event: WorkedEvent, verdict: Verdict): Delivery {
    const { load, body } = shuttle;
    const request = {
      method: 'POST',
      url: this.#url(load, event),
      headers: requestHeaders(event.destination.headers),
      body: Buffer.from(body.view()),
    };
    const repeated = load.n === load.original ? undefined : `repeated as ${load.n}`;
    return this.#books.recorder.record(
      this.#identity(shuttle, event),
      event.destination,
      request,
      [shuttle.exchange()],
      verdict,
      this.#hider(shuttle, event),
      { ...this.#changes, label: repeated },
    );
  }

  #url({ query }: Load, event: WorkedEvent): URL {
    return deliveryAddress(event.destination.target, event.definition, query);
  }

  #hider({ load }: Shuttle<Load>, event: WorkedEvent): <T>(record: T) => T {
    return this.#books.recorder.masker(event.destination, this.#url(load, event), load.query);
  }

  #identity({ load }: Shuttle<Load>, { definition, variants }: WorkedEvent) {
    const { original: index, now, query } = load;
    const variant = variants[load.variant] as Variant;
    return { event: definition, variant, seed: this.#seed, index, now, query };
  }
}
