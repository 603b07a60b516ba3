import { version } from '../../version.ts';
import { jsonText } from '../text/escape.ts';
import { ClusterRecords } from './cluster-records.ts';
import type { MakeReporter } from './reporter.ts';

/** One line for each case as it finishes, and one for the summary; `type` tells them apart. */
export const ndjson: MakeReporter = () => {
  const clusters = new ClusterRecords();
  return {
    render(event) {
      if (event.type === 'finished') {
        clusters.add(event.result);
        return `${jsonText({ type: 'case', ...event.result })}\n`;
      }
      if (event.type !== 'ended') return '';
      const summary = { ...event.summary, clusters: clusters.records };
      return `${jsonText({ type: 'summary', tool: 'webhook-sim', version, ...summary })}\n`;
    },
  };
};
