import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { emptyObject } from '../../src/define/index.ts';
import type { ExchangeCode } from '../../src/http/codes.ts';
import { exchangeCodes } from '../../src/http/codes.ts';
import { asIs } from '../../src/language.ts';
import { findingCodes } from '../../src/verdict/codes.ts';
import { judge } from '../../src/verdict/judge.ts';
import { readText, root } from './support/markdown.ts';

const path = 'docs/findings.md';

/** The outcome of a delivery whose exchange fails with this code. */
function outcomeOf(code: ExchangeCode): string {
  const timings = { queue: 0, connect: null, firstByte: null, total: 0 };
  const response = {
    startedAt: 0,
    status: null,
    statusText: '',
    headers: {},
    body: Buffer.alloc(0),
    bytes: 0,
    reconnects: 0,
  };
  const exchange = { ...response, timings, error: { code, message: asIs('') } };
  return judge(exchange, emptyObject('documented'), 'documented').outcome;
}

function table(): string {
  const rows = Object.entries(findingCodes).map(([code, { severity, meaning }]) => {
    const outcome = Object.hasOwn(exchangeCodes, code)
      ? outcomeOf(code as ExchangeCode)
      : severity === 'warning'
        ? 'accepted'
        : code.endsWith('.nonzero')
          ? 'rejected'
          : 'violation';
    return `| \`${code}\` | ${severity} | ${outcome} | ${meaning.en} | ${meaning.zh} |`;
  });
  return ['| code | severity | outcome | meaning | 含义 |', '|---|---|---|---|---|', ...rows].join('\n');
}

// `npx vitest run test/docs/findings -u` rewrites the table.
test('the page has every finding code', async () => {
  const page = readText(path).replace(/^\| code .*?(?=\n\n)/ms, table());
  expect(page).toContain(table());
  await expect(page).toMatchFileSnapshot(fileURLToPath(new URL(path, root)));
});
