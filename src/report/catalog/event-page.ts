import type { DocumentedDimension, EventDocument } from '../../catalog/document.ts';
import type { FieldRow } from '../../catalog/fields.ts';
import type { When } from '../../define/dimension.ts';
import type { EnumMember } from '../../define/enumeration.ts';
import type { Paint } from '../text/paint.ts';

/** An event's page for a terminal: the documentation page as it should have been. */
export function renderEventPage(page: EventDocument, example: unknown, paint: Paint): string {
  const sections = [
    heading(page, paint),
    section('Payload', fields(page.fields, page.basis, paint), paint),
    section('Enums', enums(page.fields, paint), paint),
    section(
      'Dimensions',
      page.dimensions.flatMap((dimension) => describeDimension(dimension, paint)),
      paint,
    ),
    section(
      'Rules between them',
      page.rules.map((rule) => `${rule.en} ${paint.faint(`[${rule.basis}] ${rule.zh}`)}`),
      paint,
    ),
    section('Response', response(page, paint), paint),
    section(
      'Delivery',
      page.policy.facts.map((fact) => `${fact.en} ${paint.faint(`[${fact.basis}] ${fact.zh}`)}`),
      paint,
    ),
    section('Example', JSON.stringify(example, null, 2).split('\n'), paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function section(title: string, lines: readonly string[], paint: Paint): string[] {
  if (lines.length === 0) return [];
  return [paint.strong(title), ...lines.map((line) => `  ${line}`)];
}

function heading(page: EventDocument, paint: Paint): string[] {
  const { address, docs } = page;
  const lines = [
    `${paint.strong(paint.accent(page.id))}  ${page.title.zh} · ${page.title.en}`,
    row('basis', page.basis, paint),
    row(
      'documented',
      `${docs.page}${docs.url === undefined ? '' : ` ${docs.url}`}, read ${docs.read}`,
      paint,
    ),
    row('platform', [page.platform.title.zh, page.platform.server].filter(Boolean).join(', '), paint),
    row(
      'address',
      address.path === undefined
        ? `POST, a full address of its own ${paint.faint(`[${address.basis}]`)}`
        : `POST <base>${address.path} ${paint.faint(`[${address.basis}]`)}`,
      paint,
    ),
  ];
  for (const [name, text] of Object.entries(address.query?.parameters ?? {})) {
    lines.push(row('', `?${name}= ${text.en} ${paint.faint(`[${address.query?.basis}] ${text.zh}`)}`, paint));
  }
  if (page.deduplicateBy !== undefined)
    lines.push(row('duplicates', `the same ${page.deduplicateBy}`, paint));
  if (page.note !== undefined) lines.push(row('note', page.note.en, paint), row('', page.note.zh, paint));
  return lines;
}

const row = (name: string, text: string, paint: Paint): string => `  ${paint.faint(name.padEnd(11))}${text}`;

function fields(rows: readonly FieldRow[], basis: string, paint: Paint): string[] {
  const pathWidth = Math.min(48, Math.max(...rows.map(({ path }) => path.length)));
  const typeWidth = Math.min(18, Math.max(...rows.map(({ type }) => type.length)));
  return rows.map((field) => {
    const about = [
      field.label && `${field.label.zh} ${paint.faint(`· ${field.label.en}`)}`,
      field.dimension !== undefined && field.values !== undefined && paint.faint(`= ${field.dimension}`),
      field.optional && paint.faint('(not always)'),
      field.secret && paint.warn('[secret]'),
      field.basis !== basis && paint.warn(`[${field.basis}]`),
      field.when.length > 0 && paint.faint(`when ${field.when.map(describeWhen).join(', ')}`),
      field.seen.length > 0 && paint.faint(`also seen: ${field.seen.map(describeSeen).join(', ')}`),
      field.note && paint.faint(`— ${field.note.zh}; ${field.note.en}`),
    ];
    const text = about.filter(Boolean).join(' ');
    return `${field.path.padEnd(pathWidth)}  ${paint.faint(field.type.padEnd(typeWidth))}  ${text}`.trimEnd();
  });
}

const describeSeen = (seen: '' | null | 'absent'): string => (seen === '' ? '""' : String(seen));

const describeWhen = (when: When): string =>
  Object.entries(when)
    .map(([name, members]) => `${name}=${[members].flat().join('|')}`)
    .join(' and ');

/** Enums that are no dimension: those of the dimensions stand with them. */
function enums(rows: readonly FieldRow[], paint: Paint): string[] {
  return rows
    .filter((field) => field.values !== undefined && field.dimension === undefined)
    .map(
      (field) =>
        `${field.path}  ${(field.values ?? []).map((member) => describeMember(member, paint)).join(', ')}`,
    );
}

const describeMember = ({ value, zh, en }: EnumMember, paint: Paint): string =>
  `${String(value)} ${zh} ${paint.faint(en)}`;

function describeDimension(dimension: DocumentedDimension, paint: Paint): string[] {
  const width = Math.max(...dimension.values.map(({ name }) => name.length));
  const values = dimension.values.map((member) => {
    const value = String(member.value) === member.name ? '' : String(member.value);
    const marks = [
      member.name === dimension.usual && 'usual',
      member.beyond && 'not on the page: only when asked for',
      member.basis !== 'documented' && member.basis,
      member.note,
    ].filter(Boolean);
    const about = `${member.zh} ${paint.faint(`· ${member.en}`)}`;
    const extra = marks.length > 0 ? ` ${paint.faint(`[${marks.join('; ')}]`)}` : '';
    return `  ${member.name.padEnd(width)}  ${value.padStart(5)}  ${about}${extra}`;
  });
  const only =
    dimension.when === undefined ? '' : ` ${paint.faint(`only with ${describeWhen(dimension.when)}`)}`;
  return [
    `${paint.accent(dimension.name)}  ${dimension.title.zh} ${paint.faint(`· ${dimension.title.en}`)}${only}`,
    ...values,
  ];
}

function response({ response: contract }: EventDocument, paint: Paint): string[] {
  const keys = contract.keys.map(
    (key) =>
      `${key.name}  ${paint.faint(key.type)}  ${key.label.zh} ${paint.faint(`· ${key.label.en}`)}${key.success === undefined ? '' : paint.faint(`; ${key.success} means success, any other value that the receiver failed`)}`,
  );
  return [
    `${contract.status}, ${contract.mediaType}, ${contract.example} ${paint.faint(`[${contract.basis}]`)}`,
    ...keys,
  ];
}
