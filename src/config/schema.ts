import type { LocalizedText } from '../language.ts';
import type { JsonSchema } from '../schema.ts';
import type { Setting } from './setting.ts';

/** Editors show it as it is, whatever their language. */
const both = ({ zh, en }: LocalizedText): string => `${zh}\n${en}`;

const variable: JsonSchema = {
  type: 'string',
  pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}',
  description: both({ zh: '环境变量的值。', en: 'The value of an environment variable.' }),
};
const text: JsonSchema = { type: ['string', 'number'] };
const headers: JsonSchema = {
  type: 'object',
  additionalProperties: text,
  propertyNames: { pattern: '^[^:]+$' },
};
const address: JsonSchema = { type: 'string', anyOf: [{ pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' }, variable] };

/** The JSON Schema (2020-12) of a configuration, for editors. */
export function configSchema(settings: readonly Setting[]): JsonSchema {
  const properties = settings.map((setting) => [setting.key, settingSchema(setting)] as const);
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'webhook-sim 的配置 / Configuration of webhook-sim',
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string' },
      ...Object.fromEntries(properties),
      addresses: addressesSchema,
    },
  };
}

function settingSchema(setting: Setting): JsonSchema {
  const { help, flag, variable: twin } = setting;
  const description = both({
    zh: `${help.zh}。等同于 ${flag} 和 ${twin}。`,
    en: `${help.en}. The same as ${flag} and ${twin}.`,
  });
  return { description, ...formSchema(setting) };
}

function formSchema({ form, kind }: Setting): JsonSchema {
  if (kind === undefined) return { anyOf: [{ type: 'boolean' }, variable] };
  if (form === 'map') return headers;
  if (form === 'list') return { anyOf: [kind.schema, { type: 'array', items: kind.schema }] };
  // Other texts may contain a variable anyway.
  if (kind.content !== 'plain') return kind.schema;
  return {
    anyOf: [...((kind.schema['anyOf'] as readonly JsonSchema[] | undefined) ?? [kind.schema]), variable],
  };
}

const addressesSchema: JsonSchema = {
  description: both({
    zh: '单个事件的地址，按名称或通配符指定。全名优先于短名，短名优先于通配符；匹配多个通配符时，以写在前面的为准。',
    en: 'Addresses for single events, by name or glob. A full name takes precedence over a short name, a short name over a glob; of two globs, the first applies.',
  }),
  type: 'object',
  additionalProperties: {
    anyOf: [
      address,
      {
        type: 'object',
        additionalProperties: false,
        minProperties: 1,
        not: { required: ['to', 'base'], properties: { to: true, base: true } },
        properties: {
          to: { ...address, description: both({ zh: '完整地址。', en: 'The exact address.' }) },
          base: {
            ...address,
            description: both({
              zh: '基础地址，后接各事件文档中的子路径。',
              en: "A base address; each event's documented sub-path is appended.",
            }),
          },
          token: {
            ...text,
            description: both({ zh: '这些事件的平台 token。', en: 'The platform token for these events.' }),
          },
          headers: {
            ...headers,
            description: both({ zh: '只用于这些事件的请求头。', en: 'Headers for these events only.' }),
          },
        },
      },
    ],
  },
};
