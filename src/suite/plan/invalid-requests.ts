import { parsePath } from '../../catalog/field-path.ts';
import { placedFields } from '../../catalog/fields.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { OutgoingRequest } from '../../http/exchange.ts';
import type { LocalizedText } from '../../language.ts';
import type { PlannedDelivery, RequestMutation } from './case.ts';

/** A request that a receiver must survive although it is invalid. */
export interface InvalidRequest {
  /** How it is invalid, behind the title of the event. */
  readonly words: LocalizedText;
  /** Default: every event. */
  appliesTo?(event: EventDefinition): boolean;
  /** Makes a valid delivery of the event invalid. */
  change(event: EventDefinition): Pick<PlannedDelivery, 'overrides' | 'mutate'>;
  /** A valid delivery comes first, whose signature is then used again. */
  readonly afterValid?: boolean;
  /** The receiver may reset the connection while it is sent. */
  readonly mayReset?: boolean;
}

const mutation =
  (mutate: RequestMutation): InvalidRequest['change'] =>
  () => ({ mutate });

const withBody = (change: (body: Buffer) => Buffer): InvalidRequest['change'] =>
  mutation((request) => ({ ...request, body: change(Buffer.from(request.body)) }));

/** Adds a key at the end of a JSON object's text, or of the last object in a list; to other lists, an item. */
function appended(body: Buffer, key: string, value: string): Buffer {
  const text = body.toString();
  const [closing = ''] = /\}\]*$/.exec(text) ?? /\]$/.exec(text) ?? [];
  const before = text.slice(0, -closing.length);
  const comma = /[[{]$/.test(before) ? '' : ',';
  return Buffer.from(`${before}${comma}${closing.startsWith('}') ? `"${key}":` : ''}${value}${closing}`);
}

function withHeader(request: OutgoingRequest, name: string, value: string | undefined): OutgoingRequest {
  const kept = Object.entries(request.headers).filter(([own]) => own.toLowerCase() !== name.toLowerCase());
  return {
    ...request,
    headers: { ...Object.fromEntries(kept), ...(value !== undefined && { [name]: value }) },
  };
}

function withQuery(
  request: OutgoingRequest,
  query: Readonly<Record<string, string | undefined>>,
): OutgoingRequest {
  const url = new URL(request.url);
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) url.searchParams.delete(name);
    else url.searchParams.set(name, value);
  }
  return { ...request, url };
}

/** Another value of the same form: each hexadecimal digit becomes the next one. */
const altered = (text: string): string =>
  text.replace(/[0-9a-f]/g, (char) => ((Number.parseInt(char, 16) + 1) % 16).toString(16));

const parametersOf = (event: EventDefinition): string[] => Object.keys(event.address.query?.parameters ?? {});

const signatureOf = (event: EventDefinition): string | undefined =>
  parametersOf(event).find((name) => /sign/.test(name));

const isSigned = (event: EventDefinition): boolean => signatureOf(event) !== undefined;

/** The path of the platform's token in the body. */
const tokenPath = (event: EventDefinition): string | undefined =>
  [...placedFields(event)].find(
    ({ field, when, path }) => field.facts.secret && when.length === 0 && !path.includes('['),
  )?.path;

const tokenParameter = (event: EventDefinition): boolean => parametersOf(event).includes('token');
const wrongToken = '0123456789abcdef01234567';
const hour = 3_600_000;

export const invalidRequests: Readonly<Record<string, InvalidRequest>> = {
  'malformed-json': {
    words: { zh: 'JSON 里多一个逗号', en: 'with a comma too many in its JSON' },
    change: withBody((body) => Buffer.from(body.toString().replace(/,/, ',,'))),
  },
  'truncated-json': {
    words: { zh: 'JSON 只有前一半', en: 'with the second half of its JSON missing' },
    change: withBody((body) => body.subarray(0, Math.floor(body.length / 2))),
  },
  'empty-body': {
    words: { zh: '没有消息体', en: 'without any body' },
    change: withBody(() => Buffer.alloc(0)),
  },
  'json-array': {
    words: { zh: 'JSON 外面多套一层数组', en: 'with its JSON inside of an array' },
    change: withBody((body) => Buffer.concat([Buffer.from('['), body, Buffer.from(']')])),
  },
  'wrong-content-type': {
    words: { zh: '以 text/plain 发送', en: 'as text/plain' },
    change: mutation((request) => withHeader(request, 'Content-Type', 'text/plain')),
  },
  'no-content-type': {
    words: { zh: '没有 Content-Type', en: 'without a content type' },
    change: mutation((request) => withHeader(request, 'Content-Type', undefined)),
  },
  'body-of-10-mib': {
    words: { zh: '消息体有 10 MiB', en: 'with a body of 10 MiB' },
    mayReset: true,
    change: withBody((body) => appended(body, 'padding', `"${'x'.repeat(10 * 1_048_576)}"`)),
  },
  'deep-nesting': {
    words: { zh: '数组嵌套 5,000 层', en: 'with lists nested 5,000 deep' },
    change: withBody((body) => appended(body, 'nested', '['.repeat(5000) + ']'.repeat(5000))),
  },
  'wrong-token': {
    words: { zh: 'token 不是该租户的', en: 'with a token that is not the tenant’s' },
    appliesTo: (event) => tokenPath(event) !== undefined || tokenParameter(event),
    change(event) {
      const path = tokenPath(event);
      return {
        ...(path !== undefined && { overrides: [{ op: 'set', path: parsePath(path), value: wrongToken }] }),
        ...(tokenParameter(event) && { mutate: (request) => withQuery(request, { token: wrongToken }) }),
      };
    },
  },
  'wrong-signature': {
    words: { zh: '签名错误', en: 'with a signature that is wrong' },
    appliesTo: isSigned,
    change: mutation((request, { event }) => {
      const name = signatureOf(event) ?? '';
      return withQuery(request, { [name]: altered(request.url.searchParams.get(name) ?? '') });
    }),
  },
  'no-signature': {
    words: { zh: '没有签名', en: 'without a signature' },
    appliesTo: isSigned,
    change: mutation((request, { event }) =>
      withQuery(request, Object.fromEntries(parametersOf(event).map((name) => [name, undefined]))),
    ),
  },
  'stale-signature': {
    words: { zh: '签名有效，但签于一小时前', en: 'validly signed an hour ago' },
    appliesTo: isSigned,
    change: mutation((request, { now, queryAt }) => withQuery(request, queryAt(now - hour))),
  },
  'replayed-signature': {
    words: { zh: '沿用另一次投递的签名', en: 'with the signature of another delivery' },
    appliesTo: isSigned,
    afterValid: true,
    change: mutation((request, { firstQuery }) => withQuery(request, firstQuery)),
  },
  get: {
    words: { zh: '用 GET 发送', en: 'as a GET' },
    change: mutation((request) => ({
      ...withHeader(request, 'Content-Type', undefined),
      method: 'GET',
      body: Buffer.alloc(0),
    })),
  },
};

/** What `--negative-expect` takes. */
export const refusableNames: readonly string[] = [...Object.keys(invalidRequests), 'all'];
