import { defaults } from '../defaults.ts';
import { Entity } from './entity.ts';
import { chinaOffset } from './ids.ts';
import type { People } from './people.ts';
import type { Rng } from './rng.ts';
import { givenNames, surnames } from './staff-names.ts';

const day = 86_400_000;

/** Nobody in the cast was met after this instant, so that a running clock does not change the cast. ms */
const latestMeeting = Date.UTC(2024, 10, 30);

/** The number of pools (a channel and a type of contact): fixed, so that a new pack changes no contact of others. */
const pools = 20;

export interface WorldOptions {
  readonly seed: string;
  /** The clock at the start of the run, ms: nobody was met after it. */
  readonly now: number;
  /** Invents names, companies and addresses. */
  readonly people: People;
  /** How many contacts the world has, over all channels and types. Default 1000. */
  readonly contacts?: number | undefined;
  /** The user's own platform token, in place of a drawn one. */
  readonly token?: string | undefined;
}

export type Gender = 'female' | 'male';

/** A person outside the company: a customer, a lead, a member of a room. */
export class Contact extends Entity {
  readonly gender: Gender;
  readonly name: string;
  readonly company: string;
  /** Of the company. */
  readonly address: string;
  /** When the tenant first met them, ms. */
  readonly metAt: number;

  constructor(world: World, key: string, gender?: Gender) {
    super(world.seed, key);
    const rng = this.rng('person');
    const drawn = rng.chance(0.5) ? 'female' : 'male';
    this.gender = gender ?? drawn;
    this.name = world.people.personName(rng, this.gender);
    const company = world.people.company(rng);
    this.company = company.name;
    this.address = company.address;
    this.metAt = world.pastInstant(rng);
  }
}

/** An employee of the tenant: a hosted account (bot) or a colleague. */
export class Staff extends Entity {
  readonly gender: Gender;
  readonly name: string;
  /** WeCom user id: the name in pinyin, `ZhuJie`. */
  readonly userId: string;
  readonly hiredAt: number;

  constructor(world: World, key: string) {
    super(world.seed, key);
    const rng = this.rng('person');
    this.gender = rng.chance(0.5) ? 'female' : 'male';
    const [surname, surnamePinyin] = rng.pick(surnames);
    const [given, givenPinyin] = rng.pick(givenNames[this.gender]);
    this.name = surname + given;
    this.userId = surnamePinyin + givenPinyin;
    this.hiredAt = world.pastInstant(rng);
  }
}

/** A chat room (群). */
export class Room extends Entity {
  readonly createdAt: number;

  constructor(world: World, key: string) {
    super(world.seed, key);
    this.createdAt = world.pastInstant(this.rng('room'));
  }
}

/** The company that uses the platform. */
export class Tenant extends Entity {
  readonly company: string;
  readonly createdAt: number;

  constructor(world: World) {
    super(world.seed, 'tenant');
    const rng = this.rng('tenant');
    this.company = world.people.company(rng).name;
    // Older than everyone it met.
    this.createdAt = world.pastInstant(rng) - 1000 * day;
  }
}

/** The seeded cast of a run. A member depends on the seed and its own key alone, in whatever order payloads are drawn. */
export class World {
  readonly seed: string;
  readonly people: People;
  /** Contacts in each pool. */
  readonly poolSize: number;
  readonly token: string | undefined;
  readonly tenant: Tenant;
  readonly #horizon: number;
  /** By pool and number. */
  readonly #contacts = new Map<string, Contact[]>();
  readonly #staff = new Map<string, Staff[]>();
  readonly #rooms: Room[] = [];

  constructor(options: WorldOptions) {
    this.seed = options.seed;
    this.people = options.people;
    this.poolSize = Math.ceil((options.contacts ?? defaults.contacts) / pools);
    this.token = options.token;
    this.#horizon = Math.min(options.now, latestMeeting);
    this.tenant = new Tenant(this);
  }

  /** A member of the pool of contacts: `contact('personal', 7)`. */
  contact(pool: string, index: number): Contact {
    return this.#member(this.#contacts, 'contact', pool, index, (key) => new Contact(this, key));
  }

  /** A contact met just now. Not kept: a run may have millions of them. */
  newcomer(pool: string, index: number, gender?: Gender): Contact {
    return new Contact(this, `newcomer/${pool}/${index}`, gender);
  }

  staff(pool: string, index: number): Staff {
    return this.#member(this.#staff, 'staff', pool, index, (key) => new Staff(this, key));
  }

  room(index: number): Room {
    let room = this.#rooms[index];
    if (room === undefined) {
      room = new Room(this, `room/${index}`);
      this.#rooms[index] = room;
    }
    return room;
  }

  /** An instant in the two and a half years before the horizon, between 8:00 and 22:00 in China. ms */
  pastInstant(rng: Rng): number {
    const midnight = Math.floor((this.#horizon + chinaOffset) / day) * day - chinaOffset;
    return midnight - rng.between(2, 900) * day + rng.between(8 * 3600, 22 * 3600) * 1000 + rng.int(1000);
  }

  /** Looked up by number: building a key for each look-up would cost more than drawing an id. */
  #member<E extends Entity>(
    pools: Map<string, E[]>,
    kind: string,
    pool: string,
    index: number,
    make: (key: string) => E,
  ): E {
    let members = pools.get(pool);
    if (members === undefined) {
      members = [];
      pools.set(pool, members);
    }
    let member = members[index];
    if (member === undefined) {
      member = make(`${kind}/${pool}/${index}`);
      members[index] = member;
    }
    return member;
  }
}
