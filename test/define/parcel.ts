import {
  type Dimension,
  defineEvent,
  definePlatform,
  dimension,
  type EventOptions,
  emptyObject,
  type Field,
  f,
  flag,
  type Rule,
  type Scene,
} from '../../src/define/index.ts';

/** A small platform to define events of. */
export const post = definePlatform({
  id: 'post',
  title: { zh: '邮局', en: 'The post office' },
  hosts: [],
  policy: { facts: [] },
});

export const size = dimension('size', {
  title: { zh: '大小', en: 'size' },
  usual: 'small',
  members: {
    small: { value: 1, zh: '小', en: 'small', basis: 'documented' },
    large: { value: 2, zh: '大', en: 'large', basis: 'documented' },
  },
  beyond: { huge: { value: 3, zh: '特大', en: 'huge', basis: 'observed' } },
});

export const insured = flag('insured', { zh: '保价', en: 'insured' }, { when: { size: 'large' } });

type Parts = {
  name?: string;
  dimensions?: readonly Dimension[];
  rules?: readonly Rule[];
  basis?: EventOptions<Scene, unknown>['basis'];
};

/** An event whose payload has the given fields. */
export const parcel = <F extends Readonly<Record<string, Field<unknown, Scene, 'always' | 'sometimes'>>>>(
  fields: F,
  parts: Parts = {},
) =>
  defineEvent({
    name: 'parcel.sent',
    platform: post,
    title: { zh: '包裹已寄出', en: 'A parcel was sent' },
    docs: { page: 'Parcels', read: '2026-01-01' },
    basis: 'documented',
    scene: (scene) => scene,
    payload: f.object(fields),
    address: { basis: 'documented' },
    response: emptyObject('documented'),
    ...parts,
  });
