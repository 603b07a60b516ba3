// Your own events, in addition to the built-in ones:
//
//   webhook-sim list 'bluebird/*' --event-files examples/my-events
//   webhook-sim show parcel.moved --event-files examples/my-events
//   webhook-sim send parcel.moved --event-files examples/my-events --coverage pairwise
import { chinaDateTime, defineEvent, dimension, f, flag, rule, uuid } from 'webhook-sim/define';
import { parcelScene } from './_parcel.mjs';
import { bluebird, codeObject } from './_platform.mjs';

const status = dimension('status', {
  title: { zh: '物流状态', en: 'status' },
  usual: 'in_transit',
  members: {
    collected: { value: 10, zh: '已揽收', en: 'collected', basis: 'documented' },
    in_transit: { value: 20, zh: '运输中', en: 'in transit', basis: 'documented' },
    out_for_delivery: { value: 30, zh: '派送中', en: 'out for delivery', basis: 'documented' },
    in_locker: { value: 40, zh: '已放入快递柜', en: 'in a parcel locker', basis: 'documented' },
  },
});

const cold = flag('cold', { zh: '是否冷链', en: 'is kept cold' });

const noColdLocker = rule({
  zh: '冷链包裹不放快递柜',
  en: 'a parcel that is kept cold (cold=yes) is not put into a locker',
  basis: 'inferred',
  when: { cold: 'yes' },
  must: { status: ['collected', 'in_transit', 'out_for_delivery'] },
});

export default defineEvent({
  name: 'parcel.moved',
  platform: bluebird,
  title: { zh: '物流状态变更', en: 'A parcel moved' },
  docs: { page: '青鸟开放平台：物流状态变更', read: '2026-11-21' },
  basis: 'documented',
  dimensions: [status, cold],
  rules: [noColdLocker],
  scene: parcelScene,
  payload: f.object({
    event_id: f.string((s) => uuid(s.rng), { format: 'uuid' }).label('事件ID', 'id of the event'),
    tracking_no: f
      .string((s) => s.trackingNo, { pattern: '^BB[0-9]{12}$' })
      .label('运单号', 'tracking number'),
    status: f.choice(status).label('物流状态', 'status'),
    cold: f.choice(cold).label('是否冷链', 'is kept cold'),
    locker_code: f
      .string((s) => s.rng.digits(6))
      .label('取件码', 'code that opens the locker')
      .when({ status: 'in_locker' })
      .secret(),
    receiver: f
      .object({
        name: f.string((s) => s.receiver.name).label('姓名', 'name'),
        phone: f.string((s) => s.phone).label('手机号', 'phone number'),
        address: f.string((s) => s.receiver.address).label('地址', 'address'),
      })
      .label('收件人', 'who waits for it'),
    updated_at: f.string((s) => chinaDateTime(s.happenedAt)).label('更新时间', 'when, China time'),
  }),
  address: { path: '/parcel/moved', basis: 'documented' },
  response: codeObject,
  deduplicateBy: 'event_id',
});
