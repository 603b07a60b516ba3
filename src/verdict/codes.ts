import { type CodeEntry, exchangeCodes } from '../http/codes.ts';

const error = (en: string, zh: string): CodeEntry => ({ severity: 'error', meaning: { zh, en } });
const shapeError = (en: string, zh: string): CodeEntry => ({ ...error(en, zh), shape: true });
const warning = (en: string, zh: string): CodeEntry => ({ severity: 'warning', meaning: { zh, en } });

/**
 * Every finding code with its meaning and its severity at the level `documented`; `strict` makes every warning an
 * error. Codes are stable: reports and CI configurations name them.
 * `<key>` stands for a key of the documented response: `errcode.wrong_type`.
 */
export const findingCodes = {
  ...exchangeCodes,
  'status.redirect': error('A redirect (3xx), which is not followed', '返回了重定向（3xx），不会跟随'),
  'status.throttled': error(
    'The receiver asks for fewer requests (429, 503)',
    '接收端要求降低请求频率（429、503）',
  ),
  'status.error': error('Any other status outside 2xx', '其他非 2xx 状态码'),
  'status.undocumented': warning(
    'A 2xx status other than the documented one',
    '状态码是 2xx，但不是文档所写的值',
  ),
  'content_type.not_json': warning(
    'The Content-Type is missing or is not JSON',
    '缺少 Content-Type，或不是 JSON 类型',
  ),
  'body.empty': shapeError('The response has no body', '响应体为空'),
  'body.invalid_utf8': shapeError('The body is not valid UTF-8', '响应体不是合法的 UTF-8'),
  'body.bom': shapeError('The body starts with a byte order mark', '响应体以 BOM 开头'),
  'body.not_json': shapeError('The body is not one JSON document', '响应体不是一个 JSON 文档'),
  'body.too_deep': shapeError('The body is nested deeper than JSON parsers allow', '响应体嵌套过深'),
  'body.not_object': shapeError('The body is JSON, but not an object', '响应体是 JSON，但不是对象'),
  'body.duplicate_key': shapeError(
    'An object in the body has the same key twice',
    '响应体的对象中有重复的键',
  ),
  'body.unsafe_integer': warning(
    'An integer beyond 2^53, which many JSON parsers round',
    '整数超过 2^53，许多 JSON 解析器会丢失精度',
  ),
  'body.extra_key': warning('A key that the documented response does not have', '响应体含有文档没有的键'),
  '<key>.missing': shapeError('A documented key is missing', '缺少文档规定的键'),
  '<key>.wrong_type': shapeError('A documented key has the wrong type', '文档规定的键类型不符'),
  '<key>.nonzero': error(
    'The receiver reports a failure: the key does not have its success value',
    '接收端报告处理失败：该键的值不是成功值',
  ),
  'redelivery.outcome_changed': error(
    'A repeated delivery was answered differently',
    '重复投递得到了与之前不同的响应',
  ),
  'redelivery.state_changed': error(
    "A repeated delivery changed the receiver's state again",
    '重复投递再次改变了接收端的状态',
  ),
  'redelivery.counted_twice': error(
    'A delivery that arrived several times was counted more than once',
    '同一次投递多次到达，被重复计数',
  ),
  'own_message.handled': error(
    "The receiver handled a message of its own account as a customer's",
    '接收端把托管账号自己发出的消息当成了客户的消息',
  ),
  'negative.server_error': error(
    'The receiver responded to an invalid request with a 5xx',
    '不合法的请求使接收端返回 5xx',
  ),
  'negative.not_refused': error(
    'The receiver did not refuse a request that it promises to refuse',
    '接收端没有拒绝它承诺拒绝的请求',
  ),
  'deadline.missed': error('Deliveries were not answered in time', '有投递未在时限内得到响应'),
  'event.failed': error('The event could not draw its payload', '事件无法生成消息体'),
  'probe.failed': error("The receiver's state could not be read", '无法读取接收端的状态'),
} as const satisfies Record<string, CodeEntry>;

type Listed = keyof typeof findingCodes;
type OfAnyKey<Code> = Code extends `<key>.${infer Suffix}` ? `${string}.${Suffix}` : Code;

export type FindingCode = OfAnyKey<Listed>;

/** The entry of a code in {@link findingCodes}. */
export function codeEntry(code: FindingCode): CodeEntry {
  const listed = Object.hasOwn(findingCodes, code) ? code : `<key>.${code.slice(code.lastIndexOf('.') + 1)}`;
  return findingCodes[listed as Listed];
}
