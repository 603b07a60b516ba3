import type { CommandName } from '../../commands.ts';
import type { Flag, FlagValues } from '../flag.ts';
import { loadFlags } from './load.ts';
import { outputFlags } from './output.ts';
import { payloadFlags } from './payload.ts';
import { receiverFlags } from './receiver.ts';
import { suiteFlags } from './suite.ts';

/** Every flag. Flags under the same heading appear in this order in the help. */
const table = {
  ...outputFlags,
  ...loadFlags,
  ...payloadFlags,
  ...receiverFlags,
  ...suiteFlags,
} as const satisfies Readonly<Record<string, Flag>>;

export type FlagKey = keyof typeof table;

/** The values of the flags that a command takes, by key. */
export type ValuesOf<C extends CommandName> = FlagValues<typeof table, C extends 'config' ? 'test' : C>;

type Table = typeof table;
type Related = {
  [K in FlagKey]:
    | (Table[K] extends { conflicts: infer R } ? keyof R : never)
    | (Table[K] extends { needs: infer R } ? keyof R : never);
}[FlagKey];
/** Rejects a conflict with, or a need of, an unknown flag at compile time. */
type Checked = [Exclude<Related, FlagKey>] extends [never] ? Readonly<Record<FlagKey, Flag>> : never;

export const flags: Checked = table;
