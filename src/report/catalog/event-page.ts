import type { DocumentedDimension, EventDocument } from '../../catalog/document.ts';
import { type FieldRow, typeWords } from '../../catalog/fields.ts';
import { type Basis, basisWords } from '../../define/basis.ts';
import type { Contract } from '../../define/contract.ts';
import { formatChoices, type When } from '../../define/dimension.ts';
import type { Seen } from '../../define/field.ts';
import { asIs, currentLanguage, type LocalizedText, say } from '../../language.ts';
import { columnsOf, padColumns, padColumnsStart } from '../text/columns.ts';
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
  const based = (fact: LocalizedText & { readonly basis: Basis }): string =>
    inBoth(fact, `${marked(fact.basis)} `, paint);
  return page([
    `${heading(event, paint).join('\n')}\n`,
    part(say({ zh: '消息体', en: 'Payload' }), fields(event.fields, event.basis, paint)),
    part(say({ zh: '枚举', en: 'Enums' }), enums(event.fields, paint)),
    part(
      say({ zh: '维度', en: 'Dimensions' }),
      event.dimensions.flatMap((dimension) => describeDimension(dimension, paint)),
    ),
    part(
      say({ zh: '维度之间的规则', en: 'Rules between them' }),
      event.rules.map((rule) => based(rule) + (rule.usual === true ? paint.faint(say(usualRule)) : '')),
    ),
    part(say({ zh: '响应', en: 'Response' }), response(event.response, paint)),
    part(say({ zh: '投递', en: 'Delivery' }), event.policy.facts.map(based)),
    part(say({ zh: '示例', en: 'Example' }), JSON.stringify(example, null, 2).split('\n')),
  ]);
}

const usualRule: LocalizedText = {
  zh: '（通常如此；也可以指定别的）',
  en: ' (usual; other choices are obeyed)',
};

function heading(event: EventDocument, paint: Paint): string[] {
  const { id, title, basis, docs, platform, address, deduplicateBy, note } = event;
  const row = (name: string, text: string): string => factLine(name, text, paint, 11);
  const post =
    address.path === undefined
      ? say({ zh: 'POST，使用单独的完整地址', en: 'POST, a full address of its own' })
      : `POST <base>${address.path}`;
  const query = Object.entries(address.query?.parameters ?? {}).map(([name, meaning]) => {
    const mark = address.query === undefined ? '' : `${marked(address.query.basis)} `;
    return row('', `?${name}= ${inBoth(meaning, mark, paint)}`);
  });
  const source = [docs.page, docs.url].filter(Boolean).join(' ');
  const server = [platform.title.zh, platform.server].filter(Boolean);
  return [
    `${paint.strong(paint.accent(id))}  ${say(asIs(`${title.zh} · ${title.en}`))}`,
    row(say({ zh: '依据', en: 'basis' }), say(basisWords[basis])),
    row(
      say({ zh: '文档', en: 'documented' }),
      say({ zh: `${source}，${docs.read} 查阅`, en: `${source}, read ${docs.read}` }),
    ),
    row(say({ zh: '平台', en: 'platform' }), server.join(say({ zh: '，', en: ', ' }))),
    row(say({ zh: '地址', en: 'address' }), `${post} ${paint.faint(marked(address.basis))}`),
    ...query,
    ...(deduplicateBy === undefined
      ? []
      : [
          row(
            say({ zh: '去重', en: 'duplicates' }),
            say({ zh: `${deduplicateBy} 相同即为重复`, en: `the same ${deduplicateBy}` }),
          ),
        ]),
    ...(note === undefined
      ? []
      : [
          row(say({ zh: '说明', en: 'note' }), say({ zh: note.zh, en: note.en })),
          row('', say({ zh: paint.faint(note.en), en: note.zh })),
        ]),
  ];
}

function fields(rows: readonly FieldRow[], basis: string, paint: Paint): string[] {
  const pathWidth = Math.min(48, Math.max(...rows.map(({ path }) => columnsOf(path))));
  const types = rows.map(({ type }) => say(typeWords(type)));
  const typeWidth = Math.min(18, Math.max(...types.map(columnsOf)));
  return rows.map((field, i) => {
    const type = types[i] as string;
    const about = [
      field.label && bilingual(field.label, paint),
      field.dimension !== undefined && field.values !== undefined && paint.faint(`= ${field.dimension}`),
      field.optional && paint.faint(say({ zh: '（不一定有）', en: '(not always)' })),
      field.onlySeen && paint.faint(say({ zh: '（见过，但不会生成）', en: '(seen, never drawn)' })),
      field.secret && paint.warn(say({ zh: '[机密]', en: '[secret]' })),
      field.basis !== basis && paint.warn(marked(field.basis)),
      field.when.length > 0 && paint.faint(whenWords(field.when)),
      field.unless && paint.faint(unlessWords(field.unless)),
      field.seen.length > 0 && paint.faint(seenWords(field.seen)),
      field.note && paint.faint(say(asIs(`— ${field.note.zh}; ${field.note.en}`))),
    ];
    const text = about.filter(Boolean).join(' ');
    return `${padColumns(field.path, pathWidth)}  ${paint.faint(padColumns(type, typeWidth))}  ${text}`.trimEnd();
  });
}

function describeSeen(seen: Seen): string {
  if (seen === 'absent') return say({ zh: '没有', en: 'absent' });
  return seen === '' ? '""' : String(seen);
}

/** A fact in the reader's language, then faintly a mark and the fact in the other one. */
function inBoth({ zh, en }: LocalizedText, mark: string, paint: Paint): string {
  const [own, other] = currentLanguage() === 'zh' ? [zh, en] : [en, zh];
  return say(asIs(`${own} ${paint.faint(`${mark}${other}`)}`));
}

/** `[observed]` */
const marked = (basis: Basis): string => `[${say(basisWords[basis])}]`;

const conditionText = (when: When): string => formatChoices(when, say({ zh: ' 且 ', en: ' and ' }));

const whenWords = (when: readonly When[]): string =>
  say({
    zh: `当 ${when.map(conditionText).join('，')}`,
    en: `when ${when.map(conditionText).join(', ')}`,
  });

const unlessWords = (when: When): string =>
  say({ zh: `${conditionText(when)} 时没有`, en: `not when ${conditionText(when)}` });

const seenWords = (seen: readonly Seen[]): string =>
  say({
    zh: `还见过：${seen.map(describeSeen).join('、')}`,
    en: `also seen: ${seen.map(describeSeen).join(', ')}`,
  });

/** Enums other than dimensions, which have a section of their own. */
function enums(rows: readonly FieldRow[], paint: Paint): string[] {
  return rows.flatMap(({ path, values, dimension }) => {
    if (values === undefined || dimension !== undefined) return [];
    const members = values.map(
      ({ value, zh, en }) => `${String(value)} ${say(asIs(`${zh} ${paint.faint(en)}`))}`,
    );
    return [`${path}  ${members.join(say({ zh: '，', en: ', ' }))}`];
  });
}

const onlyWords = (when: When): string =>
  say({ zh: `仅当 ${conditionText(when)}`, en: `only with ${conditionText(when)}` });

function describeDimension(dimension: DocumentedDimension, paint: Paint): string[] {
  const width = Math.max(...dimension.values.map(({ name }) => columnsOf(name)));
  const values = dimension.values.map((member) => {
    const value = String(member.value) === member.name ? '' : String(member.value);
    const marks = [
      member.name === dimension.usual && say({ zh: '通常', en: 'usual' }),
      member.beyond && say({ zh: '文档页面没有列出：指定时才有', en: 'not on the page: only if chosen' }),
      member.basis !== 'documented' && say(basisWords[member.basis]),
      member.note && say(member.note),
    ].filter(Boolean);
    const extra = marks.length > 0 ? ` ${paint.faint(`[${marks.join(say({ zh: '；', en: '; ' }))}]`)}` : '';
    return `  ${padColumns(member.name, width)}  ${padColumnsStart(value, 5)}  ${bilingual(member, paint)}${extra}`;
  });
  const { name, title, when } = dimension;
  const only = when === undefined ? '' : ` ${paint.faint(onlyWords(when))}`;
  return [`${paint.accent(name)}  ${bilingual(title, paint)}${only}`, ...values];
}

function response(contract: Contract, paint: Paint): string[] {
  const { status, mediaType, example, basis } = contract;
  const keys = contract.keys.map(({ name, type, label, success, optional = false }) => {
    const required = optional ? say({ zh: '（可省略）', en: ' (not required)' }) : '';
    const meaning =
      success === undefined
        ? ''
        : say({
            zh: `；${success} 表示成功，其他值表示接收端处理失败`,
            en: `; ${success} means success, any other value that the receiver failed`,
          });
    return `${name}  ${paint.faint(type)}  ${bilingual(label, paint)}${paint.faint(`${required}${meaning}`)}`;
  });
  return [`${status}, ${mediaType}, ${example} ${paint.faint(marked(basis))}`, ...keys];
}
