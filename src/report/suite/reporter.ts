import type { SuiteEvent } from '../../suite/run/events.ts';
import type { Paint } from '../text/paint.ts';

/** What a reporter may know of the world it reports to. */
export interface ReporterContext {
  readonly paint: Paint;
  /** Columns of the terminal, or 100. */
  readonly width: number;
  /** Adds Markdown to the summary of the CI step, where there is one. */
  readonly stepSummary?: ((markdown: string) => void) | undefined;
}

/** Turns what a run tells into the text of one report, piece by piece: what is not needed later is not kept. */
export interface SuiteReporter {
  /** @returns what this event adds to the report, often nothing */
  tell(event: SuiteEvent): string;
}

export type MakeReporter = (context: ReporterContext) => SuiteReporter;
