/**
 * Why we believe a fact. `documented`: the platform's own page says so. `observed`: seen in real traffic or in public
 * receivers. `inferred`: our own reasoning, never to be presented as fact.
 */
export type Basis = 'documented' | 'observed' | 'inferred';

/** A name or sentence in both languages. */
export interface LocalizedText {
  readonly zh: string;
  readonly en: string;
}
