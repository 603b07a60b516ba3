import type { LocalizedText } from '../language.ts';
import type { Basis } from './basis.ts';
import { meets, type Variant, type When } from './dimension.ts';

/** A reason why some choices exclude each other: what the platform cannot send. */
export interface Rule extends LocalizedText {
  readonly basis: Basis;
  /** Names of the dimensions in its conditions. */
  readonly of: readonly string[];
  /** It says what is usual, not what is possible: coverage keeps to it, choices that break it are obeyed. */
  readonly usual?: boolean;
  allows(variant: Variant): boolean;
}

export interface RuleOptions extends LocalizedText {
  readonly basis: Basis;
  /** It says what is usual, not what is possible: coverage keeps to it, choices that break it are obeyed. */
  readonly usual?: boolean;
  /** Where this holds … */
  readonly when: When;
  /** … this must hold too. Left out: `when` itself is impossible. */
  readonly must?: When;
}

/** When A, must B. A dimension in `must` that a variant does not have does not violate the rule. */
export function rule({ when, must, ...text }: RuleOptions): Rule {
  return {
    ...text,
    of: [...new Set([...Object.keys(when), ...Object.keys(must ?? {})])],
    allows(variant) {
      if (!meets(variant, when)) return true;
      if (must === undefined) return false;
      return meets(variant, must, 'lenient');
    },
  };
}
