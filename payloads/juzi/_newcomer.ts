import { type Scene, type Vocabulary, vocabulary } from '../../src/define/index.ts';
import { type Bot, botAt, type Org, org, outsider, type Person } from './_cast.ts';

/** A contact met just now, another one for each payload, and the hosted account that met them. */
export interface NewcomerScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
  readonly person: Person;
  readonly addedAt: number;
}

export function newcomerScene(scene: Scene): NewcomerScene {
  const { rng, world, now, index, variant } = scene;
  const { gender, contactType } = variant;
  // Another gender or type makes another person: a wxid never has two genders.
  const kind = contactType === 'wecom' ? '.wecom' : '';
  const pool = `juzi${gender === undefined ? '' : `.${gender}`}${kind}`;
  const known = gender === 'male' || gender === 'female' ? gender : undefined;
  return {
    rng,
    world,
    now,
    index,
    variant,
    org: org(world),
    bot: botAt(world, index),
    person: outsider(world.newcomer(pool, index, known)),
    addedAt: now - rng.between(200, 3000),
  };
}

export const f: Vocabulary<NewcomerScene> = vocabulary<NewcomerScene>();
