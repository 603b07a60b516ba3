import type { Basis, LocalizedText } from './basis.ts';
import type { Scene } from './scene.ts';

/** Where under a receiver's base address the platform posts an event, and what it adds to the address. */
export interface AddressRule<S extends Scene = Scene> {
  /** The documented sub-path, `/room/left`. Left out: the event has a full address of its own. */
  readonly path?: string;
  readonly basis: Basis;
  readonly query?: QueryRule<S>;
}

/** Query parameters that the platform adds, such as a signature. */
export interface QueryRule<S extends Scene = Scene> {
  /** Parameter names and what they hold. */
  readonly parameters: Readonly<Record<string, LocalizedText>>;
  readonly basis: Basis;
  /** Computed from the scene the payload was drawn from; the payload's bytes do not depend on it. */
  compute(scene: S): Readonly<Record<string, string>>;
}
