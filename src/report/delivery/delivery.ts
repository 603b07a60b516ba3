import { type Dimension, formatChoices, memberOf } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { AttemptRecord, Delivery } from '../../delivery/delivery.ts';
import { currentLanguage, say } from '../../language.ts';
import { padColumnsStart } from '../text/columns.ts';
import { printable } from '../text/escape.ts';
import { bilingual, factLine, reproduceWith } from '../text/layout.ts';
import { duration, size } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { brokeOff, connectTime, contentType, firstByteTime } from './response-words.ts';
import { findingLines, outcomeMark, outcomeMeaning } from './verdict-text.ts';

/** One delivery in full: the request, the response and the verdict. */
export function renderDelivery(delivery: Delivery, event: EventDefinition, paint: Paint): string {
  const { verdict, request, attempts } = delivery;
  const attempt = attempts.at(-1);
  const body = bodySize(request);
  const lines = [
    `${paint.strong(delivery.event)}  ${bilingual(event.title, paint)}`,
    ...variantLines(event.dimensions, delivery.variant).map((words, i) =>
      factLine(i === 0 ? say({ zh: '变体', en: 'variant' }) : '', words, paint),
    ),
    factLine(say({ zh: '发往', en: 'to' }), printable(request.url), paint),
    factLine(say({ zh: '已发送', en: 'sent' }), `${size(body)} ${paint.faint(drawnFrom(delivery))}`, paint),
    ...(attempt === undefined ? [] : received(attempt, paint)),
    '',
    `${outcomeMark(verdict.outcome, paint)}  ${paint.faint(outcomeMeaning(verdict))}`,
    ...verdict.findings.flatMap((finding) => findingLines(finding, paint)),
  ];
  if (verdict.outcome !== 'accepted') {
    lines.push('', paint.faint(say(reproduceWith)), `  ${printable(delivery.repro)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** What the payload was drawn from. */
function drawnFrom({ seed, index, now }: Delivery): string {
  return say({
    zh: `种子 ${seed}${index === 0 ? '' : `，序号 ${index}`}，时钟 ${now}`,
    en: `seed ${seed}${index === 0 ? '' : `, index ${index}`}, clock ${now}`,
  });
}

export function bodySize({ body, bodyBase64 }: Delivery['request']): number {
  return bodyBase64 === undefined ? Buffer.byteLength(body) : Buffer.byteLength(bodyBase64, 'base64');
}

/** The variant in Chinese, in English unless the reader's language is Chinese, and as it is typed. Members that mean no are left out. */
function variantLines(dimensions: readonly Dimension[], variant: Readonly<Record<string, string>>): string[] {
  const chosen = dimensions.flatMap((dimension) => {
    const name = variant[dimension.name];
    const member = name === undefined ? undefined : memberOf(dimension, name);
    return member === undefined || member.value === false ? [] : [{ dimension, name, member }];
  });
  if (chosen.length === 0) return [];
  return [
    chosen.map(({ dimension, member }) => `${dimension.title.zh}：${member.zh}`).join('，'),
    ...(currentLanguage() === 'zh'
      ? []
      : [chosen.map(({ dimension, member }) => `${dimension.title.en}: ${member.en}`).join(', ')]),
    chosen.map(({ dimension, name }) => `${dimension.name}=${name}`).join(','),
  ];
}

function received(attempt: AttemptRecord, paint: Paint): string[] {
  const { status, bytes, timings, error } = attempt;
  const name = say({ zh: '收到', en: 'received' });
  if (status === null) {
    const took = duration(timings.queue + timings.total);
    const after = paint.faint(say({ zh: `（用时 ${took}）`, en: ` after ${took}` }));
    return [factLine(name, `${say({ zh: '没有响应', en: 'nothing' })}${after}`, paint)];
  }
  const parts = [
    timings.connect !== null && timings.connect > 0 && connectTime(timings.connect),
    timings.firstByte !== null && firstByteTime(timings.firstByte),
  ].filter((part) => part !== false);
  const took = duration(timings.total);
  const times = say({
    zh: `用时 ${took}${parts.length > 0 ? `（${parts.join('，')}）` : ''}`,
    en: `in ${took}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`,
  });
  const facts = [`${status} ${printable(contentType(attempt))}`, size(bytes)].join(
    say({ zh: '，', en: ', ' }),
  );
  const broken = error === null ? '' : say(brokeOff);
  return [factLine(name, `${facts}${broken}${say({ zh: '，', en: ' ' })}${paint.faint(times)}`, paint)];
}

/**
 * One of several deliveries on one line, with its findings, and after a failure the command that repeats it.
 * @param known a failure like one that was shown: its line is enough
 */
export function renderDeliveryLine(delivery: Delivery, paint: Paint, known = false): string {
  const { event, variant, index, verdict, attempts } = delivery;
  const attempt = attempts.at(-1);
  const status = attempt?.status ?? '–';
  const took = attempt === undefined ? '' : duration(attempt.timings.queue + attempt.timings.total);
  const chosen = Object.entries(variant).filter(([, member]) => member !== 'no');
  const choices = formatChoices(Object.fromEntries(chosen), ' ');
  const number = index === 0 ? '' : ` #${index}`;
  const line = `${outcomeMark(verdict.outcome, paint)}  ${status}  ${padColumnsStart(took, 8)}  ${event}${number}  ${paint.faint(choices)}`;
  if (known) return `${line.trimEnd()}  ${paint.faint(firstError(delivery))}`.trimEnd().concat('\n');
  const findings = verdict.findings.flatMap((finding) => findingLines(finding, paint));
  const repro =
    verdict.outcome === 'accepted'
      ? []
      : [`  ${paint.faint(say(reproduceWith))}${say({ zh: '', en: ' ' })}${printable(delivery.repro)}`];
  return `${[line.trimEnd(), ...findings, ...repro].join('\n')}\n`;
}

const firstError = ({ verdict }: Delivery): string =>
  verdict.findings.find(({ severity }) => severity === 'error')?.code ?? '';
