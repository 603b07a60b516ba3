import type { SuiteEvent } from '../../suite/run/events.ts';
import type { Paint } from '../text/paint.ts';

/** What a reporter knows about where its report goes. */
export interface ReporterContext {
  readonly paint: Paint;
  /** Columns of the terminal, or 100. */
  readonly width: number;
  /** Every failure is shown in full, not the first of each kind. */
  readonly allFailures?: boolean | undefined;
  /** Adds Markdown to the summary of the CI step, where there is one. */
  readonly stepSummary?: ((markdown: string) => void) | undefined;
}

/** Turns the events of a run into the text of one report, piece by piece, and keeps only what it needs later. */
export interface SuiteReporter {
  /** @returns what this event adds to the report, often nothing */
  render(event: SuiteEvent): string;
}

export type MakeReporter = (context: ReporterContext) => SuiteReporter;
