import { afterEach, beforeEach, expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { conform } from '../../src/catalog/conform.ts';
import { parsePath } from '../../src/catalog/field-path.ts';
import { typeWords } from '../../src/catalog/fields.ts';
import { parseAddress } from '../../src/delivery/address.ts';
import { parseHeader } from '../../src/delivery/headers.ts';
import { clockAt } from '../../src/generate/clock.ts';
import { drawError, payloadText } from '../../src/generate/draw-error.ts';
import { applyOverrides, checkPaths, parseSet } from '../../src/generate/overrides.ts';
import { parseChoices, resolveVariant } from '../../src/generate/variants.ts';
import { setLanguage } from '../../src/language.ts';

beforeEach(() => setLanguage('zh'));
afterEach(() => setLanguage('en'));

const message = await builtinCatalog.get('juzi/message.received');

const refusalOf = async (work: () => unknown): Promise<string> => {
  try {
    await work();
  } catch (error) {
    return (error as Error).message;
  }
  return expect.unreachable();
};

test('what is refused of events, variants, fields and addresses is said in Chinese', async () => {
  const set = (...changes: readonly string[]) => changes.map(parseSet);
  const refused: Readonly<Record<string, () => unknown>> = {
    noEvent: () => builtinCatalog.match('mesage.received'),
    noPlatform: () => builtinCatalog.match('juzy/*'),
    platform: () => builtinCatalog.match('juzi'),
    group: () => builtinCatalog.match('message'),
    ambiguous: () => builtinCatalog.get('contact.*'),
    noDimension: () => parseChoices(message, 'tpye=image'),
    noMember: () => parseChoices(message, 'type=imgae'),
    noValue: () => parseChoices(message, 'type'),
    rule: () => resolveVariant(message, { isSelf: 'no', chat: 'private', mentionSelf: 'yes' }),
    condition: () => resolveVariant(message, { type: 'recalled', quote: 'yes' }),
    field: () => checkPaths(message, set('data.typ=7')),
    path: () => parsePath('a..b'),
    key: () => parsePath('a.'),
    prototype: () => parsePath('__proto__'),
    noOperator: () => parseSet('data.type'),
    notJson: () => parseSet('data.type:=x'),
    rounded: () => parseSet('data.type:=12345678901234567890'),
    notList: () => applyOverrides({ data: 'x' }, set('data[0]=1')),
    shortList: () => applyOverrides({ data: [] }, set('data[3]=1')),
    noKeys: () => applyOverrides([], set('data=1')),
    clock: () => clockAt('2025-01-01'),
    year: () => clockAt('1999-01-01T00:00:00Z'),
    scheme: () => parseAddress('localhost:3000', '--to', []),
    ftp: () => parseAddress('ftp://localhost', '--to', []),
    spaces: () => parseAddress('http://a b', '--to', []),
    user: () => parseAddress('http://me@localhost', '--to', []),
    itself: () => parseAddress('http://api.example.com', '--to', ['example.com']),
    header: () => parseHeader('no colon'),
    connection: () => parseHeader('Connection: close'),
  };
  const told: Record<string, string> = {};
  for (const [what, work] of Object.entries(refused)) told[what] = await refusalOf(work);
  expect(told).toMatchSnapshot();
});

test('a payload that an event cannot draw is named in Chinese', () => {
  const event = { id: 'shop/order.placed' };
  expect(payloadText(event, {}, 12)).toBe('shop/order.placed，消息体 12');
  expect(drawError(new Error('no'), event, { size: 'large' }, 0).message).toBe(
    'shop/order.placed（size=large），消息体 0：事件无法生成消息体：Error: no',
  );
});

test('what a body is not is said in Chinese; paths and values stay', () => {
  expect(conform(message, [])).toEqual([{ path: '（整个消息体）', expected: '对象', actual: '[]' }]);
  const [first] = conform(message, { data: {} });
  expect(first).toMatchObject({ expected: '一个值', actual: '缺失' });
});

test.each([
  ['string', 'string'],
  ['string or null', 'string 或 null'],
  ['list of list of object', 'object 列表的列表'],
  ['string of JSON', 'JSON 字符串'],
])('the type %s is %s', (type, zh) => {
  expect(typeWords(type)).toEqual({ zh, en: type });
});
