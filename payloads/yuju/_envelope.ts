import {
  type Contact,
  type Field,
  type Scene,
  uuidDigits,
  vocabulary,
  type World,
} from '../../src/define/index.ts';
import { channels } from './_enums.ts';

const f = vocabulary<Scene>();

/** The tenant's ids on this platform. */
export function company(world: World): { companyId: string; callbackId: string; firstChannel: number } {
  return world.tenant.facet('yuju', (rng) => ({
    companyId: String(rng.between(10_000, 99_999)),
    callbackId: rng.hex(16),
    firstChannel: rng.between(1000, 9000),
  }));
}

const channelNames = Object.keys(channels);

/** The number of one of the company's channels. */
export const channelId = (world: World, channel: string): string =>
  String(company(world).firstChannel + channelNames.indexOf(channel));

/**
 * The four keys around `data`.
 * @param eventType the value of `event_type` and its basis
 */
export function envelope<T, S extends Scene>(
  eventType: { readonly value: string; readonly basis: 'observed' | 'inferred' },
  data: Field<T, S>,
) {
  const ofWorld = (s: Scene): World => s.world;
  const type = f
    .string(() => eventType.value)
    .from(ofWorld)
    .identifies(eventType.value)
    .label('事件类型', 'kind of event');
  return vocabulary<S>().object({
    event_id: f
      .ascii([uuidDigits])
      .label('事件ID', 'id of the event')
      .note('重试时不变（观察所得）', 'the same on every retry (observed)'),
    event_type: (eventType.basis === 'observed' ? type.observed() : type.inferred()).note(
      eventType.basis === 'observed' ? '取值为观察所得' : '取值没有文档，为推测',
      eventType.basis === 'observed' ? 'its value is observed' : 'its value is not documented, but inferred',
    ),
    company_id: f
      .string((s) => company(s.world).companyId)
      .from(ofWorld)
      .label('企业ID', 'id of the company'),
    webhook_url: f
      .string((s) => `https://example.com/webhooks/${company(s.world).callbackId}`)
      .from(ofWorld)
      .label('回调地址', 'address of the callback, as configured on the platform'),
    data,
  });
}

/** The number of a contact on the platform. */
export const customerId = (contact: Contact): number =>
  contact.facet('yuju.customerId', (rng) => rng.between(1_000_000, 2_147_483_647));
