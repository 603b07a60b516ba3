import type { CaseCounts, SuiteSummary } from '../../../suite/run/summary.ts';
import { printable } from '../../text/escape.ts';
import { count } from '../../text/numbers.ts';
import type { Paint } from '../../text/paint.ts';
import { countsWords, outcomeWords, totalOf, worst } from './outcome-words.ts';

/** Wider names are rare, and may push their numbers out of line. */
const widest = 40;

/** One line for each event and scenario: how many of its cases ended how. */
export function renderSubjects(bySubject: SuiteSummary['bySubject'], paint: Paint): string {
  const subjects = Object.entries(bySubject);
  const nameWidth = Math.min(widest, Math.max(0, ...subjects.map(([name]) => name.length)));
  const numberWidth = Math.max(0, ...subjects.map(([, counts]) => passedWords(counts).length));
  return subjects
    .map(([name, counts]) => {
      const outcome = worst(counts);
      const mark = outcomeWords[outcome].paint(paint)(outcomeWords[outcome].mark);
      const indent = ' '.repeat(numberWidth - passedWords(counts).length);
      const words = totalOf(counts) === 0 ? '' : indent + countsWords(counts, paint);
      return `${`${mark} ${printable(name).padEnd(nameWidth)}  ${words}`.trimEnd()}\n`;
    })
    .join('');
}

/** What stands before the other counts, and keeps them in a column. */
const passedWords = ({ passed }: CaseCounts): string => (passed === 0 ? '' : `${count(passed)} passed, `);
