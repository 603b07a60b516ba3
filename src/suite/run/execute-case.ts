import type { EventDefinition } from '../../define/event.ts';
import { curlCommand } from '../../delivery/curl.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { type PreparedPayload, serializePayload } from '../../delivery/prepared-payload.ts';
import type { SeedAndClock } from '../../generate/clock.ts';
import { DrawError } from '../../generate/draw-error.ts';
import type { PayloadGenerator } from '../../generate/generator.ts';
import { applyOverrides } from '../../generate/overrides.ts';
import { say } from '../../language.ts';
import type { Sender, SendRequest, SentDelivery } from '../../send/sender.ts';
import { outcomeWords } from '../../verdict/outcome-words.ts';
import type { Finding } from '../../verdict/verdict.ts';
import type {
  CaseStep,
  Expectation,
  MutationContext,
  PlannedDelivery,
  ProbeTiming,
  SuiteCase,
} from '../plan/case.ts';
import { ProbeError } from '../probe/probe.ts';
import { checkRule } from '../probe/probe-rules.ts';
import type { StateReader } from '../probe/state-reader.ts';
import { type CaseDelivery, type CaseOutcome, type CaseResult, caseResult } from './result.ts';

export interface CaseContext extends SeedAndClock {
  readonly sender: Sender;
  readonly generators: (event: EventDefinition) => PayloadGenerator;
  readonly states?: StateReader | undefined;
  /** Once it is aborted, a case ends after the delivery under way. */
  readonly stop?: AbortSignal | undefined;
  /** The command that runs a case again. */
  repro(one: SuiteCase, now: number): string;
  /** curl's own flags: `-k`, a proxy. */
  readonly curlFlags?: readonly string[] | undefined;
}

/** Runs the steps of a case. Whatever a receiver does is in the result. */
export async function executeCase(one: SuiteCase, context: CaseContext): Promise<CaseResult> {
  const execution = new CaseExecution(one, context);
  const began = performance.now();
  await execution.runSteps();
  return execution.result(performance.now() - began);
}

class CaseExecution {
  readonly #case: SuiteCase;
  readonly #context: CaseContext;
  /** One clock reading for the whole case: the deliveries of a story refer to the same moment. */
  readonly #now: number;
  readonly #deliveries: CaseDelivery[] = [];
  readonly #findings: Finding[] = [];
  /** What each step sent, by the index of the step. */
  readonly #sent = new Map<number, { prepared: PreparedPayload; delivery: CaseDelivery }>();
  readonly #states = new Map<string, string>();
  #lastState: string | undefined;
  /** The step before which the user stopped the run. */
  #interruptedAt: number | undefined;
  #firstQuery: Readonly<Record<string, string>> | undefined;

  constructor(one: SuiteCase, context: CaseContext) {
    this.#case = one;
    this.#context = context;
    this.#now = context.clock();
  }

  async runSteps(): Promise<void> {
    for (const [index, step] of this.#case.steps.entries()) {
      if (!(await this.#tryStep(step, index))) return;
      const more = index + 1 < this.#case.steps.length;
      if (more && this.#context.stop?.aborted === true) this.#interruptedAt = index + 1;
      if (this.#interruptedAt !== undefined) return;
    }
    for (const rule of this.#case.rules ?? []) {
      const { findings, told } = checkRule(rule, this.#states);
      this.#findings.push(...findings.map((finding) => this.#masked(finding)));
      const question = rule.kind === 'own_message' ? 'own' : 'twice';
      if (!told) this.#context.states?.couldNotTell(question, this.#case.subject);
    }
  }

  result(ms: number): CaseResult {
    return caseResult(this.#case, {
      outcome: this.#outcome(),
      ...(this.#outcome() === 'skipped' && {
        reason: this.#interruptedReason(),
      }),
      deliveries: this.#deliveries,
      findings: this.#findings,
      repro: this.#context.repro(this.#case, this.#now),
      ms,
    });
  }

  #interruptedReason(): string {
    const [step, of] = [(this.#interruptedAt ?? 0) + 1, this.#case.steps.length];
    return say({
      zh: `第 ${step} 步（共 ${of} 步）之前中断`,
      en: `interrupted before step ${step} of ${of}`,
    });
  }

  #outcome(): CaseOutcome {
    const unmet = this.#deliveries.filter(({ met }) => !met);
    const unanswered = unmet.some(({ delivery }) => statusOf(delivery) === null);
    if (unanswered || this.#findings.some(({ code }) => /^(probe|event)\.failed$/.test(code))) return 'error';
    if (unmet.length > 0 || this.#findings.length > 0) return 'failed';
    return this.#interruptedAt === undefined ? 'passed' : 'skipped';
  }

  async #tryStep(step: CaseStep, index: number): Promise<boolean> {
    try {
      return await this.#runStep(step, index);
    } catch (error) {
      if (!(error instanceof DrawError)) throw error;
      const message = this.#context.sender.hide(sentence(error.message));
      this.#findings.push({ check: 'event', code: 'event.failed', severity: 'error', message });
      return false;
    }
  }

  /** @returns whether the case goes on: a step waits for the response to the one before it */
  async #runStep(step: CaseStep, index: number): Promise<boolean> {
    if (step.kind === 'probe') return this.#readState(step.name, step.timing, index);
    if (step.kind === 'concurrent') {
      const prepared = this.#prepare(step.planned);
      await this.#context.sender.turn(step.copies);
      const copies = await Promise.all(
        Array.from({ length: step.copies }, (_, copy) =>
          this.#send(step.planned, prepared, { label: `${index}.${copy}`, due: true }),
        ),
      );
      const [first, ...others] = copies;
      for (const other of others) if (first !== undefined) this.#compare(first, other);
      return copies.every(({ delivery }) => statusOf(delivery) !== null);
    }
    const earlier = step.kind === 'resend' ? this.#sent.get(step.of) : undefined;
    const prepared = earlier?.prepared ?? this.#prepare(step.planned);
    const delivery = await this.#send(step.planned, prepared, {
      label: String(index),
      retry: step.kind === 'retry',
    });
    this.#sent.set(index, { prepared, delivery });
    if (earlier !== undefined) this.#compare(earlier.delivery, delivery);
    return statusOf(delivery.delivery) !== null || delivery.met;
  }

  #prepare({ event, variant, index, story, overrides = [] }: PlannedDelivery): PreparedPayload {
    const generator = this.#context.generators(event);
    const drawn =
      story === undefined
        ? generator.draw(event, variant, index, this.#now)
        : generator.drawStep(story, index, this.#now);
    const { payload } = applyOverrides(drawn.payload, overrides);
    return serializePayload({ ...drawn, payload });
  }

  async #send(
    planned: PlannedDelivery,
    prepared: PreparedPayload,
    request: SendRequest,
  ): Promise<CaseDelivery> {
    const { mutate, expected = 'accepted', mayReset = false, overrides, words, caseOnly } = planned;
    this.#firstQuery ??= prepared.query;
    const { repro, sender } = this.#context;
    const sent = await sender.send(prepared, {
      ...request,
      mutate: mutate && ((plain) => mutate(plain, this.#mutationContext(planned, prepared))),
      overrides,
      // An override may name a key that the event or this variant does not have.
      force: overrides !== undefined,
      repro: caseOnly === true || mutate !== undefined ? repro(this.#case, this.#now) : undefined,
      label: `${this.#case.id} ${request.label}`,
    });
    const { delivery } = sent;
    const reset = delivery.attempts.at(-1)?.error?.code === 'transport.reset';
    const result: CaseDelivery = {
      words: say(words),
      expected,
      met: meets(delivery, expected) || (mayReset && reset),
      delivery,
      ...(delivery.request.bodyBytes === undefined && { curl: this.#curl(sent) }),
    };
    this.#deliveries.push(result);
    this.#findings.push(...unmetFindings(result));
    return result;
  }

  #mutationContext({ event, variant, index }: PlannedDelivery, { query }: PreparedPayload): MutationContext {
    const generator = this.#context.generators(event);
    return {
      event,
      now: this.#now,
      firstQuery: this.#firstQuery ?? query,
      queryAt: (now) => generator.draw(event, variant, index, now).query,
    };
  }

  #curl({ request, hide }: SentDelivery): string {
    const headers = Object.entries(request.headers).map(([name, value]) => [name, hide(value)]);
    const text = Buffer.from(request.body).toString('utf8');
    const shown = hide(text);
    return curlCommand({
      method: request.method,
      url: hide(request.url.href),
      headers: Object.fromEntries(headers),
      body: shown === text ? Buffer.from(request.body) : Buffer.from(shown),
      masked: shown !== text,
      flags: (this.#context.curlFlags ?? []).map((flag) => hide(flag)),
    });
  }

  /** A receiver that accepts a delivery must accept it again. Where one was not answered, that is the finding. */
  #compare(first: CaseDelivery, second: CaseDelivery): void {
    if (!answered(first) || !answered(second)) return;
    const [expected, actual] = [outcomeText(first), outcomeText(second)];
    if (expected === actual) return;
    this.#findings.push({
      check: 'redelivery',
      code: 'redelivery.outcome_changed',
      severity: 'error',
      expected,
      actual,
      message: say({
        zh: '同一投递再次到达时，响应的结果不同。',
        en: 'The same delivery, when it arrived again, was answered in another way.',
      }),
    });
  }

  /** A receiver may echo a secret in what a probe reads. */
  #masked(finding: Finding): Finding {
    const { path, expected, actual } = finding;
    const { sender } = this.#context;
    return {
      ...finding,
      ...(path !== undefined && { path: sender.hide(path) }),
      ...(expected !== undefined && { expected: sender.hide(expected) }),
      ...(actual !== undefined && { actual: sender.hide(actual) }),
      message: sender.hide(finding.message),
    };
  }

  async #readState(name: string, timing: ProbeTiming, index: number): Promise<boolean> {
    const { states } = this.#context;
    if (states === undefined) return true;
    try {
      this.#lastState = await states.read(timing, this.#lastState);
      this.#states.set(name, this.#lastState);
      return true;
    } catch (error) {
      if (!(error instanceof ProbeError)) throw error;
      if (this.#context.stop?.aborted === true) {
        this.#interruptedAt = index;
        return false;
      }
      const message = sentence(error.message);
      const { sender } = this.#context;
      this.#findings.push({
        check: 'probe',
        code: 'probe.failed',
        severity: 'error',
        message: sender.hide(message),
      });
      return false;
    }
  }
}

/** A message as a sentence of its own. */
const sentence = (message: string): string =>
  say({ zh: `${message.replace(/[.。]$/, '')}。`, en: `${message.replace(/\.$/, '')}.` });

/** Whether a whole response came in time: without one, there is no outcome that a second could differ from. */
const answered = ({ delivery: { verdict } }: CaseDelivery): boolean =>
  !['timeout', 'transport', 'aborted'].includes(verdict.outcome);

const statusOf = (delivery: Delivery): number | null => delivery.attempts.at(-1)?.status ?? null;

function outcomeText({ delivery }: CaseDelivery): string {
  const status = statusOf(delivery);
  const outcome = outcomeWords[delivery.verdict.outcome];
  if (status === null) return say(outcome);
  return say({ zh: `${outcome.zh}（${status}）`, en: `${outcome.en} (${status})` });
}

function meets(delivery: Delivery, expected: Expectation): boolean {
  const { outcome } = delivery.verdict;
  if (expected === 'accepted') return outcome === 'accepted';
  const status = statusOf(delivery);
  if (status === null || outcome === 'timeout' || status >= 500) return false;
  return expected === 'answered' || status >= 400 || outcome === 'rejected';
}

/** Why the response to an invalid request was wrong. On valid requests and late responses the verdict has findings. */
function unmetFindings({ delivery, expected, met, words }: CaseDelivery): Finding[] {
  const status = statusOf(delivery);
  if (met || expected === 'accepted' || status === null) return [];
  const failed = status >= 500;
  // A late response, which the verdict reports.
  if (!failed && expected === 'answered') return [];
  return [
    {
      check: 'negative',
      code: failed ? 'negative.server_error' : 'negative.not_refused',
      severity: 'error',
      path: 'status',
      expected: failed
        ? say({ zh: '5xx 以外的任何响应', en: 'any response but a 5xx' })
        : say({ zh: '4xx，或非 0 的 errcode', en: 'a 4xx, or an errcode other than 0' }),
      actual: `${status} ${delivery.attempts.at(-1)?.statusText ?? ''}`.trim(),
      message: failed
        ? say({
            zh: `接收端对不合法的请求（${words}）返回 ${status}。`,
            en: `The receiver answered an invalid request (${words}) with ${status}.`,
          })
        : say({
            zh: `接收端承诺拒绝这个请求（${words}），却没有拒绝。`,
            en: `The receiver promises to refuse this request (${words}), and did not.`,
          }),
    },
  ];
}
