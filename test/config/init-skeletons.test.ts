import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../e2e/run-cli.ts';
import { folderWith } from './folder.ts';
import { skeletons } from './init-skeletons.ts';

type Step = { readonly run?: string };

/** Every skeleton in English, and a few in Chinese. */
const runs = [
  ...skeletons.map((skeleton) => ({ ...skeleton, lang: 'en' })),
  ...skeletons.slice(0, 5).map((skeleton) => ({ ...skeleton, lang: 'zh' })),
];

test.concurrent.each(runs)('$name, in $lang', async ({ files, start, address, events, prepare, lang }) => {
  using folder = folderWith(files);
  const env = { WEBHOOK_SIM_LANG: lang };
  const { code, stdout, stderr } = await runCli(['init'], { cwd: folder.path, env });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain(
    lang === 'zh' ? '根据项目文件推测，尚未验证：' : 'Guessed from your files, and not tried:',
  );

  const text = readFileSync(folder.at('webhook-sim.config.yaml'), 'utf8');
  const written = parse(text) as Record<string, unknown>;
  expect(written).toEqual({ ...address, exec: start, ...(events && { events }) });
  expect(text).toMatch(
    lang === 'zh' ? /# 路径根据 .* 中的路由推测，请核对。/ : /guessed from the routes in .*; please check/,
  );

  const recipe = parse(readFileSync(folder.at('.github/workflows/webhook-contract.yml'), 'utf8')) as {
    jobs: Record<string, { steps: Step[] }>;
  };
  const runs = recipe.jobs['webhook-contract']?.steps.flatMap(({ run }) => run ?? []) ?? [];
  expect(runs.slice(0, -1)).toEqual(prepare);

  // What was written holds: it is read, and the events exist.
  const listed = await runCli(['test', '--list', '--max-cases', '3'], { cwd: folder.path, env });
  expect({ code: listed.code, cases: listed.stdout.trimEnd().split('\n').length }, listed.stderr).toEqual({
    code: 0,
    cases: 3,
  });
});
