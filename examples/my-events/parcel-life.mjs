// Your own scenario: a parcel from its collection to its signature.
//
//   webhook-sim show parcel-life --event-files examples/my-events
//   webhook-sim send parcel-life --event-files examples/my-events
//   webhook-sim test 'bluebird/*' --event-files examples/my-events --base http://localhost:3000
import { defineScenario } from 'webhook-sim/define';
import { bluebird } from './_platform.mjs';
import moved from './parcel.moved.mjs';
import signed from './parcel.signed.mjs';

export default defineScenario({
  name: 'parcel-life',
  platform: bluebird,
  title: { zh: '一个包裹的旅程', en: 'The journey of a parcel' },
  basis: 'documented',
  steps: [
    { event: moved, variant: { status: 'collected' }, words: { zh: '揽收', en: 'collected' } },
    { event: moved, variant: { status: 'in_transit' }, words: { zh: '运输', en: 'in transit' } },
    { event: moved, variant: { status: 'out_for_delivery' }, words: { zh: '派送', en: 'out for delivery' } },
    { event: signed, words: { zh: '签收', en: 'signed for' } },
  ],
  disorders: [
    // The steps in order of arrival, counted from 0.
    { zh: '签收先于派送到达', en: 'signed for before it was out for delivery', arrivals: [0, 1, 3, 2] },
  ],
});
