import { describe, expect, test } from 'vitest';
import { examplePeople } from '../../src/world/people-example.ts';
import { fakerPeople } from '../../src/world/people-faker.ts';
import { World, type WorldOptions } from '../../src/world/world.ts';
import { now } from '../laws/draws.ts';

const world = (more: Partial<WorldOptions> = {}): World =>
  new World({ seed: 'cast', now, people: fakerPeople, ...more });

const facts = ({ name, gender, company, address, metAt }: ReturnType<World['contact']>) => ({
  name,
  gender,
  company,
  address,
  metAt,
});

describe('the cast', () => {
  test('is the same for the same seed, in whatever order it is used', () => {
    const one = world();
    const other = world();
    const forwards = Array.from({ length: 50 }, (_, i) => facts(one.contact('personal', i)));
    const backwards = Array.from({ length: 50 }, (_, i) =>
      facts(other.contact('personal', 49 - i)),
    ).reverse();
    expect(backwards).toEqual(forwards);
  });

  test('differs for another seed, and in another pool', () => {
    expect(facts(world({ seed: 'other' }).contact('personal', 0))).not.toEqual(
      facts(world().contact('personal', 0)),
    );
    expect(facts(world().contact('wecom', 0))).not.toEqual(facts(world().contact('personal', 0)));
  });

  test('keeps members, but not newcomers', () => {
    const one = world();
    expect(one.contact('personal', 1)).toBe(one.contact('personal', 1));
    expect(one.staff('hosted', 1)).toBe(one.staff('hosted', 1));
    expect(one.room(1)).toBe(one.room(1));
    expect(one.newcomer('a', 1)).not.toBe(one.newcomer('a', 1));
    expect(facts(one.newcomer('a', 1))).toEqual(facts(one.newcomer('a', 1)));
  });

  test('a gender can be given for a newcomer, and changes nothing else', () => {
    for (let i = 0; i < 20; i += 1) {
      expect(world().newcomer('a', i, 'male').gender).toBe('male');
      expect(world().newcomer('a', i, 'female').gender).toBe('female');
    }
  });

  test('was met in the past, in China’s waking hours, and the tenant is older than all of them', () => {
    const one = world();
    for (let i = 0; i < 300; i += 1) {
      const { metAt } = one.contact('personal', i);
      expect(metAt).toBeLessThan(now);
      expect(metAt).toBeGreaterThan(now - 1000 * 86_400_000);
      expect(one.tenant.createdAt).toBeLessThan(metAt);
      const hour = new Date(metAt + 8 * 3_600_000).getUTCHours();
      expect(hour >= 8 && hour <= 22).toBe(true);
    }
  });

  test('does not change while the clock runs', () => {
    const later = world({ now: now + 400 * 86_400_000 });
    for (let i = 0; i < 30; i += 1) {
      expect(facts(later.contact('personal', i))).toEqual(facts(world().contact('personal', i)));
    }
  });

  test('staff have the WeCom user id that spells their name', () => {
    for (let i = 0; i < 100; i += 1) {
      const { name, userId } = world().staff('colleague', i);
      expect(name).toMatch(/^[\u4e00-\u9fff]{2,3}$/);
      expect(userId).toMatch(/^[A-Z][a-z]+(?:[A-Z][a-z]+){1,2}$/);
    }
  });
});

describe('a facet', () => {
  test('is derived once, with its own randomness', () => {
    const contact = world().contact('personal', 0);
    const derive = (name: string): string => contact.facet(name, (rng) => rng.hex(16));
    expect(derive('a')).toBe(derive('a'));
    expect(derive('a')).not.toBe(derive('b'));
    expect(
      world()
        .contact('personal', 0)
        .facet('a', (rng) => rng.hex(16)),
    ).toBe(derive('a'));
  });
});

describe.each([
  ['faker', fakerPeople],
  ['the example', examplePeople],
])('people by %s', (_, people) => {
  const one = world({ people });
  const contacts = Array.from({ length: 300 }, (_, i) => one.contact('personal', i));

  test('have Chinese names, of both genders', () => {
    for (const { name } of contacts) expect(name).toMatch(/^[\u4e00-\u9fff]{2,5}$/);
    expect(new Set(contacts.map(({ gender }) => gender)).size).toBe(2);
    expect(new Set(contacts.map(({ name }) => name)).size).toBeGreaterThan(100);
  });

  test('work for companies whose address is in the company’s region', () => {
    for (const { company, address } of contacts) {
      expect(company.length).toBeGreaterThan(3);
      expect(address.slice(0, 2)).toBe(people === fakerPeople ? company.slice(0, 2) : address.slice(0, 2));
      expect(address).not.toMatch(/undefined|\{/);
    }
  });
});

test('faker uses no randomness of its own', () => {
  const first = world().contact('personal', 3).name;
  for (let i = 0; i < 10; i += 1) world({ seed: String(i) }).contact('personal', i);
  expect(world().contact('personal', 3).name).toBe(first);
});
