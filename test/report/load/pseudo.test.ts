import { expect, test } from 'vitest';
import { inLanguage, type LanguageChoice } from '../../../src/language.ts';
import { compareRuns } from '../../../src/load/compare/compare.ts';
import { judgeChange, parseFailOn } from '../../../src/load/compare/fail-on.ts';
import { metricNames } from '../../../src/load/thresholds/metric.ts';
import { renderComparison } from '../../../src/report/load/comparison.ts';
import { liveLines } from '../../../src/report/load/live.ts';
import { plainLine } from '../../../src/report/load/plain-line.ts';
import { pretty } from '../../../src/report/load/pretty.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import { sampleResult, sampleSnapshot, snapshotAt } from './sample.ts';
import { stories } from './stories.ts';

const metrics = metricNames.map((name) => name.replaceAll('.', '\\.')).join('|');

/** Names of events, codes, units, flags and commands; percentiles; metrics in thresholds and where figures follow. */
const data = [
  /^ {6}webhook-sim .*$/gm,
  new RegExp(`(?<!\\w)(?:${metrics})(?:\\{[^}]*\\})?[<>=]\\S+`, 'g'),
  /http:[\w/:]+/g,
  /[\w.]+\/[\w.]+/g,
  /\b[a-z]\w*\.\w+\b/g,
  /--[a-z-]+ \w+/g,
  /\btype=\w+/g,
  /\bCPU\b/g,
  /\b(?:p\d+(?:\.\d+)?|min|mean|max)\b/g,
  /(?<=\d) ?(?:ms|s|pp)\b/g,
];
const comparedMetrics = new RegExp(`^ {2}(?:${metrics})(?= +[^ ]+ )`, 'gm');

function outsideMarks(text: string): string {
  let left = text;
  for (let before = ''; before !== left; ) {
    before = left;
    left = left.replace(/⟦[^⟦⟧]*⟧/g, '');
  }
  return data.reduce((rest, known) => rest.replace(known, ''), left);
}

const snapshots = [
  snapshotAt(0),
  snapshotAt(3),
  sampleSnapshot({ waiting: 9, inFlight: 40, duration: null, total: 20_000 }),
  snapshotAt(60, { phase: 'draining', inFlight: 14 }),
  snapshotAt(60),
];

function everyText(): readonly string[] {
  const results = Object.values(stories).map((result) => {
    const generator = { ...result.generator, warnings: [] };
    const stopped = result.stopped && { ...result.stopped, message: '⟦⟧' };
    const findings = result.findings.map((one) => ({ ...one, first: { ...one.first, message: '⟦⟧' } }));
    return { ...result, generator, stopped, findings };
  });
  const [a, b] = [sampleResult({ stopped: null }), sampleResult({ findings: [], byEvent: {} })];
  const limits = ['p99>+20%', 'rate<-5%', 'errors>+0.5pp'].map((text) =>
    judgeChange(parseFailOn(text, []), a, b),
  );
  const runs = [a, stories['closed-loop'], b].map((run) => ({ file: '1', run }));
  const [first, ...others] = runs;
  if (first === undefined) throw new Error('there are three');
  return [
    ...results.map((result) => pretty(result, noPaint, 1000)),
    ...snapshots.flatMap((snapshot) => [...liveLines(snapshot, 300, noPaint), plainLine(snapshot, 30_000)]),
    ...others
      .map((other) => ({ a: first, b: other, comparison: compareRuns(first.run, other.run), limits }))
      .map((compared) => renderComparison(compared, noPaint).replace(comparedMetrics, '')),
  ];
}

test('nothing is said in one language alone', () => {
  for (const text of inLanguage('pseudo' as LanguageChoice, everyText)) {
    const forgotten = outsideMarks(text)
      .split('\n')
      .filter((line) => /[a-z]{2}/i.test(line));
    expect(forgotten).toEqual([]);
  }
});
