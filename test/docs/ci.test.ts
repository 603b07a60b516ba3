import { spawnSync } from 'node:child_process';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ExitCode } from '../../src/cli/exit-code.ts';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { ciRecipe } from '../../src/config/init/ci-recipe.ts';
import { openProject } from '../../src/config/init/project.ts';
import { configSchema } from '../../src/config/schema.ts';
import { version } from '../../src/version.ts';
import { folderWith } from '../config/folder.ts';
import { misplaced, parseJenkinsfile } from '../fixtures/ci/groovy.ts';
import { type CiSystem, jobsOf } from '../fixtures/ci/recipe.ts';
import { chinese, english } from './support/ci-page.ts';
import { readText } from './support/markdown.ts';

const ajv = new Ajv({ allowUnionTypes: true, allErrors: true });
const schemas = {
  github: ajv.compile(JSON.parse(readText('test/fixtures/ci/github-workflow.schema.json')) as object),
  gitlab: ajv.compile(JSON.parse(readText('test/fixtures/ci/gitlab-ci.schema.json')) as object),
};

/** The mistakes in the format of a recipe. @param root the directives that a Jenkinsfile may start with */
function problemsOf(system: CiSystem, text: string, root = ['pipeline']): unknown[] {
  if (system === 'jenkins') return misplaced(parseJenkinsfile(text), root);
  const validate = schemas[system];
  const found: unknown = parse(text, { strict: true });
  return validate(found)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** The syntax errors that bash reports for a script, without running it. */
const syntaxOf = (script: string): string =>
  spawnSync('bash', ['-n'], { input: script, encoding: 'utf8' }).stderr;

const contexts = /^(?:secrets\.[A-Z_]+|matrix\.shard|strategy\.job-total|runner\.os|inputs\.tag)$/;

describe.each([english, chinese])('$path', ({ text: page, recipes, jobs, config, commands, untried }) => {
  test('has recipes for every system, and no untested block', () => {
    expect(new Set(recipes.map(({ system }) => system))).toEqual(new Set(['github', 'gitlab', 'jenkins']));
    expect(recipes.length).toBeGreaterThan(7);
    expect(untried).toEqual([]);
  });

  test.each(recipes)('$file, line $line: is valid for its CI system', ({ system, text }) => {
    expect(problemsOf(system, text)).toEqual([]);
  });

  test.each(jobs)('$name, part $part: bash parses its steps', ({ scripts }) => {
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) {
      expect(syntaxOf(script), script).toBe('');
      // A remaining expression would reach the shell unchanged.
      expect(script).not.toContain('${{');
    }
  });

  test('the expressions refer to existing names', () => {
    const named = [...page.matchAll(/\$\{\{ (.*?) \}\}/g)].map(([, expression = '']) => expression);
    expect(named.filter((expression) => !contexts.test(expression))).toEqual([]);
    expect(named.length).toBeGreaterThan(4);
  });

  test('the configuration is valid', () => {
    const validate = new Ajv2020({ strict: false }).compile(configSchema(everySetting()));
    expect(validate(parse(config)), JSON.stringify(validate.errors)).toBe(true);
  });

  test('the pinned version is this one', () => {
    const named = [...page.matchAll(/webhook-sim[@-](\d+\.\d+\.\d+)/g)].map(([, text]) => text);
    expect(new Set(named)).toEqual(new Set([version]));
  });

  test('every exit code is explained', () => {
    const rows = [...page.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code));
    expect(rows).toEqual(Object.values(ExitCode));
  });

  test.each(commands)('line $line: bash parses $command', ({ command }) => {
    expect(syntaxOf(command)).toBe('');
  });
});

test('the recipes of both pages do the same', () => {
  const done = (page: typeof english): unknown =>
    page.jobs.map(({ scripts, env, kept, service }) => ({ scripts, env, kept, service }));
  expect(done(chinese)).toEqual(done(english));
  expect(chinese.config).toBe(english.config);
  expect(chinese.commands.map(({ command }) => command)).toEqual(
    english.commands.map(({ command }) => command),
  );
});

describe('the checks find mistakes:', () => {
  const [github, gitlab, jenkins] = (['github', 'gitlab', 'jenkins'] as const).map(
    (system) => english.recipes.find((recipe) => recipe.system === system)?.text ?? '',
  );

  test.each([
    ['github', github, '    steps:\n', '    step:\n'],
    ['github', github, 'actions/checkout@v4', 'actions/checkout'],
    ['github', github, '        with:\n          node-version', '        withs:\n          node-version'],
    ['github', github, 'on:\n', 'when:\n'],
    ['gitlab', gitlab, '  script:\n', '  scripts:\n'],
    ['gitlab', gitlab, 'when: always', 'when: ever'],
    ['gitlab', gitlab, '    reports:\n      junit', '    report:\n      junit'],
    ['jenkins', jenkins, '      steps {', '      step {'],
    ['jenkins', jenkins, '  agent {', '  agents {'],
    ['jenkins', jenkins, 'always {', 'ever {'],
  ] as const)('%s', (system, text = '', right, wrong) => {
    expect(text).toContain(right);
    expect(problemsOf(system, text.replace(right, wrong))).not.toEqual([]);
  });

  test.each([
    ["sh 'npm ci'", "sh 'npm ci"],
    ['timeout(time', 'timeout((time'],
    ['  stages {', '  stages'],
  ])('jenkins: %s', (right, wrong) => {
    expect(jenkins).toContain(right);
    expect(() => parseJenkinsfile((jenkins ?? '').replace(right, wrong))).toThrow();
  });
});

describe('the recipe that init writes', () => {
  const node = { 'package.json': '{"scripts":{"start":"node server.js"}}', 'package-lock.json': '' };

  test.each([
    ['github', {}],
    ['gitlab', { '.gitlab-ci.yml': '' }],
    ['jenkins', { Jenkinsfile: '' }],
  ] as const)('for %s has the form that its system takes', (system, files) => {
    using folder = folderWith({ ...node, ...files });
    const receiver = { language: 'node', start: 'npm start', port: 3000, from: 'package.json' } as const;
    const { text } = ciRecipe(openProject(folder.path), receiver);
    expect(problemsOf(system, text, ['stage'])).toEqual([]);
    for (const { scripts, kept } of jobsOf(system, text)) {
      expect(scripts.map(syntaxOf)).toEqual(scripts.map(() => ''));
      expect(kept).toEqual(['webhook-contract.xml']);
    }
  });
});
