import { formatChoices } from '../../define/dimension.ts';
import type { Delivery } from '../../delivery/delivery.ts';
import { printable } from '../text/escape.ts';
import { duration } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';
import { findingLines, outcomeMark } from './verdict-words.ts';

/** One of several deliveries on one line, with its findings, and after a failure the command that repeats it. */
export function renderDeliveryLine(delivery: Delivery, paint: Paint): string {
  const { event, variant, index, verdict, attempts } = delivery;
  const attempt = attempts.at(-1);
  const status = attempt?.status ?? '–';
  const took = attempt === undefined ? '' : duration(attempt.timings.queue + attempt.timings.total);
  const chosen = Object.entries(variant).filter(([, member]) => member !== 'no');
  const choices = formatChoices(Object.fromEntries(chosen), ' ');
  const number = index === 0 ? '' : ` #${index}`;
  const line = `${outcomeMark(verdict.outcome, paint)}  ${status}  ${took.padStart(8)}  ${event}${number}  ${paint.faint(choices)}`;
  const findings = verdict.findings.flatMap((finding) => findingLines(finding, paint));
  const repro =
    verdict.outcome === 'accepted'
      ? []
      : [`  ${paint.faint('Reproduce with:')} ${printable(delivery.repro)}`];
  return `${[line.trimEnd(), ...findings, ...repro].join('\n')}\n`;
}
