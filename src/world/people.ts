import type { Rng } from './rng.ts';

/** A company and where it is: province or city, street and number, in one line. */
export interface Company {
  readonly name: string;
  readonly address: string;
}

/** What the world asks of whoever invents people: faker in a run, a short fixed list on documentation pages. */
export interface People {
  personName(rng: Rng, gender: 'female' | 'male'): string;
  company(rng: Rng): Company;
}
