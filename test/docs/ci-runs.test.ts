import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ciRecipe } from '../../src/config/init/ci-recipe.ts';
import { openProject } from '../../src/config/init/project.ts';
import { folderWith } from '../config/folder.ts';
import { type CiJob, jobsOf } from '../fixtures/ci/recipe.ts';
import { openSandbox, type Sandbox } from '../fixtures/ci/sandbox.ts';
import { english } from './support/ci-page.ts';

// Those of the Chinese page do the same, as another test says.
const { commands, config, jobs } = english;

const untilUp = 'curl -sS --fail --retry 50 --retry-delay 1 --retry-all-errors http://127.0.0.1:3000/healthz';

/** Runs the steps of a job until one fails. */
async function doJob(
  { scripts, env }: CiJob,
  sandbox: Sandbox,
  extra: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number | null; readonly output: string }> {
  let output = '';
  for (const script of scripts) {
    const ended = await sandbox.run(script, { ...env, ...extra });
    output += ended.stdout + ended.stderr;
    if (ended.code !== 0) return { code: ended.code, output };
  }
  return { code: 0, output };
}

/** One machine of a recipe with several. */
const lastParts = jobs.filter(
  ({ name, part }) => !jobs.some((other) => other.name === name && other.part > part),
);

describe('the recipes of docs/ci.md', () => {
  test.concurrent.each(lastParts)(
    '$name, part $part: passes a receiver that keeps the contract',
    async (job) => {
      using sandbox = await openSandbox(job.service ? '' : config);
      if (job.service) sandbox.serve();
      const { code, output } = await doJob(job, sandbox);
      expect(code, output).toBe(0);
      expect(output).toMatch(/✓ \d+ cases in .*: \d+ passed/);
      for (const pattern of job.kept) expect(sandbox.files(pattern), pattern).not.toEqual([]);
    },
  );

  test.concurrent.each(lastParts.filter(({ service }) => !service))(
    '$name: fails one that does not, and keeps the reports',
    async (job) => {
      using sandbox = await openSandbox(config);
      const { code, output } = await doJob(job, sandbox, { BROKEN: 'on purpose' });
      expect(code, output).toBe(1);
      expect(output).toContain('Reproduce with:');
      expect(job.kept.length).toBeGreaterThan(0);
      for (const pattern of job.kept) expect(sandbox.files(pattern), pattern).not.toEqual([]);
      const junit = readFileSync(join(sandbox.folder, 'webhook-contract.xml'), 'utf8');
      expect(junit).toContain('<failure');
      if (output.includes('::error')) {
        const summary = readFileSync(join(sandbox.folder, 'step-summary.md'), 'utf8');
        expect(summary).toContain('juzi/message.received');
      }
    },
  );

  test('github shows annotations, and only github', () => {
    for (const job of lastParts) {
      const reporters = job.scripts.join('\n').includes('--reporter github');
      expect(reporters, job.name).toBe(job.name.startsWith('.github/'));
    }
  });
});

describe('the recipe that init writes', () => {
  test.concurrent.each([
    ['github', {}],
    ['gitlab', { '.gitlab-ci.yml': '' }],
    ['jenkins', { Jenkinsfile: '' }],
  ] as const)('for %s works as it is', async (system, files) => {
    using folder = folderWith({ 'package.json': '{"scripts":{"start":"node server.js"}}', ...files });
    const receiver = { language: 'node', start: 'npm start', port: 3000, from: 'package.json' } as const;
    const { text } = ciRecipe(openProject(folder.path), receiver);
    using sandbox = await openSandbox(config);
    for (const job of jobsOf(system, text)) {
      const { code, output } = await doJob(job, sandbox);
      expect(code, output).toBe(0);
      for (const pattern of job.kept) expect(sandbox.files(pattern), pattern).not.toEqual([]);
    }
  });
});

describe('the commands of docs/ci.md', () => {
  test.concurrent.each(commands)('line $line: $command', async ({ command }) => {
    using sandbox = await openSandbox(config);
    if (command.includes(' send ')) {
      sandbox.serve();
      await sandbox.run(untilUp);
    }
    const { code, stdout, stderr } = await sandbox.run(command);
    expect(code, stdout + stderr).toBe(0);
  });
});
