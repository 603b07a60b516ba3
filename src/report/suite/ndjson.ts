import { version } from '../../version.ts';
import { jsonText } from '../text/escape.ts';
import type { MakeReporter } from './reporter.ts';

/** One line a case, as it ends, and one for the summary: told apart by `type`. */
export const ndjson: MakeReporter = () => ({
  tell(event) {
    if (event.type === 'finished') return `${jsonText({ type: 'case', ...event.result })}\n`;
    if (event.type !== 'ended') return '';
    return `${jsonText({ type: 'summary', tool: 'webhook-sim', version, ...event.summary })}\n`;
  },
});
