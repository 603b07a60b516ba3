import type { CaseDelivery, CaseResult } from '../../suite/result.ts';
import { printable } from '../escape.ts';
import type { Paint } from '../paint.ts';

/** Characters of a command beyond which it buries what stands around it. */
const longest = 1500;

/**
 * `Reproduce with:` and the commands: the delivery by itself, the same bytes with curl, and the whole case.
 * @param told the delivery that the reader has just been told of, if the case got as far as one
 */
export function reproductionLines(
  { repro }: CaseResult,
  told: CaseDelivery | undefined,
  paint: Paint,
): readonly string[] {
  const single = told === undefined ? [] : [told.delivery.repro, told.curl];
  const short = single.filter((command) => command.length <= longest);
  const note =
    short.length === single.length
      ? []
      : [`  ${paint.faint('The request is too long to be typed: the json and html reports have it whole.')}`];
  return [`  ${paint.faint('Reproduce with:')}`, ...[...short, repro].flatMap(commandLines), ...note];
}

/** A command as it can be copied. A here-document ends at the start of a line, so it is not indented. */
function commandLines(command: string): readonly string[] {
  const lines = printable(command, 'newlines').split('\n');
  return lines.length === 1 ? [`    ${lines[0]}`] : ['', ...lines, ''];
}
