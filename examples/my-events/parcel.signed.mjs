// See parcel.moved.mjs for how to run it.
import { chinaDateTime, defineEvent, dimension, f, uuid } from 'webhook-sim/define';
import { parcelScene } from './_parcel.mjs';
import { bluebird, codeObject } from './_platform.mjs';

const signer = dimension('signer', {
  title: { zh: '签收人', en: 'who signed' },
  usual: 'self',
  members: {
    self: { value: 'self', zh: '本人', en: 'the receiver', basis: 'documented' },
    neighbour: { value: 'neighbour', zh: '邻居代收', en: 'a neighbour', basis: 'documented' },
  },
});

export default defineEvent({
  name: 'parcel.signed',
  platform: bluebird,
  title: { zh: '包裹已签收', en: 'A parcel was signed for' },
  docs: { page: '青鸟开放平台：包裹已签收', read: '2026-11-21' },
  basis: 'documented',
  dimensions: [signer],
  scene: parcelScene,
  payload: f.object({
    event_id: f.string((s) => uuid(s.rng), { format: 'uuid' }).label('事件ID', 'id of the event'),
    tracking_no: f.string((s) => s.trackingNo).label('运单号', 'tracking number'),
    signer: f.choice(signer).label('签收人', 'who signed'),
    // Not in every payload: receivers must do without it.
    photo_url: f
      .string((s) => `https://img.bluebird.example/${s.rng.hex(16)}.jpg`, { format: 'uri' })
      .label('签收照片', 'photo')
      .optional(0.4),
    signed_at: f.string((s) => chinaDateTime(s.happenedAt)).label('签收时间', 'when, China time'),
  }),
  address: { path: '/parcel/signed', basis: 'documented' },
  response: codeObject,
  deduplicateBy: 'event_id',
});
