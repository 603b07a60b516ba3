import { warningLine } from '../../errors.ts';
import { say } from '../../language.ts';
import { printable } from '../../report/text/escape.ts';
import type { Io } from './io.ts';

const maxWarnings = 20;

/** Prints each different warning once, and after twenty that there are more. */
export function warner(io: Io): (warnings: readonly string[]) => void {
  const seen = new Set<string>();
  return (warnings) => {
    for (const warning of warnings) {
      if (seen.has(warning) || seen.size > maxWarnings) continue;
      seen.add(warning);
      io.note(
        warningLine(
          seen.size > maxWarnings
            ? say({ zh: '其余警告不再显示', en: 'further warnings are not shown' })
            : printable(warning),
        ),
      );
    }
  };
}
