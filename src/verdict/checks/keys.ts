import { excerpt } from '../../excerpt.ts';
import { jsonType } from '../../json.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import type { Check } from '../check.ts';
import { jsonPath } from '../json/json-scanner.ts';
import type { Problem } from '../verdict.ts';

/** Whether the JSON document is an object. */
export const object: Check = ({ body, object: found }) => {
  if (body === null || body.value === undefined || found !== null) return [];
  const type = jsonType(body.value);
  return [
    {
      code: 'body.not_object',
      expected: asIs('object'),
      actual: describe(body.value),
      message: {
        zh: `响应体是 JSON，但类型是 ${type}，不是 object。`,
        en: `The body is JSON, but its type is ${type}, not object.`,
      },
    },
  ];
};

/** Whether every documented key is there, with its documented type. */
export const documentedKeys: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  return contract.keys.flatMap(({ name, type, optional = false }): Problem[] => {
    const about = { path: name, expected: asIs(type) };
    if (!Object.hasOwn(found, name)) {
      if (optional) return [];
      const message = { zh: `响应缺少 ${name}。`, en: `The response has no ${name}.` };
      return [{ code: `${name}.missing`, ...about, actual: missing, message }];
    }
    const value = found[name];
    if (typeof value === type) return [];
    const actual = jsonType(value);
    const message = {
      zh: `${name} 的类型是 ${actual}，不是 ${type}。`,
      en: `The type of ${name} is ${actual}, not ${type}.`,
    };
    return [{ code: `${name}.wrong_type`, ...about, actual: describe(value), message }];
  });
};

/** Whether the receiver reports success, in the keys for which the page gives a success value. */
export const success: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  return contract.keys.flatMap(({ name, success: wanted }): Problem[] => {
    const value = Object.hasOwn(found, name) ? found[name] : undefined;
    if (wanted === undefined || typeof value !== 'number' || value === wanted) return [];
    return [
      {
        code: `${name}.nonzero`,
        path: name,
        expected: asIs(String(wanted)),
        actual: asIs(JSON.stringify(found)),
        message: {
          zh: `接收端报告处理失败：${name} 为 ${value}。`,
          en: `The receiver reports a failure: ${name} is ${value}.`,
        },
      },
    ];
  });
};

/** Whether the response has only the documented keys. */
export const extraKeys: Check = ({ object: found, contract }) => {
  if (found === null) return [];
  const documented = contract.keys.map(({ name }) => name);
  const expected =
    documented.length === 0
      ? { zh: '不含任何键', en: 'no keys' }
      : { zh: `只有 ${documented.join('、')}`, en: `only ${documented.join(', ')}` };
  return Object.keys(found)
    .filter((name) => !documented.includes(name))
    .map((name) => {
      const path = jsonPath([name]);
      const shown = excerpt(path);
      const message = {
        zh: `文档中的响应没有 ${shown}。`,
        en: `The documented response has no ${shown}.`,
      };
      return { code: 'body.extra_key', path, expected, actual: describe(found[name]), message };
    });
};

/** A value with its type: `string "0"`, `array [1,2]`, `null`. */
function describe(value: unknown): LocalizedText {
  return asIs(value === null ? 'null' : `${jsonType(value)} ${JSON.stringify(value)}`);
}

/** What a response does not have. */
export const missing: LocalizedText = { zh: '缺失', en: 'missing' };
