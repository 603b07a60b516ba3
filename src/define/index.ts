/** The vocabulary that event files are written in: `import { defineEvent, f } from 'webhook-sim/define'`. */

export type { LocalizedText } from '../language.ts';
export { chinaDateTime, objectId, opaque, uuid } from '../world/ids.ts';
export { Rng } from '../world/rng.ts';
export type { Contact, Room, Staff, World } from '../world/world.ts';
export { chinaTime, hexDigits, uuidDigits } from './ascii.ts';
export type { Basis } from './basis.ts';
export { type Contract, emptyObject, type ResponseKey } from './contract.ts';
export {
  chosenValue,
  type Dimension,
  type DimensionOptions,
  dimension,
  flag,
  type Variant,
  type When,
} from './dimension.ts';
export {
  type Enumeration,
  type EnumMember,
  type EnumValue,
  enumeration,
  type ValueOf,
} from './enumeration.ts';
export {
  type DocsPage,
  defineEvent,
  type EventDefinition,
  type EventOptions,
  type PayloadOf,
  type QueryRule,
} from './event.ts';
export { type AnyField, type AsciiSlot, Field } from './field.ts';
export type { ObjectOf } from './payload-type.ts';
export { type DeliveryPolicy, definePlatform, type Platform } from './platform.ts';
export { type Rule, type RuleOptions, rule } from './rule.ts';
export { defineScenario, type Scenario, type ScenarioOptions, type ScenarioStep } from './scenario.ts';
export { castRng, happenedAt, type Scene, type Story } from './scene.ts';
export { f, type ItemScene, type Vocabulary, vocabulary } from './vocabulary.ts';
