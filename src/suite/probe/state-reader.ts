import { setTimeout as pause } from 'node:timers/promises';
import { type LocalizedText, say } from '../../language.ts';
import type { ProbeTiming } from '../plan/case.ts';
import { type Probe, ProbeError } from './probe.ts';
import { sameState } from './probe-rules.ts';

/** What a state is to answer: whether a delivery counted twice, whether a message of our own was handled. */
export type ProbeQuestion = 'twice' | 'own';

const untoldText: Readonly<Record<ProbeQuestion, (events: LocalizedText) => LocalizedText>> = {
  twice: ({ zh, en }) => ({
    zh: `探针看不出重复投递是否重复计数（${zh}）：它的响应有变化，但其中没有增长的数字或列表；请让它给出一个计数`,
    en: `the probe cannot tell whether ${en}, delivered twice, counts twice: its answer changes, but no number and no list in it grows; let it show a count`,
  }),
  own: ({ zh, en }) => ({
    zh: `探针看不出接收端是否回复自己的消息（${zh}）：自己的消息与客户的消息带来的变化相同；请让它给出一个名为 replies 的数字`,
    en: `the probe cannot tell whether the receiver answers its own messages (${en}): what it shows changes as much with them as with a customer's; let it show a number named replies`,
  }),
};

const neverChanged: LocalizedText = {
  zh: '探针的响应从未变化：无法看出重复投递是否改变了什么',
  en: "the probe's answer never changed: it cannot show whether a duplicate changed anything",
};

/** ms that a receiver may go on working after its response. */
const settleTime = 1000;
/** ms between two reads while a change is awaited. */
const interval = 25;
/** ms that the state may take to come to rest after everything that was sent before. */
const restTime = 10_000;
/** After so many deliveries without a visible change, no change is awaited any more. */
const trials = 3;

/** Reads a probe at the right moment, and learns from case to case how long a change takes to show. */
export class StateReader {
  readonly #probe: Probe;
  readonly #stop: AbortSignal | undefined;
  #last: string | undefined;
  #reads = 0;
  #everChanged = false;
  /** Deliveries after which no change showed, as long as there has been none. */
  #unchanged = 0;
  #changedByDelivery = false;
  /** Whether the state never comes to rest. */
  #restless = false;
  /** Whether the state has once been at rest for as long as a receiver may go on working. */
  #rested = false;
  /** ms that changes took to show lately. */
  #lag = 0;
  /** The events about which the state cannot tell, by what it cannot tell. */
  readonly #untold: Readonly<Record<ProbeQuestion, Set<string>>> = { twice: new Set(), own: new Set() };

  /** @param stop once it is aborted, nothing is waited for any more */
  constructor(probe: Probe, stop?: AbortSignal) {
    this.#probe = probe;
    this.#stop = stop;
  }

  /**
   * @param before the state that the case read before
   * @throws ProbeError when the state cannot be read, or never comes to rest, or the run was stopped
   */
  async read(timing: ProbeTiming, before: string | undefined): Promise<string> {
    if (this.#restless) throw restlessError();
    if (timing === 'changed') return this.#rest(await this.#awaitChange(before), 2 * settleTime);
    // How long the receiver goes on working is not known yet: earlier deliveries may still have an effect.
    if (!this.#rested) await this.#longRest();
    const least = timing === 'settled' ? 2 * interval : 0;
    // One delivery takes about as long to show as another.
    await pause(Math.min(settleTime, Math.max(least, 2 * this.#lag)));
    return this.#rest(await this.#readProbe(), timing === 'settled' ? 2 * settleTime : undefined);
  }

  /** Deliveries of the event changed the state, and nothing in it answers the question. */
  couldNotTell(question: ProbeQuestion, event: string): void {
    this.#untold[question].add(event);
  }

  /** What the probe cannot show. Nothing is known of one read only once. */
  get warnings(): readonly string[] {
    if (this.#reads >= 2 && !this.#everChanged) return [say(neverChanged)];
    return (['twice', 'own'] as const).flatMap((question) => {
      const [first, ...others] = this.#untold[question];
      if (first === undefined) return [];
      const more = others.length;
      const events = {
        zh: more === 0 ? first : `${first} 等 ${more + 1} 个事件`,
        en: more === 0 ? first : `${first} and ${more} more`,
      };
      return [say(untoldText[question](events))];
    });
  }

  async #readProbe(): Promise<string> {
    if (this.#stop?.aborted === true) throw new ProbeError({ zh: '已中断', en: 'interrupted' });
    const state = await this.#probe.read();
    if (this.#last !== undefined && !sameState(state, this.#last)) this.#everChanged = true;
    this.#last = state;
    this.#reads += 1;
    return state;
  }

  async #awaitChange(before: string | undefined): Promise<string> {
    const began = performance.now();
    const patience = !this.#changedByDelivery && this.#unchanged >= trials ? 0 : settleTime;
    let state = await this.#readProbe();
    while (before !== undefined && sameState(state, before) && performance.now() - began < patience) {
      await pause(interval);
      state = await this.#readProbe();
    }
    if (before !== undefined && sameState(state, before)) {
      this.#unchanged += 1;
    } else {
      this.#changedByDelivery = true;
      this.#lag = Math.max(this.#lag / 2, performance.now() - began);
    }
    return state;
  }

  async #longRest(): Promise<void> {
    const began = performance.now();
    let since = began;
    let state = await this.#readProbe();
    while (performance.now() - since < settleTime) {
      if (performance.now() - began > restTime) throw this.#giveUp();
      await pause(2 * interval);
      const next = await this.#readProbe();
      if (!sameState(next, state)) since = performance.now();
      state = next;
    }
    this.#rested = true;
  }

  /** @param within ms; without it, a state that never comes to rest is an error */
  async #rest(first: string, within: number | undefined): Promise<string> {
    const began = performance.now();
    let state = first;
    while (performance.now() - began < (within ?? restTime)) {
      await pause(interval);
      const next = await this.#readProbe();
      if (sameState(next, state)) return next;
      state = next;
    }
    if (within !== undefined) return state;
    throw this.#giveUp();
  }

  #giveUp(): ProbeError {
    this.#restless = true;
    return restlessError();
  }
}

const restlessError = (): ProbeError =>
  new ProbeError({
    zh: '没有发送任何请求，探针的响应也一直在变：请让它只给出投递会改变的内容，不要包含时间',
    en: "the probe's answer changes all the time, though nothing is sent: let it show what deliveries change, and no times",
  });
