import type { CaseDelivery, CaseResult } from '../../../suite/run/result.ts';
import { printable } from '../../text/escape.ts';
import type { Paint } from '../../text/paint.ts';

/** Characters of a command beyond which it buries what stands around it. */
const longest = 1500;

/**
 * `Reproduce with:` and the commands: the delivery by itself, the whole case, and the delivery's bytes with curl.
 * @param told the delivery that the reader has just been told of, if the case got as far as one
 */
export function reproductionLines(
  { repro }: CaseResult,
  told: CaseDelivery | undefined,
  paint: Paint,
): readonly string[] {
  const curl = told?.curl === undefined ? [] : [told.curl];
  // A request that `send` does not make is repeated by its case, which follows anyway.
  const send = told === undefined || told.delivery.repro === repro ? [] : [told.delivery.repro];
  const fitting = [...send, ...curl].filter(fits);
  const note =
    fitting.length === send.length + curl.length
      ? []
      : [
          `    ${paint.faint('The request does not fit here: the json and html reports have the commands that send it.')}`,
        ];
  return [
    `  ${paint.faint('Reproduce with:')}`,
    ...send.filter(fits).map((command) => `    ${command}`),
    `    ${printable(repro)}`,
    ...note,
    // Its here-document ends at the start of a line, so it is not indented.
    ...curl.filter(fits).flatMap((command) => ['', command]),
  ];
}

/** Short enough, and free of characters that must not be shown raw: escaped, it would send other bytes. */
const fits = (command: string): boolean =>
  command.length <= longest && printable(command, 'newlines') === command;
