import type { Setting } from './setting.ts';

/** A JSON Schema, as far as this file writes one. */
type Schema = { readonly [keyword: string]: unknown };

const variable: Schema = {
  type: 'string',
  pattern: '\\$\\{[A-Za-z_][A-Za-z0-9_]*\\}',
  description: 'A value of the environment, by its name.',
};
const text: Schema = { type: ['string', 'number'] };
const headers: Schema = {
  type: 'object',
  additionalProperties: text,
  propertyNames: { pattern: '^[^:]+$' },
};
const address: Schema = { type: 'string', anyOf: [{ pattern: '^[Hh][Tt][Tt][Pp][Ss]?://' }, variable] };

/** The JSON Schema (2020-12) of a configuration, for editors. */
export function configSchema(settings: readonly Setting[]): Schema {
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

function settingSchema(setting: Setting): Schema {
  const { about, flag, variable: twin } = setting;
  return { description: `${about}. The same as ${flag} and ${twin}.`, ...formSchema(setting) };
}

function formSchema({ form, content, choices }: Setting): Schema {
  if (form === 'switch') return { anyOf: [{ type: 'boolean' }, variable] };
  if (form === 'headers') return headers;
  if (form === 'list') return { anyOf: [text, { type: 'array', items: text }] };
  if (choices !== undefined) return { anyOf: [{ enum: choices }, variable] };
  if (content === 'number') {
    return { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string', pattern: '^\\d+$' }, variable] };
  }
  if (content === 'duration') {
    return { anyOf: [{ type: 'string', pattern: '^\\d+(\\.\\d+)?(ms|s|m|h)$' }, variable] };
  }
  return content === 'address' ? { type: 'string' } : text;
}

const addressesSchema: Schema = {
  description:
    'Where which events go: a name or glob, and its address. A full name holds before a name, a name before a glob, and of two globs the first.',
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
          base: { ...address, description: "A base address: each event's documented sub-path is appended." },
          token: { ...text, description: 'The platform token of these events.' },
          headers: { ...headers, description: 'Headers for these events alone.' },
        },
      },
    ],
  },
};
