import { version } from '../../version.ts';
import { jsonText } from '../text/escape.ts';
import { ClusterRecords } from './cluster-records.ts';
import type { MakeReporter } from './reporter.ts';

/** The `$id` of the document's JSON Schema. */
export const suiteReportSchemaId = 'urn:webhook-sim:suite-report:1';

/** One document: its tool and version, every case as it finishes, then the summary and the kinds of failures. */
export const json: MakeReporter = () => {
  let cases = 0;
  const clusters = new ClusterRecords();
  const opening = `{"tool":"webhook-sim","version":${jsonText(version)},"schema":${jsonText(suiteReportSchemaId)},\n"cases":[`;
  return {
    render(event) {
      if (event.type === 'finished') {
        cases += 1;
        clusters.add(event.result);
        return `${cases === 1 ? opening : ','}\n${jsonText(event.result)}`;
      }
      if (event.type !== 'ended') return '';
      // The summary's keys stand beside `cases`: a comma takes the place of its opening brace.
      const summary = jsonText({ ...event.summary, clusters: clusters.records });
      return `${cases === 0 ? opening : '\n'}],\n${summary.slice(1)}\n`;
    },
  };
};
