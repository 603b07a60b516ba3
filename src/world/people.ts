import type { Rng } from './rng.ts';

/** A company and its address in one line: province or city, street and number. */
export interface Company {
  readonly name: string;
  readonly address: string;
}

/** Invents people and companies: faker in a run, a short fixed list for documentation pages. */
export interface People {
  personName(rng: Rng, gender: 'female' | 'male'): string;
  company(rng: Rng): Company;
}
