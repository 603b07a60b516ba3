import { say } from '../../../language.ts';
import type { CaseResult } from '../../../suite/run/result.ts';
import { type Cluster, causeKey } from '../../../verdict/clusters/cluster.ts';
import { wrapped } from '../../text/columns.ts';
import { answersDiffer, casesWords, commonWords, moreKinds } from '../../text/common.ts';
import { printable } from '../../text/escape.ts';
import { page } from '../../text/layout.ts';
import { count, counted } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { renderFailure } from './failure.ts';
import { SuiteClusters } from './suite-clusters.ts';

/** Kinds of failures whose first case is shown in full. */
const mostInFull = 5;
/** Kinds of failures that are shown. */
const mostClusters = 15;

interface Example {
  readonly id: string;
  readonly repro: string;
  /** In full. */
  readonly text: string;
}

/** The failures of a run for people: each kind with what its cases have in common, and the first of them in full. */
export class FailureClusters {
  /** Cases that did not pass. */
  cases = 0;
  readonly #clusters = new SuiteClusters<Example>();
  readonly #paint: Paint;
  readonly #width: number;
  readonly #all: boolean;
  #told = false;

  /** @param all every failure is shown in full as it comes, rather than the first of each kind at the end */
  constructor(paint: Paint, width: number, all: boolean) {
    this.#paint = paint;
    this.#width = width;
    this.#all = all;
  }

  /** @returns what is shown right away: nothing, unless every failure is */
  add(result: CaseResult): string {
    const { id, repro, outcome } = result;
    this.#clusters.add(result, () => ({
      id,
      repro,
      text: this.#all ? '' : renderFailure(result, this.#paint, { curl: false }),
    }));
    if (outcome !== 'failed' && outcome !== 'error') return '';
    this.cases += 1;
    if (!this.#all) return '';
    const text = renderFailure(result, this.#paint);
    const separator = this.#told ? '\n' : '';
    this.#told = true;
    return separator + text;
  }

  render(): string {
    const clusters = this.#clusters.folded;
    const shown = new Set<string>();
    const answers = new Set<string>();
    const texts = clusters.slice(0, mostClusters).map((cluster) => {
      const { example } = cluster;
      const answer = causeKey(cluster);
      const inFull =
        !this.#all && !answers.has(answer) && answers.size < mostInFull && !shown.has(example.id);
      const heading = this.#heading(cluster);
      if (inFull) {
        shown.add(example.id);
        answers.add(answer);
        return page([heading, example.text]);
      }
      return `${heading}${this.#reference(cluster, answers.has(answer), shown.has(example.id))}`;
    });
    const rest = clusters.length - texts.length;
    if (rest > 0) texts.push(this.#faint(moreKinds(rest)));
    if (this.cases > shown.size && !this.#all && clusters.length > 0) {
      const [cases, kinds] = [this.cases, clusters.length];
      const all = say({
        zh: `${count(cases)} 个用例，${count(kinds)} 种失败：--all-failures 完整列出每个用例，并附 curl 命令`,
        en: `${counted(cases, 'case')} in ${counted(kinds, 'kind')} of failures: --all-failures shows each case in full, with curl commands`,
      });
      texts.push(this.#faint(all));
    }
    const { noRoute } = this.#clusters;
    if (noRoute !== null) {
      const lines = wrapped(printable(noRoute), this.#width).map((line) => this.#paint.warn(line));
      texts.push(`${lines.join('\n')}\n`);
    }
    return texts.join('\n');
  }

  #heading(cluster: Cluster<Example>): string {
    const { code, event, cases } = cluster;
    const title = `${this.#paint.bad(`✗ ${printable(code)}`)} ${this.#paint.strong(`× ${casesWords(cases)}`)}  ${printable(event)}`;
    const lines = [printable(commonWords(cluster)), ...(cluster.answer === null ? [say(answersDiffer)] : [])];
    const indented = lines.flatMap((line) => wrapped(line, this.#width - 2)).map((line) => `  ${line}`);
    return `${[title, ...indented].join('\n')}\n`;
  }

  /** In place of an example in full. */
  #reference({ message, example }: Cluster<Example>, sameAnswer: boolean, shownBefore: boolean): string {
    const { id, repro } = example;
    const what = sameAnswer
      ? say({ zh: '响应与上面相同。', en: 'The same answer as above.' })
      : printable(message);
    const name = printable(id);
    const first = say({
      zh: `首例：${name}${shownBefore ? '（见上）' : ''}`,
      en: `first: ${name}${shownBefore ? ', above' : ''}`,
    });
    const command = shownBefore ? [] : [`    ${printable(repro)}`];
    return `${[`  ${what}`, `  ${first}`, ...command].join('\n')}\n`;
  }

  #faint(text: string): string {
    return `${this.#paint.faint(text)}\n`;
  }
}
