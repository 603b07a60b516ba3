import { expect, test } from 'vitest';
import { parseReportSpecs } from '../../src/cli/flags/reports.ts';
import { UsageError } from '../../src/errors.ts';

test.each([
  [['pretty'], [{ name: 'pretty', file: undefined }]],
  [['junit=out/a.xml'], [{ name: 'junit', file: 'out/a.xml' }]],
  [['json=a=b.json'], [{ name: 'json', file: 'a=b.json' }]],
  [['tap=-'], [{ name: 'tap', file: undefined }]],
  [
    ['pretty', 'github'],
    [
      { name: 'pretty', file: undefined },
      { name: 'github', file: undefined },
    ],
  ],
  [['ndjson=/dev/stdout'], [{ name: 'ndjson', file: undefined }]],
  [
    ['pretty', 'json=a', 'json=b'],
    [
      { name: 'pretty', file: undefined },
      { name: 'json', file: 'a' },
      { name: 'json', file: 'b' },
    ],
  ],
])('%j', (texts, specs) => expect(parseReportSpecs(texts)).toEqual(specs));

test.each([
  [
    ['junitt=a.xml'],
    "--reporter 'junitt' (did you mean junit?): write one of pretty, json, ndjson, junit, tap, github, html",
  ],
  [['constructor'], /^--reporter 'constructor': write one of /],
  [[''], /^--reporter '': write one of /],
  [['junit='], "--reporter 'junit=' has no file name: write junit=FILE, or junit"],
  [
    ['pretty', 'json'],
    '--reporter pretty and json cannot both write to stdout: write one to a file, json=FILE',
  ],
  [['github', 'json'], /^--reporter github and json cannot both write to stdout/],
  [['pretty', 'github', 'pretty'], /^--reporter pretty and github and pretty cannot both write to stdout/],
  [['tap=-', 'json=/dev/stdout'], /^--reporter tap and json cannot both write to stdout/],
])('%j is an error', (texts, message) => {
  expect(() => parseReportSpecs(texts)).toThrow(UsageError);
  expect(() => parseReportSpecs(texts)).toThrow(message);
});
