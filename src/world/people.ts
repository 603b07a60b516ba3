import type { Rng } from './rng.ts';

/** What the world asks of whoever invents people: faker in a run, a short fixed list on documentation pages. */
export interface People {
  personName(rng: Rng, gender: 'female' | 'male'): string;
  company(rng: Rng): string;
  /** Province, city, street and number, in one line. */
  address(rng: Rng): string;
}
