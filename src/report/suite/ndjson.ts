import { version } from '../../version.ts';
import { jsonText } from '../text/escape.ts';
import type { MakeReporter } from './reporter.ts';

/** One line for each case as it finishes, and one for the summary; `type` tells them apart. */
export const ndjson: MakeReporter = () => ({
  render(event) {
    if (event.type === 'finished') return `${jsonText({ type: 'case', ...event.result })}\n`;
    if (event.type !== 'ended') return '';
    return `${jsonText({ type: 'summary', tool: 'webhook-sim', version, ...event.summary })}\n`;
  },
});
