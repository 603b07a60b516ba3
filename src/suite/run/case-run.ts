import type { EventDefinition } from '../../define/event.ts';
import { curlCommand } from '../../delivery/curl.ts';
import type { PreparedPayload } from '../../delivery/prepared-payload.ts';
import type { Clock } from '../../generate/clock.ts';
import type { GeneratedPayload, PayloadGenerator } from '../../generate/generator.ts';
import { applyOverrides } from '../../generate/overrides.ts';
import type { OutgoingRequest } from '../../http/exchange.ts';
import { serializePayload } from '../../send/prepare.ts';
import type { Sender, SendRequest, SentDelivery } from '../../send/sender.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type { Case, ProbeMoment, Sending, Step } from '../plan/case.ts';
import { ProbeError } from '../probe/probe.ts';
import { checkRule } from '../probe/probe-rules.ts';
import type { StateReader } from '../probe/state-reader.ts';
import { brokeOff, meetsExpectation, unmetFindings } from './expectation.ts';
import type { CaseDelivery, CaseOutcome, CaseResult } from './result.ts';

/** What cases are run with. */
export interface CaseContext {
  readonly poster: Sender;
  readonly generators: (event: EventDefinition) => PayloadGenerator;
  readonly clock: Clock;
  readonly states?: StateReader | undefined;
  /** The command that runs a case again. */
  repro(id: string, now: number): string;
  /** Words of curl's own: `-k`, a proxy. */
  readonly curlFlags?: readonly string[] | undefined;
}

/** Runs one case to its end. Never throws: whatever happens is in the result. */
export async function runCase(one: Case, context: CaseContext): Promise<CaseResult> {
  const run = new CaseRun(one, context);
  const began = performance.now();
  await run.carryOut();
  return run.result(performance.now() - began);
}

class CaseRun {
  readonly #case: Case;
  readonly #context: CaseContext;
  /** One for the whole case: a story ends where it is told. */
  readonly #now: number;
  readonly #deliveries: CaseDelivery[] = [];
  readonly #findings: Finding[] = [];
  /** What was posted, by the number of its step. */
  readonly #posted = new Map<number, { prepared: PreparedPayload; delivery: CaseDelivery }>();
  readonly #states = new Map<string, string>();
  #lastState: string | undefined;
  #firstQuery: Readonly<Record<string, string>> | undefined;

  constructor(one: Case, context: CaseContext) {
    this.#case = one;
    this.#context = context;
    this.#now = context.clock();
  }

  async carryOut(): Promise<void> {
    for (const [number, step] of this.#case.steps.entries()) {
      if (!(await this.#take(step, number))) return;
    }
    for (const rule of this.#case.rules ?? []) this.#findings.push(...checkRule(rule, this.#states));
  }

  result(ms: number): CaseResult {
    const { id, group, subject, basis, words } = this.#case;
    return {
      id,
      group,
      subject,
      basis,
      words,
      outcome: this.#outcome(),
      deliveries: this.#deliveries,
      findings: this.#findings,
      repro: this.#context.repro(id, this.#now),
      ms,
    };
  }

  #outcome(): CaseOutcome {
    const unmet = this.#deliveries.filter(({ met }) => !met);
    const silent = unmet.some(({ delivery }) => delivery.attempts.at(-1)?.status === null);
    if (silent || this.#findings.some(({ code }) => code === 'probe.failed')) return 'error';
    return unmet.length > 0 || this.#findings.length > 0 ? 'failed' : 'passed';
  }

  /** @returns whether the next step may begin: it waits for an answer to this one */
  async #take(step: Step, number: number): Promise<boolean> {
    if (step.kind === 'probe') return this.#read(step.as, step.once);
    if (step.kind === 'together') {
      const prepared = this.#prepare(step.sending);
      const copies = Array.from({ length: step.times }, (_, copy) =>
        this.#post(step.sending, prepared, { label: `${number}.${copy}` }),
      );
      const [first, ...others] = await Promise.all(copies);
      for (const other of others) if (first !== undefined) this.#compare(first, other);
      return answered(first) && others.every(answered);
    }
    const earlier = step.kind === 'again' ? this.#posted.get(step.of) : undefined;
    const prepared = earlier?.prepared ?? this.#prepare(step.sending);
    const delivery = await this.#post(step.sending, prepared, {
      label: String(number),
      retry: step.kind === 'retry',
    });
    this.#posted.set(number, { prepared, delivery });
    if (earlier !== undefined) this.#compare(earlier.delivery, delivery);
    return answered(delivery) || delivery.met;
  }

  #prepare({ event, variant, index, story, overrides = [] }: Sending): PreparedPayload {
    const generator = this.#context.generators(event);
    const drawn: GeneratedPayload =
      story === undefined
        ? generator.draw(event, variant, index, this.#now)
        : generator.drawStep(story, index, this.#now);
    const { payload } = applyOverrides(drawn.payload, overrides);
    return serializePayload({ ...drawn, payload });
  }

  async #post(sending: Sending, prepared: PreparedPayload, how: SendRequest): Promise<CaseDelivery> {
    const { tampering, expected = 'accepted', mayBreakOff = false, overrides, words, unsendable } = sending;
    this.#firstQuery ??= prepared.query;
    const change =
      tampering &&
      ((request: OutgoingRequest) => tampering.apply(request, this.#tamperingContext(sending, prepared)));
    const posted = await this.#context.poster.send(prepared, {
      ...how,
      change,
      overrides,
      // An override may name a key that the event does not have, or one that this variant lacks.
      force: overrides !== undefined,
      repro:
        unsendable === true || change !== undefined
          ? this.#context.repro(this.#case.id, this.#now)
          : undefined,
      label: `${this.#case.id} ${how.label}`,
    });
    const delivery: CaseDelivery = {
      words,
      expected,
      met: meetsExpectation(posted.delivery, expected) || (mayBreakOff && brokeOff(posted.delivery)),
      delivery: posted.delivery,
      ...(posted.delivery.request.bodyBytes === undefined && { curl: this.#curl(posted) }),
    };
    this.#deliveries.push(delivery);
    this.#findings.push(...unmetFindings(delivery));
    return delivery;
  }

  #tamperingContext({ event, variant, index }: Sending, prepared: PreparedPayload) {
    const generator = this.#context.generators(event);
    return {
      event,
      now: this.#now,
      firstQuery: this.#firstQuery ?? prepared.query,
      queryAt: (now: number) => generator.draw(event, variant, index, now).query,
    };
  }

  #curl({ request, hide }: SentDelivery): string {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, hide(value)]),
    );
    const text = Buffer.from(request.body).toString('utf8');
    const shown = hide(text);
    return curlCommand({
      method: request.method,
      url: hide(request.url.href),
      headers,
      body: shown === text ? Buffer.from(request.body) : Buffer.from(shown),
      masked: shown !== text,
      flags: (this.#context.curlFlags ?? []).map((word) => hide(word)),
    });
  }

  /** Whoever accepts a delivery accepts it again. */
  #compare(first: CaseDelivery, again: CaseDelivery): void {
    const [before, after] = [outcomeWords(first), outcomeWords(again)];
    if (before === after) return;
    this.#findings.push({
      check: 'redelivery',
      code: 'redelivery.outcome_changed',
      severity: 'error',
      expected: before,
      actual: after,
      message: 'The same delivery, when it arrived again, was answered in another way.',
    });
  }

  async #read(as: string, once: ProbeMoment): Promise<boolean> {
    const { states } = this.#context;
    if (states === undefined) return true;
    try {
      const state = await states.read(once, this.#lastState);
      this.#states.set(as, state);
      this.#lastState = state;
      return true;
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      this.#findings.push({
        check: 'probe',
        code: 'probe.failed',
        severity: 'error',
        message: `${error.message}.`,
      });
      return false;
    }
  }
}

const answered = (delivery: CaseDelivery | undefined): boolean =>
  delivery?.delivery.attempts.at(-1)?.status != null;

function outcomeWords({ delivery }: CaseDelivery): string {
  const status = delivery.attempts.at(-1)?.status;
  return `${delivery.verdict.outcome}${status == null ? '' : ` (${status})`}`;
}
