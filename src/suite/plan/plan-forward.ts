import { formatPath, type PathStep } from '../../catalog/field-path.ts';
import { type PlacedField, placedFields } from '../../catalog/fields.ts';
import type { Basis } from '../../define/basis.ts';
import { meets, type Variant } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { AnyField } from '../../define/field.ts';
import type { Override } from '../../generate/overrides.ts';
import { resolveVariant } from '../../generate/variants.ts';
import { asIs, type LocalizedText } from '../../language.ts';
import { caseId, indexOf, type Planner, titled, variantLabel } from './planner.ts';

/** One way in which a payload differs from the event's page, and why we believe that it may come. */
interface Deviation {
  /** For the case's id. */
  readonly what: LocalizedText;
  /** For a person, behind the title of the event. */
  readonly words: LocalizedText;
  readonly basis: Basis;
  readonly choices?: Variant;
  readonly overrides?: readonly Override[];
}

/** Payloads that the page does not describe, but that the platform sends or may send one day. */
export const planForward: Planner = function* ({ events }) {
  for (const event of events) {
    for (const { what, words: difference, basis, choices, overrides } of deviationsOf(event)) {
      const id = caseId(event.id, what);
      const words = titled(event, difference, ', ');
      const variant = resolveVariant(event, choices);
      const planned = { event, variant, index: indexOf(id), words, ...(overrides && { overrides }) };
      yield { id, group: 'forward', subject: event.id, basis, words, steps: [{ kind: 'send', planned }] };
    }
  }
};

function* deviationsOf(event: EventDefinition): Generator<Deviation> {
  yield* unknownKey(event);
  yield* unlistedValues(event);
  yield* spellings(event);
  yield* observedValues(event);
  yield* withoutOptionalKeys(event);
  yield* freeTexts(event);
}

/** A key that is on no page: in the body, and in its `data` where it has one; in a list, in its first item. */
function* unknownKey({ payload }: EventDefinition): Generator<Deviation> {
  const places = outerObjects(payload).map((steps) => [...steps, 'addedLater']);
  if (places.length === 0) return;
  yield {
    what: asIs('an unknown key'),
    words: {
      zh: `多出文档页面没有的键：${places.map(formatPath).join(' 和 ')}`,
      en: `with a key that the page does not have: ${places.map(formatPath).join(' and ')}`,
    },
    basis: 'inferred',
    overrides: places.map((path) => ({ op: 'set', path, value: { since: 'tomorrow' } })),
  };
}

function outerObjects({ shape }: AnyField, at: readonly PathStep[] = []): (readonly PathStep[])[] {
  if (shape.kind === 'list') return outerObjects(shape.item, [...at, 0]);
  if (shape.kind !== 'object') return shape.kind === 'union' ? [at] : [];
  return shape.fields['data']?.shape.kind === 'object' ? [at, [...at, 'data']] : [at];
}

/** Enum values that are not on the event's page: observed, or listed on another page. */
function* unlistedValues({ dimensions }: EventDefinition): Generator<Deviation> {
  for (const { name, title, members, beyond } of dimensions) {
    const offPage = Object.entries(members).filter(([, member]) => member.offPage === true);
    for (const [member, { value, zh, en }] of [...offPage, ...Object.entries(beyond)]) {
      yield {
        what: asIs(`${name}=${member} is not on the page`),
        words: {
          zh: `${title.zh}：${zh}（${JSON.stringify(value)}），文档页面没有列出`,
          en: `${title.en}: ${en} (${JSON.stringify(value)}), which the page does not list`,
        },
        basis: 'observed',
        choices: { [name]: member },
      };
    }
  }
}

/** The same value in each of its spellings. */
function* spellings({ dimensions }: EventDefinition): Generator<Deviation> {
  for (const { name, title, members } of dimensions.filter((dimension) => dimension.spellings === true)) {
    for (const [member, { zh, en, basis }] of Object.entries(members)) {
      const words = titled({ title }, { zh, en });
      yield { what: asIs(`${name} ${en}`), words, basis, choices: { [name]: member } };
    }
  }
}

/**
 * Keys that real bodies have been seen without, or with another value than the page's. Where the payload is drawn so
 * anyway, such as in a private chat, the override changes nothing.
 */
function* observedValues(event: EventDefinition): Generator<Deviation> {
  for (const placed of settable(event)) {
    for (const seen of placed.field.facts.seen ?? []) {
      const path = placed.steps;
      const value = seen === 'absent' ? seen : JSON.stringify(seen);
      yield {
        what: asIs(`${placed.path} ${value}`),
        words: {
          zh: `按真实消息体的样子：${seen === 'absent' ? `没有 ${placed.path}` : `${placed.path} 为 ${value}`}`,
          en: `as real bodies have been seen: ${placed.path} is ${value}`,
        },
        basis: 'observed',
        choices: choicesFor(event, placed),
        overrides: [seen === 'absent' ? { op: 'unset', path } : { op: 'set', path, value: seen }],
      };
    }
  }
}

/** Without all optional keys of a variant at once: a drawn payload may happen to have each of them. */
function* withoutOptionalKeys(event: EventDefinition): Generator<Deviation> {
  const optional = settable(event).filter(({ field: { facts } }) => facts.chance && facts.chance < 1);
  const labelOf = (placed: PlacedField): string =>
    variantLabel(event, resolveVariant(event, choicesFor(event, placed)));
  for (const label of new Set(optional.map(labelOf))) {
    const fields = optional.filter((placed) => labelOf(placed) === label);
    const [first] = fields;
    if (first === undefined) continue;
    const paths = fields.map(({ path }) => path);
    yield {
      what: asIs(`${label === 'usual' ? '' : `${label} `}without its optional keys`),
      words: {
        zh: `去掉不一定出现的键：${paths.join('、')}`,
        en: `without what is not always there: ${paths.join(', ')}`,
      },
      basis: first.basis,
      choices: choicesFor(event, first),
      overrides: fields.map(({ steps }) => ({ op: 'unset', path: steps })),
    };
  }
}

/** Texts that receivers have stumbled over, in every field of one variant that people type. */
function* freeTexts(event: EventDefinition): Generator<Deviation> {
  const typed = settable(event).filter(({ field }) => field.facts.freeText === true);
  const [first] = typed;
  if (first === undefined) return;
  const choices = choicesFor(event, first);
  const variant = resolveVariant(event, choices);
  const present = typed.filter(({ when }) => when.every((condition) => meets(variant, condition)));
  const paths = new Map(present.map(({ path, steps }) => [path, steps]));
  for (const { name, basis, text } of trickyTexts) {
    yield {
      what: name,
      words: {
        zh: `${[...paths.keys()].join(' 和 ')} 填入${name.zh}`,
        en: `with ${name.en} in ${[...paths.keys()].join(' and ')}`,
      },
      basis,
      choices,
      overrides: [...paths.values()].map((path) => ({ op: 'set', path, value: text })),
    };
  }
}

/** The fields that an override reaches. */
const settable = (event: EventDefinition): (PlacedField & { readonly steps: readonly PathStep[] })[] =>
  [...placedFields(event)].flatMap(({ steps, ...placed }) =>
    steps === undefined ? [] : [{ ...placed, steps }],
  );

/** Choices of a variant that has the field. */
function choicesFor(event: EventDefinition, { when }: PlacedField): Variant {
  const choices: Record<string, string> = {};
  for (const [name, members] of when.flatMap((conditions) => Object.entries(conditions))) {
    const usual = event.dimensions.find((dimension) => dimension.name === name)?.usual;
    const allowed = [members].flat();
    const chosen = usual !== undefined && allowed.includes(usual) ? usual : allowed[0];
    if (chosen !== undefined) choices[name] ??= chosen;
  }
  return choices;
}

/** Texts that people type or paste, without NUL, which databases refuse, or half surrogate pairs, which are no text. */
export const trickyTexts: readonly {
  /** The English one is in the case's id. */
  readonly name: LocalizedText;
  readonly basis: Basis;
  readonly text: string;
}[] = [
  {
    name: { zh: '很长的文本', en: 'very long text' },
    basis: 'inferred',
    text: '很长的一段话，一行接着一行。\n'.repeat(700),
  },
  {
    name: { zh: '表情符号', en: 'emoji' },
    basis: 'inferred',
    text: '好的👍🏽 👩‍👩‍👧‍👦 🇨🇳 ❤️ 1️⃣ [微笑] 𠮷野家',
  },
  {
    name: { zh: '从右向左书写的文本', en: 'right-to-left text' },
    basis: 'inferred',
    text: 'مرحبا، أريد شراء ٣ قطع 3 pcs \u202eabc\u202c שלום',
  },
  {
    name: { zh: '各种换行符', en: 'line separators' },
    basis: 'inferred',
    text: '第一行\r\n第二行\u2028第三行\u2029第四行\u0085完',
  },
  {
    name: { zh: '控制字符', en: 'control characters' },
    basis: 'inferred',
    text: 'a\b\f\t\v\u0001\u001b[31m\u007f\u200b\ufeffz',
  },
  {
    name: { zh: '形似 JSON 的文本', en: 'text like JSON' },
    basis: 'observed',
    text: '{"text":"多少钱","list":[1,2,{"a":null}],"n":1e999',
  },
  {
    name: { zh: '形似 HTML 和 SQL 的文本', en: 'text like HTML and SQL' },
    basis: 'inferred',
    text: `<script>alert("1")</script> &amp; <b>粗</b> '; DROP TABLE messages; -- \${7*7} {{7*7}} %s %00 \\n`,
  },
];
