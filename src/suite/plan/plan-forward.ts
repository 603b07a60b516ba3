import { parsePath } from '../../catalog/field-path.ts';
import { type PlacedField, placedFields } from '../../catalog/fields.ts';
import type { Basis } from '../../define/basis.ts';
import { meets, type Variant, type When } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Seen } from '../../define/field.ts';
import type { Override } from '../../generate/overrides.ts';
import { resolveVariant } from '../../generate/variants.ts';
import type { Case } from './case.ts';
import { caseId, indexOf, variantWords } from './case-id.ts';
import type { Planner } from './planner.ts';
import { texts } from './texts.ts';

/** What a forward case sends, and why we believe that it may come. */
interface Surprise {
  readonly what: string;
  readonly words: string;
  readonly basis: Basis;
  readonly choices?: Variant;
  readonly overrides?: readonly Override[];
}

/** What the platform sends in ways its page does not say, or may send tomorrow; and only that. */
export const planForward: Planner = function* ({ events }) {
  for (const event of events) {
    yield surprise(event, unknownKey(event));
    for (const each of [
      ...unlistedValues(event),
      ...spellings(event),
      ...seenOtherwise(event),
      ...withoutOptionalKeys(event),
      ...freeTexts(event),
    ]) {
      yield surprise(event, each);
    }
  }
};

function surprise(event: EventDefinition, { what, words, basis, choices, overrides }: Surprise): Case {
  const id = caseId(event.id, what);
  const variant = resolveVariant(event, choices);
  const sending = { event, variant, index: indexOf(id), words, ...(overrides && { overrides }) };
  return { id, group: 'forward', subject: event.id, basis, words, steps: [{ kind: 'send', sending }] };
}

/** A key that is on no page: in the body, and in its `data` where it has one. */
function unknownKey(event: EventDefinition): Surprise {
  const { shape } = event.payload;
  const wrapped = shape.kind === 'object' ? shape.fields['data'] : undefined;
  const places = wrapped?.shape.kind === 'object' ? ['addedLater', 'data.addedLater'] : ['addedLater'];
  return {
    what: 'an unknown key',
    words: `${event.title.en}, with a key that the page does not have: ${places.join(' and ')}`,
    basis: 'inferred',
    overrides: places.map((path) => ({ op: 'set', path: parsePath(path), value: { since: 'tomorrow' } })),
  };
}

/** Enum values that are not on the event's page: observed beyond it, or listed on another. */
function* unlistedValues(event: EventDefinition): Generator<Surprise> {
  for (const { name, title, members, beyond } of event.dimensions) {
    const unlisted = [
      ...Object.entries(members).filter(([, { offPage }]) => offPage === true),
      ...Object.entries(beyond),
    ];
    for (const [member, { value, en }] of unlisted) {
      yield {
        what: `${name}=${member} is not on the page`,
        words: `${event.title.en}, ${title.en}: ${en} (${JSON.stringify(value)}), which the page does not list`,
        basis: 'observed',
        choices: { [name]: member },
      };
    }
  }
}

/** The same value in each of its spellings. */
function* spellings(event: EventDefinition): Generator<Surprise> {
  for (const { name, title, members, spellings: spelt } of event.dimensions) {
    if (spelt !== true) continue;
    for (const [member, { en, basis }] of Object.entries(members)) {
      yield {
        what: `${name} ${en}`,
        words: `${event.title.en}, ${title.en}: ${en}`,
        basis,
        choices: { [name]: member },
      };
    }
  }
}

/** Keys that real bodies have been seen without, or with another value than the page's. */
function* seenOtherwise(event: EventDefinition): Generator<Surprise> {
  for (const placed of placedFields(event)) {
    for (const seen of placed.field.facts.seen ?? []) {
      const { path } = placed;
      const how = seen === 'absent' ? 'absent' : JSON.stringify(seen);
      const overrides = [seenOverride(path, seen)];
      const choices = choicesFor(event, placed);
      yield {
        what: `${path} ${how}`,
        words: `${event.title.en}, as real bodies have been seen: ${path} is ${how}`,
        basis: 'observed',
        choices,
        // Drawn so already, in a private chat perhaps: then there is nothing to change.
        overrides,
      };
    }
  }
}

function seenOverride(text: string, seen: Seen): Override {
  const path = parsePath(text);
  return seen === 'absent' ? { op: 'unset', path } : { op: 'set', path, value: seen };
}

/** All the keys at once that are there in some payloads and not in others: a draw may happen to have each of them. */
function* withoutOptionalKeys(event: EventDefinition): Generator<Surprise> {
  const optional = [...placedFields(event)].filter(
    ({ field, path }) => (field.facts.chance ?? 1) < 1 && !path.includes('[]'),
  );
  const wheres = optional.map((placed) =>
    variantWords(event, resolveVariant(event, choicesFor(event, placed))),
  );
  for (const where of new Set(wheres)) {
    const placed = optional.filter((_, i) => wheres[i] === where);
    const [first] = placed;
    if (first === undefined) continue;
    const paths = placed.map(({ path }) => path);
    yield {
      what: `${where === 'usual' ? '' : `${where} `}without its optional keys`,
      words: `${event.title.en}, without what is not always there: ${paths.join(', ')}`,
      basis: first.basis,
      choices: choicesFor(event, first),
      overrides: paths.map((path) => ({ op: 'unset', path: parsePath(path) })),
    };
  }
}

/** Whatever people may type, in all the fields of one variant that people type. */
function* freeTexts(event: EventDefinition): Generator<Surprise> {
  const typed = [...placedFields(event)].filter(
    ({ field, path }) => field.facts.freeText === true && !path.includes('[]'),
  );
  const [first] = typed;
  if (first === undefined) return;
  const choices = choicesFor(event, first);
  const variant = resolveVariant(event, choices);
  const there = typed.filter(({ when }) => when.every((condition) => meets(variant, condition)));
  const paths = [...new Set(there.map(({ path }) => path))];
  for (const { name, basis, text } of texts) {
    yield {
      what: name,
      words: `${event.title.en}, with ${name} in ${paths.join(' and ')}`,
      basis,
      choices,
      overrides: paths.map((path) => ({ op: 'set', path: parsePath(path), value: text })),
    };
  }
}

/** Choices with which a field is there. */
function choicesFor(event: EventDefinition, { when }: PlacedField): Variant {
  const choices: Record<string, string> = {};
  const add = (conditions: When): void => {
    for (const [name, members] of Object.entries(conditions)) {
      const usual = event.dimensions.find((dimension) => dimension.name === name)?.usual;
      const allowed = [members].flat();
      const chosen = usual !== undefined && allowed.includes(usual) ? usual : allowed[0];
      if (chosen !== undefined) choices[name] ??= chosen;
    }
  };
  for (const condition of when) add(condition);
  return choices;
}
