import type { Basis, LocalizedText } from './basis.ts';
import type { Variant } from './dimension.ts';
import type { EventDefinition } from './event.ts';
import { isObject } from './json.ts';
import type { Platform } from './platform.ts';

/** One delivery of a scenario. */
export interface ScenarioStep {
  readonly event: EventDefinition;
  /** Choices; dimensions left open take their usual value. */
  readonly variant?: Variant;
  /** What happens, in a few words. */
  readonly words: LocalizedText;
}

/** An order in which deliveries may arrive that is not the order in which things happened. */
export interface Disorder extends LocalizedText {
  /** Numbers of steps, from 0, in the order of their arrival. A step may be left out. */
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
 * A story of several deliveries about the same people and things: a contact's life, a conversation. The steps say
 * what happens in which order; everything else is drawn, as for any payload, with the story in the scene.
 */
export interface Scenario extends Required<ScenarioOptions> {
  readonly kind: 'webhook-sim/scenario';
  /** `yuju/contact-life` */
  readonly id: string;
}

/**
 * Declares a scenario.
 * @throws TypeError when the definition contradicts itself, naming the scenario and what is wrong
 */
export function defineScenario(options: ScenarioOptions): Scenario {
  const { name, platform, steps, disorders = [] } = options;
  const id = `${platform.id}/${name}`;
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(name))
    throw new TypeError(`${id}: a scenario name reads like contact-life`);
  if (steps.length < 2) throw new TypeError(`${id}: a story has two steps or more`);
  for (const { arrivals, en } of disorders) {
    const unknown = arrivals.find((step, i) => steps[step] === undefined || arrivals.indexOf(step) !== i);
    if (unknown !== undefined)
      throw new TypeError(`${id}: ${en}: there is no step ${unknown}, or it arrives twice`);
  }
  return { ...options, kind: 'webhook-sim/scenario', id, disorders };
}

/** Whether a value that a module exported is a scenario, whichever copy of the package made it. */
export function isScenario(value: unknown): value is Scenario {
  return isObject(value) && value['kind'] === 'webhook-sim/scenario';
}
