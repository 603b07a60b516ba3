import { isObject } from '../json.ts';
import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';
import type { Variant } from './dimension.ts';
import type { EventDefinition } from './event.ts';
import type { Platform } from './platform.ts';

/** One delivery of a scenario. */
export interface ScenarioStep {
  readonly event: EventDefinition;
  /** Choices; open dimensions take their usual member. */
  readonly variant?: Variant;
  /** What happens. */
  readonly words: LocalizedText;
}

/** A wrong order in which the deliveries may arrive. */
export interface Disorder extends LocalizedText {
  /** Numbers of steps, from 0, in order of arrival. A step may be missing. */
  readonly arrivals: readonly number[];
}

export interface ScenarioOptions {
  /** Dashed, and the name of its file: `contact-life`. */
  readonly name: string;
  readonly platform: Platform;
  readonly title: LocalizedText;
  readonly basis: Basis;
  readonly steps: readonly ScenarioStep[];
  readonly disorders?: readonly Disorder[];
}

/**
 * Several deliveries about the same people and things: a contact's life, a conversation. The steps say what happens and
 * in which order. The payloads are drawn like any others, with the story in the scene.
 */
export interface Scenario extends Required<ScenarioOptions> {
  readonly kind: 'webhook-sim/scenario';
  /** `yuju/contact-life` */
  readonly id: string;
}

/**
 * Declares a scenario.
 * @throws TypeError when the definition contradicts itself
 */
export function defineScenario(options: ScenarioOptions): Scenario {
  const { name, platform, steps, disorders = [] } = options;
  const id = `${platform.id}/${name}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    throw new TypeError(`${id}: a scenario name reads like contact-life`);
  if (steps.length < 2) throw new TypeError(`${id}: a scenario has at least two steps`);
  for (const { arrivals, en } of disorders) {
    const unknown = arrivals.find((step, i) => steps[step] === undefined || arrivals.indexOf(step) !== i);
    if (unknown !== undefined)
      throw new TypeError(`${id}: ${en}: there is no step ${unknown}, or it arrives twice`);
  }
  return { ...options, kind: 'webhook-sim/scenario', id, disorders };
}

/** Whether a value is a scenario, even if another copy of this package made it. */
export function isScenario(value: unknown): value is Scenario {
  return isObject(value) && value['kind'] === 'webhook-sim/scenario';
}
