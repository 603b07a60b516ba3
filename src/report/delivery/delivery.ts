import { type Dimension, formatChoices, memberOf } from '../../define/dimension.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { AttemptRecord, Delivery } from '../../delivery/delivery.ts';
import { printable } from '../text/escape.ts';
import { bilingual, factLine } from '../text/layout.ts';
import { duration, size } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { findingLines, outcomeMark, outcomeMeaning } from './verdict-text.ts';

/** One delivery in full: the request, the response and the verdict. */
export function renderDelivery(delivery: Delivery, event: EventDefinition, paint: Paint): string {
  const { verdict, request, attempts } = delivery;
  const attempt = attempts.at(-1);
  const body = bodySize(request);
  const lines = [
    `${paint.strong(delivery.event)}  ${bilingual(event.title, paint)}`,
    ...variantLines(event.dimensions, delivery.variant).map((words, i) =>
      factLine(i === 0 ? 'variant' : '', words, paint),
    ),
    factLine('to', printable(request.url), paint),
    factLine(
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

export function bodySize({ body, bodyBase64 }: Delivery['request']): number {
  return bodyBase64 === undefined ? Buffer.byteLength(body) : Buffer.byteLength(bodyBase64, 'base64');
}

/** The variant in Chinese, in English and as it is typed. Members that mean no are left out. */
function variantLines(dimensions: readonly Dimension[], variant: Readonly<Record<string, string>>): string[] {
  const chosen = dimensions.flatMap((dimension) => {
    const name = variant[dimension.name];
    const member = name === undefined ? undefined : memberOf(dimension, name);
    return member === undefined || member.value === false ? [] : [{ dimension, name, member }];
  });
  if (chosen.length === 0) return [];
  return [
    chosen.map(({ dimension, member }) => `${dimension.title.zh}：${member.zh}`).join('，'),
    chosen.map(({ dimension, member }) => `${dimension.title.en}: ${member.en}`).join(', '),
    chosen.map(({ dimension, name }) => `${dimension.name}=${name}`).join(','),
  ];
}

function received(attempt: AttemptRecord, paint: Paint): string[] {
  const { status, headers, bytes, timings, error } = attempt;
  if (status === null) {
    const after = paint.faint(`after ${duration(timings.queue + timings.total)}`);
    return [factLine('received', `nothing ${after}`, paint)];
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
  return [factLine('received', `${status} ${printable(type)}, ${size(bytes)}${broken} ${times}`, paint)];
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
  const line = `${outcomeMark(verdict.outcome, paint)}  ${status}  ${took.padStart(8)}  ${event}${number}  ${paint.faint(choices)}`;
  if (known) return `${line.trimEnd()}  ${paint.faint(firstError(delivery))}`.trimEnd().concat('\n');
  const findings = verdict.findings.flatMap((finding) => findingLines(finding, paint));
  const repro =
    verdict.outcome === 'accepted'
      ? []
      : [`  ${paint.faint('Reproduce with:')} ${printable(delivery.repro)}`];
  return `${[line.trimEnd(), ...findings, ...repro].join('\n')}\n`;
}

const firstError = ({ verdict }: Delivery): string =>
  verdict.findings.find(({ severity }) => severity === 'error')?.code ?? '';
