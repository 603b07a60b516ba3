import type { JsonSchema } from '../schema.ts';
import type { Setting } from './setting.ts';

const variable: JsonSchema = {
  type: 'string',
  pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}',
  description: 'The value of an environment variable.',
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
    title: 'Configuration of webhook-sim',
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
  return { description: `${help}. The same as ${flag} and ${twin}.`, ...formSchema(setting) };
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
  description:
    'Addresses for single events, by name or glob. A full name takes precedence over a short name, a short name over a glob; of two globs, the first applies.',
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
          to: { ...address, description: 'The exact address.' },
          base: { ...address, description: "A base address; each event's documented sub-path is appended." },
          token: { ...text, description: 'The platform token for these events.' },
          headers: { ...headers, description: 'Headers for these events only.' },
        },
      },
    ],
  },
};
