import type { MakeReporter, ReporterContext } from '../../../src/report/suite/reporter.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import type { SuiteEvent } from '../../../src/suite/run/events.ts';

/** The whole report of a run, as it is read from the file: what UTF-8 cannot hold is U+FFFD. */
export function reportOf(
  make: MakeReporter,
  events: readonly SuiteEvent[],
  context: Partial<ReporterContext> = {},
): string {
  const reporter = make({ paint: noPaint, width: 100, ...context });
  return Buffer.from(events.map((event) => reporter.render(event)).join('')).toString();
}

/** What a terminal, or the rules of XML, must not be given. */
export const unshowable =
  /[^\n\u0020-\u007e\u00a0-\u{10ffff}]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;
