import type { BuiltinEvents } from '../../payloads/index.ts';
import { builtinCatalog } from '../catalog/builtin.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Contract } from '../define/contract.ts';
import type { Variant } from '../define/dimension.ts';
import { type EventDefinition, isEvent, type PayloadOf as PayloadOfDefinition } from '../define/event.ts';
import type { EventSummary } from '../define/summary.ts';
import {
  checkHostHeader,
  isRefusedHost,
  parseTarget,
  platformItself,
  type Target,
} from '../delivery/address.ts';
import type { Delivery } from '../delivery/delivery.ts';
import type { PreparedPayload } from '../delivery/prepared-payload.ts';
import { UsageError } from '../errors.ts';
import { parseSet, parseUnset } from '../generate/overrides.ts';
import { parseSharedChoices } from '../generate/variants.ts';
import { eachInLanguage, type InLanguage, inLanguage, type LanguageChoice } from '../language.ts';
import { checkValues, deliveryRules, payloadRules, someOf, time, type ValueRule } from '../option-values.ts';
import { rateOf } from '../rate.ts';
import { judge as judgeExchange } from '../verdict/judge.ts';
import type { ContractLevel } from '../verdict/levels.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { PayloadOptions } from './payload-options.ts';
import { openPayloadRun } from './payload-run.ts';
import { openSendRun, type SendRunOptions } from './send-run.ts';

/** The events that a name or glob means (`contact.*`, `juzi/*`), in catalog order. Loads none of them. */
export function listEvents(pattern = '*', catalog: Catalog = builtinCatalog): EventSummary[] {
  return catalog.match(pattern).map(({ load: _, ...summary }) => summary);
}

/**
 * Loads an event. For the full name of a built-in event, the result's type has the type of its payloads.
 * @throws CatalogError when there is none of that name, or more than one, naming the nearest
 */
export function getEvent<K extends keyof BuiltinEvents>(id: K): Promise<BuiltinEvents[K]>;
export function getEvent(name: string, catalog?: Catalog): Promise<EventDefinition>;
export function getEvent(name: string, catalog: Catalog = builtinCatalog): Promise<EventDefinition> {
  return catalog.get(name);
}

/** An event, its name, or a glob. */
export type EventChoice = string | EventDefinition;

/** What to generate. Variants and overrides are written as on the command line. */
export interface GenerateOptions extends InLanguage, Omit<PayloadOptions, 'variants' | 'overrides'> {
  /** `'type=image,chat=room'` or `{ type: 'image', chat: 'room' }`, or a list of them. */
  readonly variant?: string | Variant | readonly (string | Variant)[] | undefined;
  /** `['data.name=…', 'data.user_typy:=7']`, applied in this order and before `unset`. */
  readonly set?: readonly string[] | undefined;
  readonly unset?: readonly string[] | undefined;
  /** Where names are looked up. Default: the built-in events. */
  readonly catalog?: Catalog | undefined;
}

/** The type of an event's payloads: of a built-in one by its full name, of any by its definition. */
export type PayloadOf<E extends keyof BuiltinEvents | EventDefinition> = ChosenPayload<E>;

/** The type of the payloads of what was chosen; `unknown` where that is a pattern. */
type ChosenPayload<E> = E extends EventDefinition
  ? PayloadOfDefinition<E>
  : E extends keyof BuiltinEvents
    ? PayloadOfDefinition<BuiltinEvents[E]>
    : unknown;

/**
 * Generates payloads, endlessly if `count` is `Infinity`.
 * @throws UsageError before the first payload when an option is wrong
 */
export async function* generate<const E extends EventChoice>(
  event: E,
  options: GenerateOptions = {},
): AsyncGenerator<PreparedPayload<ChosenPayload<E>>, void> {
  yield* eachInLanguage(options.lang, async function* () {
    const { events, payload } = await resolveChoice(event, options);
    for (const prepared of await openPayloadRun(events, payload))
      yield prepared as PreparedPayload<ChosenPayload<E>>;
  });
}

/** What to send, and where. */
export interface SendOptions
  extends GenerateOptions,
    Omit<SendRunOptions, keyof PayloadOptions | 'target' | 'rate' | 'reproFlags' | 'bodyPiped'> {
  /** No more requests are started than that: a number a second, or `'20/s'`. */
  readonly rate?: number | string | undefined;
  /** The exact address; or … */
  readonly to?: string | URL | undefined;
  /** … a base address, to which each event's documented sub-path is appended. */
  readonly base?: string | URL | undefined;
}

/**
 * Sends payloads, one after the other, and judges each response. Whatever a receiver does is in the records.
 * @throws UsageError before anything is sent when an option is wrong
 */
export async function* send(event: EventChoice, options: SendOptions): AsyncGenerator<Delivery, void> {
  yield* eachInLanguage(options.lang, async function* () {
    checkValues(options, sendRules);
    const { events, payload } = await resolveChoice(event, options);
    const target = targetOf(options);
    const run = await openSendRun(events, { ...options, ...payload, target, rate: rateOf(options.rate) });
    for await (const { delivery } of run) yield delivery;
  });
}

const oneEvent: ValueRule = {
  words: { zh: '事件、事件名称或通配符', en: 'an event, its name or a glob' },
  holds: (value) => typeof value === 'string' || isEvent(value),
};

const sendRules = { ...deliveryRules, delay: time(0) };

/** A response of any HTTP client or framework. */
export interface PlainResponse {
  readonly status: number;
  /** Names in upper or lower case. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** Judges a response against an event's documented contract, without sending anything. */
export function judge(
  response: PlainResponse,
  documented: Contract | Pick<EventDefinition, 'response'>,
  level: ContractLevel = 'documented',
  lang?: LanguageChoice,
): Verdict {
  checkValues({ level, lang }, { level: deliveryRules.contract, lang: deliveryRules.lang });
  const body = typeof response.body === 'string' ? Buffer.from(response.body) : response.body;
  const headers = Object.fromEntries(
    Object.entries(response.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const exchange = {
    startedAt: 0,
    status: response.status,
    statusText: '',
    headers,
    body,
    bytes: body.length,
    timings: { queue: 0, connect: null, firstByte: null, total: 0 },
    reconnects: 0,
    error: null,
  };
  const contract = 'response' in documented ? documented.response : documented;
  return inLanguage(lang, () => judgeExchange(exchange, contract, level));
}

/** The rule of `events`, where a library call takes several. */
export const someEvents = someOf(oneEvent);

async function resolveChoice(
  choice: EventChoice,
  options: GenerateOptions,
): Promise<{ events: readonly EventDefinition[]; payload: PayloadOptions }> {
  checkValues({ event: choice ?? null }, { event: oneEvent });
  checkValues(options, payloadRules);
  const { variant, set = [], unset = [], catalog = builtinCatalog, ...payload } = options;
  const { events, scenario } = isEvent(choice)
    ? { events: [choice], scenario: undefined }
    : await catalog.choose(choice);
  const variants = variant === undefined ? undefined : ([variant].flat() as (string | Variant)[]);
  const read = (one: string | Variant): Variant =>
    typeof one === 'string' ? parseSharedChoices(events, one) : one;
  return {
    events,
    payload: {
      ...payload,
      scenario: scenario ?? payload.scenario,
      variants: variants?.map(read),
      overrides: [...set.map(parseSet), ...unset.map(parseUnset)],
    },
  };
}

/** @throws UsageError unless exactly one valid address is given, or for a proxy or `Host` header that is a platform itself */
export function targetOf(
  options: Pick<SendOptions, 'to' | 'base' | 'catalog' | 'connection' | 'headers'>,
): Target {
  const { to, base, catalog = builtinCatalog, connection, headers = {} } = options;
  checkHostHeader(headers, catalog.hosts);
  if (connection?.proxy !== undefined && isRefusedHost(connection.proxy, catalog.hosts)) {
    const shown = `connection.proxy ${connection.proxy.host}`;
    throw new UsageError({
      zh: `${shown}：${platformItself.zh}`,
      en: `${shown}: ${platformItself.en}`,
    });
  }
  const target = parseTarget({ to, base }, { to: 'to', base: 'base' }, catalog.hosts);
  if (target !== undefined && (to === undefined || base === undefined)) return target;
  throw new UsageError({
    zh: '请给出 `to`（完整地址）或 `base`（其后追加子路径）之一',
    en: 'give either `to`, the exact address, or `base`, to which sub-paths are appended',
  });
}
