import { type Dimension, memberOf } from '../define/dimension.ts';
import type { EventDefinition } from '../define/event.ts';
import type { Attempt, Delivery } from '../verdict/delivery.ts';
import { duration, size } from './duration.ts';
import { printable } from './escape.ts';
import type { Paint } from './paint.ts';
import { findingLines, outcomeMark, outcomeMeaning } from './verdict-words.ts';

/** One delivery in full, for a person: what was sent, where, what came back, and the verdict. */
export function renderDelivery(delivery: Delivery, event: EventDefinition, paint: Paint): string {
  const { verdict, request, attempts } = delivery;
  const attempt = attempts.at(-1);
  const body = Buffer.byteLength(request.body);
  const lines = [
    `${paint.strong(delivery.event)}  ${event.title.zh} ${paint.faint(`· ${event.title.en}`)}`,
    ...variantWords(event.dimensions, delivery.variant).map((words, i) =>
      row(i === 0 ? 'variant' : '', words, paint),
    ),
    row('to', printable(request.url), paint),
    row(
      'sent',
      `${size(body)} ${paint.faint(`seed ${delivery.seed}${delivery.index === 0 ? '' : `, index ${delivery.index}`}, clock ${delivery.now}`)}`,
      paint,
    ),
    ...(attempt === undefined ? [] : received(attempt, paint)),
    '',
    `${outcomeMark(verdict.outcome, paint)}  ${paint.faint(outcomeMeaning(verdict))}`,
    ...verdict.findings.flatMap((finding) => findingLines(finding, paint)),
  ];
  if (verdict.outcome !== 'accepted') {
    lines.push('', paint.faint('Reproduce with:'), `  ${printable(delivery.repro)}`);
  }
  return `${lines.join('\n')}\n`;
}

const row = (name: string, text: string, paint: Paint): string => `  ${paint.faint(name.padEnd(9))}${text}`;

/** `消息类型 图片 · message type: image (type=image)`, for each choice that is not as usual; all as usual is one word. */
function variantWords(dimensions: readonly Dimension[], variant: Readonly<Record<string, string>>): string[] {
  return dimensions.flatMap((dimension) => {
    const chosen = variant[dimension.name];
    const member = chosen === undefined ? undefined : memberOf(dimension, chosen);
    if (member === undefined || (chosen === dimension.usual && dimension.usual === 'no')) return [];
    return [
      `${dimension.title.zh}：${member.zh} · ${dimension.title.en}: ${member.en} (${dimension.name}=${chosen})`,
    ];
  });
}

function received(attempt: Attempt, paint: Paint): string[] {
  const { status, headers, bytes, timings, error } = attempt;
  if (status === null) {
    const after = paint.faint(`after ${duration(timings.queue + timings.total)}`);
    return [row('received', `nothing ${after}`, paint)];
  }
  const type = [headers['content-type'] ?? 'no content type'].flat().join(', ');
  const parts = [
    timings.connect !== null && timings.connect > 0 && `connect ${duration(timings.connect)}`,
    timings.firstByte !== null && `first byte ${duration(timings.firstByte)}`,
  ].filter(Boolean);
  const broken = error === null ? '' : ', then it broke off';
  const times = paint.faint(
    `in ${duration(timings.total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`,
  );
  return [row('received', `${status} ${printable(type)}, ${size(bytes)}${broken} ${times}`, paint)];
}
