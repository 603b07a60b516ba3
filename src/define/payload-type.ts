import type { When } from './dimension.ts';
import type { Enumeration } from './enumeration.ts';

/** Whether a key is there wherever its condition is met. */
export type Presence = 'always' | 'sometimes';

/** The condition of a key that has none. */
export type NoCondition = NonNullable<unknown>;

/** How a field's type depends on dimensions. */
export interface Varies {
  /** It is the value of this dimension, which therefore tells the variant. */
  readonly tells?: string;
  /** By dimension and member, its type. */
  readonly by?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** An object's fields, of which each may depend on dimensions. */
  readonly fields?: Readonly<Record<string, TypedField>>;
}

/** What the type of a payload takes from a field. */
export interface TypedField {
  readonly value: unknown;
  readonly presence: Presence;
  readonly condition: When;
  readonly varies: Varies;
}

type Fields = Readonly<Record<string, TypedField>>;

/** Of a dimension whose name or members are not literal types, nothing is known. */
type IfKnown<N extends string, E extends Enumeration, V> = string extends N | keyof E ? NoCondition : V;

/** The field holds the value of a dimension. */
export type TellsValue<N extends string, E extends Enumeration> = IfKnown<
  N,
  E,
  { readonly tells: N; readonly by: Readonly<Record<N, { readonly [M in keyof E]: E[M]['value'] }>> }
>;

/** The field's type is another one for each value of a dimension. */
export type VariesBy<
  N extends string,
  E extends Enumeration,
  C extends { readonly [M in keyof E]: { readonly value: unknown } },
> = IfKnown<N, E, { readonly by: Readonly<Record<N, { readonly [M in keyof E]: C[M]['value'] }>> }>;

/**
 * The TypeScript type of an object of fields. Where one of its keys holds the value of a dimension, and others depend on
 * that value, it is a union which the key discriminates. Where more than two keys are such, it is not: its size would be
 * the product of theirs.
 */
export type ObjectOf<F extends Fields> =
  IsOneOrTwo<Telling<F>> extends true
    ? Flat<
        Plain<Omit<F, { [N in Telling<F>]: Dependent<F, N> }[Telling<F>]>> &
          All<{ [N in Telling<F>]: Cases<F, N> }>
      >
    : Plain<F>;

/** One type for each member of a dimension, of the keys that depend on it. */
type Cases<F extends Fields, N extends string> = {
  [M in Members<F, N>]: Plain<Pick<Fixed<F, N, M>, Dependent<F, N>>>;
}[Members<F, N>];

/** An object without a union. A key whose value can only be `never` is absent, but may be asked for. */
type Plain<F extends Fields> = Flat<
  { [K in keyof F as IsRequired<F[K]> extends true ? K : never]: F[K]['value'] } & {
    [K in keyof F as IsRequired<F[K]> extends true ? never : K]?: F[K]['value'];
  }
>;

type IsRequired<X extends TypedField> = X['presence'] extends 'always'
  ? [keyof X['condition']] extends [never]
    ? true
    : false
  : false;

/** The dimensions that a key always tells and on which another key depends. */
type Telling<F extends Fields> = {
  [K in keyof F]: IsRequired<F[K]> extends true
    ? F[K]['varies'] extends { readonly tells: infer N extends string }
      ? IsUnion<Dependent<F, N>> extends true
        ? N
        : never
      : never
    : never;
}[keyof F];

/** The keys that depend on a dimension. */
type Dependent<F extends Fields, N extends string> = {
  [K in keyof F]: N extends Dimensions<F[K]> ? K : never;
}[keyof F];

/** The dimensions that a field depends on. Of a condition on several of them at once, nothing follows. */
type Dimensions<X extends TypedField> =
  | (IsUnion<keyof X['condition']> extends true ? never : Literal<keyof X['condition']>)
  | (X['varies'] extends { readonly by: infer B } ? keyof B : never)
  | (X['varies'] extends { readonly fields: infer F extends Fields }
      ? { [K in keyof F]: Dimensions<F[K]> }[keyof F]
      : never);

/** The members of a dimension that a key tells. */
type Members<F extends Fields, N extends string> = {
  [K in keyof F]: F[K]['varies'] extends {
    readonly tells: N;
    readonly by: Readonly<Record<N, infer B>>;
  }
    ? keyof B & string
    : never;
}[keyof F];

/** Fields as they are where a dimension has one member. */
type Fixed<F extends Fields, N extends string, M extends string> = {
  [K in keyof F]: F[K]['condition'] extends { readonly [C in N]: infer W }
    ? IsUnion<keyof F[K]['condition']> extends true
      ? F[K]
      : string extends Flatten<W>
        ? F[K]
        : M extends Flatten<W>
          ? With<F[K]['presence'], FixedValue<F[K], N, M>>
          : With<'sometimes', never>
    : {
        readonly value: FixedValue<F[K], N, M>;
        readonly presence: F[K]['presence'];
        readonly condition: F[K]['condition'];
        readonly varies: FixedVaries<F[K], N, M>;
      };
};

type With<P extends Presence, V> = {
  readonly value: V;
  readonly presence: P;
  readonly condition: NoCondition;
  readonly varies: NoCondition;
};

type FixedValue<X extends TypedField, N extends string, M extends string> = X['varies'] extends {
  readonly by: Readonly<Record<N, Readonly<Record<M, infer V>>>>;
}
  ? V
  : N extends Dimensions<X>
    ? X['varies'] extends { readonly fields: infer F extends Fields }
      ? ObjectOf<Fixed<F, N, M>>
      : X['value']
    : X['value'];

type FixedVaries<X extends TypedField, N extends string, M extends string> = X['varies'] extends {
  readonly fields: infer F extends Fields;
}
  ? { readonly fields: Fixed<F, N, M> }
  : N extends Dimensions<X>
    ? NoCondition
    : X['varies'];

type Flatten<W> = W extends readonly (infer One)[] ? One : W;

type Literal<K> = string extends K ? never : K;

type IsUnion<T, U = T> = [T] extends [never] ? false : T extends U ? ([U] extends [T] ? false : true) : never;

type IsOneOrTwo<T extends string> = [T] extends [never]
  ? false
  : true extends { [N in T]: IsUnion<Exclude<T, N>> }[T]
    ? false
    : true;

/** The intersection of the values of an object. */
type All<O> = { [K in keyof O]: (value: O[K]) => void }[keyof O] extends (value: infer I) => void ? I : never;

type Flat<T> = T extends unknown ? { [K in keyof T]: T[K] } : never;
