import type { SuiteEvent } from '../../suite/run/events.ts';
import { Anchors } from './html/anchors.ts';
import { renderCase } from './html/case.ts';
import { Discoveries } from './html/found.ts';
import { closePage, openPage } from './html/page.ts';
import type { MakeReporter, SuiteReporter } from './reporter.ts';

/** One page that needs nothing else, written case by case: of each, only what the findings list needs is kept. */
class HtmlReporter implements SuiteReporter {
  readonly #anchors = new Anchors();
  readonly #discoveries = new Discoveries();
  #opened = false;

  tell(event: SuiteEvent): string {
    const opening = this.#opened ? '' : openPage();
    this.#opened = true;
    return opening + this.#tell(event);
  }

  #tell(event: SuiteEvent): string {
    if (event.type === 'ended') return closePage(event.summary, this.#discoveries);
    if (event.type !== 'finished') return '';
    const anchor = this.#anchors.take(event.result.id);
    this.#discoveries.add(event.result, anchor);
    return `${renderCase(event.result, anchor).source}\n`;
  }
}

export const html: MakeReporter = () => new HtmlReporter();
