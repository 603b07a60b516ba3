import { faker as zhCn } from '@faker-js/faker/locale/zh_CN';
import type { People } from './people.ts';
import type { Rng } from './rng.ts';

let source: Rng | undefined;

/** Passes faker the randomness of the generator that a person is being drawn with. */
const randomizer = {
  next(): number {
    if (source === undefined) throw new Error('faker needs a value outside of a draw');
    return source.float();
  },
  seed(): void {},
};

const Faker = zhCn.constructor as new (options: {
  locale: unknown;
  randomizer: typeof randomizer;
}) => typeof zhCn;

/** One locale alone: the package's root import loads seventy and costs 170 ms. */
const faker = new Faker({ locale: zhCn.rawDefinitions, randomizer });

function using<T>(rng: Rng, draw: () => T): T {
  source = rng;
  try {
    return draw();
  } finally {
    source = undefined;
  }
}

/** People, companies and addresses from faker's Chinese locale. */
export const fakerPeople: People = {
  personName: (rng, sex) => using(rng, () => faker.person.fullName({ sex })),
  company: (rng) =>
    using(rng, () => {
      const name = faker.company.name();
      // A Chinese company's name begins with its province, city or county: its address has to agree.
      const [, region = ''] = /^(.{2,7}?(?:省|自治区|特别行政区|市|县))/.exec(name) ?? [];
      const city = /[市县]$/.test(region) ? '' : faker.location.city();
      return { name, address: region + city + faker.location.streetAddress() };
    }),
};
