import { castRng, happenedAt, type Scene, type Vocabulary, vocabulary } from '../../src/define/index.ts';
import { type Bot, botAt, type Org, org, outsider, type Person } from './_cast.ts';

/** A contact met just now, another one for each payload, and the hosted account that met them. */
export interface NewcomerScene extends Scene {
  readonly org: Org;
  readonly bot: Bot;
  readonly person: Person;
  readonly addedAt: number;
}

export function newcomerScene(scene: Scene): NewcomerScene {
  const { rng, world, now, index, variant, story } = scene;
  const { gender, customerType } = variant;
  // Another gender or type makes another person: a wxid never has two genders.
  const kind = customerType === 'wecom' ? '.wecom' : '';
  const pool = `juzi${gender === undefined ? '' : `.${gender}`}${kind}`;
  const known = gender === 'male' || gender === 'female' ? gender : undefined;
  return {
    rng,
    world,
    now,
    index,
    variant,
    story,
    org: org(world),
    // In a story, the customer and the account of its private messages.
    bot: botAt(world, story === undefined ? index : castRng(scene).int(world.poolSize)),
    person: outsider(world.newcomer(story === undefined ? pool : storyPool('personal'), index, known)),
    addedAt: story === undefined ? now - rng.between(200, 3000) : happenedAt(story, story.step),
  };
}

/** The pool of the customers of private stories, who have never written before. */
export const storyPool = (contactType: string): string => `${contactType}/story`;

export const f: Vocabulary<NewcomerScene> = vocabulary<NewcomerScene>();
