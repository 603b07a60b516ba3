import { wrapped } from '../../text/columns.ts';
import { printable } from '../../text/escape.ts';
import type { Paint } from '../../text/paint.ts';

/** Warnings as lines of a section. @param width columns */
export function warningLines(warnings: readonly string[], width: number, paint: Paint): readonly string[] {
  return warnings.flatMap((warning) =>
    wrapped(printable(warning), width - 4).map((line, i) => paint.warn(`  ${i === 0 ? '!' : ' '} ${line}`)),
  );
}
