import { expect, test } from 'vitest';
import { builtinCatalog } from '../../src/catalog/builtin.ts';
import { lines, runCli } from './run-cli.ts';

const titles = builtinCatalog.platforms.flatMap(({ id, titleOnly = [] }) =>
  titleOnly.map(({ zh }) => ({ platform: id, zh })),
);

test('callbacks of which only the title is known are counted, and listed on demand', async () => {
  const all = await runCli(['list']);
  expect(all.stdout).toContain(`Of ${titles.length} more callbacks only the title is known`);
  expect((await runCli(['list', 'contact.*'])).stdout).not.toContain('only the title');
  const known = await runCli(['list', '--known']);
  for (const { zh } of titles) {
    expect(all.stdout).not.toContain(`${zh} ·`);
    expect(known.stdout).toContain(`${zh} ·`);
  }
});

test('a program reads their basis, and those of the platforms alone that it asked for', async () => {
  const { stdout } = await runCli(['list', 'juzi/*', '--known', '--json']);
  const found = lines(stdout).map((line) => JSON.parse(line) as Record<string, unknown>);
  const titled = found.filter(({ basis }) => basis === 'title');
  expect(titled.map(({ title }) => (title as { zh: string }).zh)).toEqual(
    titles.filter(({ platform }) => platform === 'juzi').map(({ zh }) => zh),
  );
  expect(titled.every((line) => !('name' in line) && !('id' in line))).toBe(true);
});

test.each(titles)('$zh is not a callback that we claim to know', ({ zh }) => {
  expect(builtinCatalog.entries.map(({ title }) => title.zh)).not.toContain(zh);
});
