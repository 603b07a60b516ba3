import { version } from '../../version.ts';
import { jsonText } from '../text/escape.ts';
import type { MakeReporter } from './reporter.ts';

/** Names the form of the document: the `$id` of its JSON Schema. */
export const suiteReportSchemaId = 'urn:webhook-sim:suite-report:1';

/** One document: what made it, every case as it ends, and behind them the summary. */
export const json: MakeReporter = () => {
  let cases = 0;
  const opening = `{"tool":"webhook-sim","version":${jsonText(version)},"schema":${jsonText(suiteReportSchemaId)},\n"cases":[`;
  return {
    tell(event) {
      if (event.type === 'finished') {
        cases += 1;
        return `${cases === 1 ? opening : ','}\n${jsonText(event.result)}`;
      }
      if (event.type !== 'ended') return '';
      // The summary's keys stand beside `cases`: its opening brace gives way to a comma.
      return `${cases === 0 ? opening : '\n'}],\n${jsonText(event.summary).slice(1)}\n`;
    },
  };
};
