import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { emptyObject } from '../../src/define/index.ts';
import type { ExchangeCode } from '../../src/http/codes.ts';
import { exchangeCodes } from '../../src/http/codes.ts';
import { asIs, type Language, type LocalizedText } from '../../src/language.ts';
import { findingCodes } from '../../src/verdict/codes.ts';
import { judge } from '../../src/verdict/judge.ts';
import { severityWords } from '../../src/verdict/outcome-words.ts';
import { readText, root } from './support/markdown.ts';

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

const heads: LocalizedText = {
  zh: '| 代码 | 级别 | 结果 | 含义 |',
  en: '| code | severity | outcome | meaning |',
};

function table(language: Language): string {
  const rows = Object.entries(findingCodes).map(([code, { severity, meaning }]) => {
    const outcome = Object.hasOwn(exchangeCodes, code)
      ? outcomeOf(code as ExchangeCode)
      : severity === 'warning'
        ? 'accepted'
        : code.endsWith('.nonzero')
          ? 'rejected'
          : 'violation';
    return `| \`${code}\` | ${severityWords[severity][language]} | ${outcome} | ${meaning[language]} |`;
  });
  return [heads[language], '|---|---|---|---|', ...rows].join('\n');
}

// `npx vitest run test/docs/findings -u` rewrites the tables.
test.each([
  ['docs/findings.md', 'en'],
  ['docs/findings.zh-CN.md', 'zh'],
] as const)('%s has every finding code', async (path, language) => {
  const shown = /^\|(?:[^|\n]*\|){4}\n\|---.*?(?=\n\n)/ms;
  const page = readText(path).replace(shown, () => table(language));
  expect(page).toContain(table(language));
  await expect(page).toMatchFileSnapshot(fileURLToPath(new URL(path, root)));
});
