import type { DocumentedDimension, EventDocument } from '../../catalog/document.ts';
import type { FieldRow } from '../../catalog/fields.ts';
import type { Contract } from '../../define/contract.ts';
import { formatChoices, type When } from '../../define/dimension.ts';
import type { Seen } from '../../define/field.ts';
import type { LocalizedText } from '../../language.ts';
import { bilingual, factLine, page, section } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

/** An event's page for a terminal: the documentation page as it should have been. */
export function renderEventPage(event: EventDocument, example: unknown, paint: Paint): string {
  const part = (title: string, lines: readonly string[]): string =>
    section(
      title,
      lines.map((line) => `  ${line}`),
      paint,
    );
  const based = ({ zh, en, basis }: LocalizedText & { readonly basis: string }): string =>
    `${en} ${paint.faint(`[${basis}] ${zh}`)}`;
  return page([
    `${heading(event, paint).join('\n')}\n`,
    part('Payload', fields(event.fields, event.basis, paint)),
    part('Enums', enums(event.fields, paint)),
    part(
      'Dimensions',
      event.dimensions.flatMap((dimension) => describeDimension(dimension, paint)),
    ),
    part(
      'Rules between them',
      event.rules.map(
        (rule) =>
          based(rule) + (rule.usual === true ? paint.faint(' (usual; other choices are obeyed)') : ''),
      ),
    ),
    part('Response', response(event.response, paint)),
    part('Delivery', event.policy.facts.map(based)),
    part('Example', JSON.stringify(example, null, 2).split('\n')),
  ]);
}

function heading(event: EventDocument, paint: Paint): string[] {
  const { id, title, basis, docs, platform, address, deduplicateBy, note } = event;
  const row = (name: string, text: string): string => factLine(name, text, paint, 11);
  const post = address.path === undefined ? 'POST, a full address of its own' : `POST <base>${address.path}`;
  const query = Object.entries(address.query?.parameters ?? {}).map(([name, { zh, en }]) =>
    row('', `?${name}= ${en} ${paint.faint(`[${address.query?.basis}] ${zh}`)}`),
  );
  return [
    `${paint.strong(paint.accent(id))}  ${title.zh} · ${title.en}`,
    row('basis', basis),
    row('documented', `${[docs.page, docs.url].filter(Boolean).join(' ')}, read ${docs.read}`),
    row('platform', [platform.title.zh, platform.server].filter(Boolean).join(', ')),
    row('address', `${post} ${paint.faint(`[${address.basis}]`)}`),
    ...query,
    ...(deduplicateBy === undefined ? [] : [row('duplicates', `the same ${deduplicateBy}`)]),
    ...(note === undefined ? [] : [row('note', note.en), row('', note.zh)]),
  ];
}

function fields(rows: readonly FieldRow[], basis: string, paint: Paint): string[] {
  const pathWidth = Math.min(48, Math.max(...rows.map(({ path }) => path.length)));
  const typeWidth = Math.min(18, Math.max(...rows.map(({ type }) => type.length)));
  return rows.map((field) => {
    const about = [
      field.label && bilingual(field.label, paint),
      field.dimension !== undefined && field.values !== undefined && paint.faint(`= ${field.dimension}`),
      field.optional && paint.faint('(not always)'),
      field.onlySeen && paint.faint('(seen, never drawn)'),
      field.secret && paint.warn('[secret]'),
      field.basis !== basis && paint.warn(`[${field.basis}]`),
      field.when.length > 0 && paint.faint(`when ${field.when.map(conditionText).join(', ')}`),
      field.unless && paint.faint(`not when ${conditionText(field.unless)}`),
      field.seen.length > 0 && paint.faint(`also seen: ${field.seen.map(describeSeen).join(', ')}`),
      field.note && paint.faint(`— ${field.note.zh}; ${field.note.en}`),
    ];
    const text = about.filter(Boolean).join(' ');
    return `${field.path.padEnd(pathWidth)}  ${paint.faint(field.type.padEnd(typeWidth))}  ${text}`.trimEnd();
  });
}

const describeSeen = (seen: Seen): string => (seen === '' ? '""' : String(seen));

const conditionText = (when: When): string => formatChoices(when, ' and ');

/** Enums other than dimensions, which have a section of their own. */
function enums(rows: readonly FieldRow[], paint: Paint): string[] {
  return rows.flatMap(({ path, values, dimension }) => {
    if (values === undefined || dimension !== undefined) return [];
    const members = values.map(({ value, zh, en }) => `${String(value)} ${zh} ${paint.faint(en)}`);
    return [`${path}  ${members.join(', ')}`];
  });
}

function describeDimension(dimension: DocumentedDimension, paint: Paint): string[] {
  const width = Math.max(...dimension.values.map(({ name }) => name.length));
  const values = dimension.values.map((member) => {
    const value = String(member.value) === member.name ? '' : String(member.value);
    const marks = [
      member.name === dimension.usual && 'usual',
      member.beyond && 'not on the page: only if chosen',
      member.basis !== 'documented' && member.basis,
      member.note,
    ].filter(Boolean);
    const extra = marks.length > 0 ? ` ${paint.faint(`[${marks.join('; ')}]`)}` : '';
    return `  ${member.name.padEnd(width)}  ${value.padStart(5)}  ${bilingual(member, paint)}${extra}`;
  });
  const { name, title, when } = dimension;
  const only = when === undefined ? '' : ` ${paint.faint(`only with ${conditionText(when)}`)}`;
  return [`${paint.accent(name)}  ${bilingual(title, paint)}${only}`, ...values];
}

function response(contract: Contract, paint: Paint): string[] {
  const { status, mediaType, example, basis } = contract;
  const keys = contract.keys.map(({ name, type, label, success, optional = false }) => {
    const meaning =
      success === undefined ? '' : `; ${success} means success, any other value that the receiver failed`;
    return `${name}  ${paint.faint(type)}  ${bilingual(label, paint)}${paint.faint(`${optional ? ' (not required)' : ''}${meaning}`)}`;
  });
  return [`${status}, ${mediaType}, ${example} ${paint.faint(`[${basis}]`)}`, ...keys];
}
