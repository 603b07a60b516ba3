import type { LocalizedText } from '../language.ts';

/**
 * Why we believe a fact. `documented`: the platform's own page says so. `observed`: seen in real traffic or in public
 * receivers. `inferred`: our own reasoning, never to be presented as fact.
 */
export type Basis = 'documented' | 'observed' | 'inferred';

/** The bases as people read them. */
export const basisWords: Readonly<Record<Basis, LocalizedText>> = {
  documented: { zh: '文档', en: 'documented' },
  observed: { zh: '观察', en: 'observed' },
  inferred: { zh: '推测', en: 'inferred' },
};
