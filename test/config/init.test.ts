import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { everySetting } from '../../src/cli/flags/declared.ts';
import { ciRecipe } from '../../src/config/init/ci-recipe.ts';
import { guessReceiver } from '../../src/config/init/receiver-guess.ts';
import { configTemplate } from '../../src/config/init/template.ts';
import { configSchema } from '../../src/config/schema.ts';
import { folderWith } from './folder.ts';

const express = "app.post('/hooks/wecom', handle);\napp.listen(process.env.PORT ?? 4100);";

/** Typical folders, and the receiver in each. */
const folders: [string, Record<string, string>, ReturnType<typeof guessReceiver>][] = [
  ['nothing', {}, undefined],
  ['a broken package.json', { 'package.json': '{' }, undefined],
  ['a library', { 'package.json': '{"scripts":{"build":"tsc"}}' }, undefined],
  [
    'npm start',
    { 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': express },
    { language: 'node', start: 'npm start', port: 4100, path: '/hooks/wecom', from: 'package.json' },
  ],
  [
    'a main file',
    { 'package.json': '{"main":"lib/main.js"}', 'lib/main.js': 'server.listen({ port: 8123 })' },
    { language: 'node', start: 'node lib/main.js', port: 8123, from: 'package.json' },
  ],
  [
    'only npm run dev',
    { 'package.json': '{"scripts":{"dev":"vite"}}' },
    { language: 'node', start: 'npm run dev', port: 3000, from: 'package.json' },
  ],
  [
    'FastAPI',
    { 'service.py': 'api: FastAPI = FastAPI()\n@api.post("/hook")\n', 'requirements.txt': 'fastapi' },
    {
      language: 'python',
      start: 'uvicorn service:api --port 8000',
      port: 8000,
      path: '/hook',
      from: 'service.py',
    },
  ],
  [
    'Flask',
    { 'app.py': 'app = Flask(__name__)\n@app.route("/hook", methods=["POST"])\napp.run(port=5055)\n' },
    {
      language: 'python',
      start: 'flask --app app run --port 5055',
      port: 5055,
      path: '/hook',
      from: 'app.py',
    },
  ],
  [
    'Django',
    { 'manage.py': '' },
    { language: 'python', start: 'python manage.py runserver 8000', port: 8000, from: 'manage.py' },
  ],
  [
    'PHP',
    { 'composer.json': '{}', 'public/index.php': '' },
    { language: 'php', start: 'php -S 127.0.0.1:8000 -t public', port: 8000, from: 'composer.json' },
  ],
  [
    'Laravel',
    { 'composer.json': '{}', artisan: '' },
    { language: 'php', start: 'php artisan serve --port 8000', port: 8000, from: 'artisan' },
  ],
  [
    'Go',
    { 'go.mod': '', 'main.go': 'http.HandleFunc("/hook", f)\nhttp.ListenAndServe(":9090", nil)' },
    { language: 'go', start: 'go run .', port: 9090, path: '/hook', from: 'go.mod' },
  ],
];

test.each(folders)('a receiver is guessed from %s', (_, files, expected) => {
  using folder = folderWith(files);
  expect(guessReceiver(folder.path)).toEqual(expected);
});

describe('the configuration that is written', () => {
  const settings = everySetting();
  const validate = new Ajv.default({ allowUnionTypes: true, allErrors: true }).compile(
    configSchema(settings),
  );
  /** The errors that an editor would show. */
  const complaints = (text: string) => (validate(parse(text)) ? [] : validate.errors);
  const templates = folders.map(([name, files]) => {
    using folder = folderWith(files);
    const receiver = guessReceiver(folder.path);
    return { name, receiver, text: configTemplate(settings, receiver) };
  });

  test.each(templates)('is valid against its schema, for $name', ({ text, receiver }) => {
    expect(complaints(text)).toEqual([]);
    const content = parse(text) as Record<string, unknown>;
    expect(content['to']).toBe(`http://127.0.0.1:${receiver?.port ?? 3000}${receiver?.path ?? '/'}`);
    expect(content['exec']).toBe(receiver?.start);
  });

  test('explains every key, and is still valid with all of them uncommented', () => {
    const [{ text } = { text: '' }] = templates;
    // Uncomment keys and their nested lines, but not explanations.
    const all = text.replace(/^# (?=(?:[a-z]\w*:(?: |$)| +\S+:(?: |$)))/gim, '');
    const content = parse(all) as Record<string, unknown>;
    expect(Object.keys(content).sort()).toEqual([...settings.map(({ key }) => key), 'addresses'].sort());
    expect(complaints(all)).toEqual([]);
    for (const { key, help } of settings) {
      if (!['to', 'base', 'exec', 'headers', 'token'].includes(key)) expect(text).toContain(`  # ${help}\n`);
    }
  });
});

describe('the recipe', () => {
  const recipe = (files: Record<string, string>) => {
    using folder = folderWith(files);
    return ciRecipe(folder.path, guessReceiver(folder.path));
  };
  const remote = (url: string) => ({ '.git/config': `[remote "origin"]\n\turl = ${url}\n` });
  const node = { 'package.json': '{"scripts":{"start":"x"}}' };

  test.each<[Record<string, string>, string]>([
    [{}, '.github/workflows/webhook-contract.yml'],
    [{ '.github/': '' }, '.github/workflows/webhook-contract.yml'],
    [remote('git@github.com:a/b.git'), '.github/workflows/webhook-contract.yml'],
    [remote('https://gitlab.example.com/a/b.git'), '.gitlab-ci.webhook-sim.yml'],
    [{ '.gitlab-ci.yml': '' }, '.gitlab-ci.webhook-sim.yml'],
    [{ ...remote('https://gitlab.com/a/b'), '.github/': '' }, '.github/workflows/webhook-contract.yml'],
    [{ Jenkinsfile: '' }, 'webhook-sim.jenkinsfile'],
  ])('%j: %s', (files, path) => expect(recipe(files).path).toBe(path));

  test.each<[string, Record<string, string>, string[]]>([
    ['npm ci', { ...node, 'package-lock.json': '' }, ['npm ci']],
    ['npm install', node, ['npm install']],
    ['pnpm', { ...node, 'pnpm-lock.yaml': '' }, ['corepack enable', 'pnpm install --frozen-lockfile']],
    ['yarn', { ...node, 'yarn.lock': '' }, ['corepack enable', 'yarn install --immutable']],
    ['pip', { 'app.py': 'app = Flask(x)', 'requirements.txt': '' }, ['pip install -r requirements.txt']],
    ['composer', { 'composer.json': '' }, ['composer install --no-interaction']],
    ['go', { 'go.mod': '' }, ['go build ./...']],
    ['nothing', {}, []],
  ])('prepares by %s, and runs the suite with a report', (_, files, commands) => {
    type Step = { run?: string; uses?: string };
    const github = parse(recipe(files).text) as { jobs: Record<string, { steps: Step[] }> };
    const steps = github.jobs['webhook-contract']?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(steps.slice(0, -1)).toEqual(commands);
    expect(steps.at(-1)).toMatch(
      /^npx --yes webhook-sim@[\d.]+ test .*--reporter junit=webhook-contract\.xml$/,
    );

    const gitlab = parse(recipe({ ...files, '.gitlab-ci.yml': '' }).text) as Record<
      string,
      { script: string[] }
    >;
    expect(gitlab['webhook-contract']?.script.slice(0, -1)).toEqual(commands);

    const jenkins = recipe({ ...files, Jenkinsfile: '' }).text;
    expect([...jenkins.matchAll(/^ {4}sh '(.*)'$/gm)].map(([, line]) => line).slice(0, -1)).toEqual(commands);
  });

  test('a folder with webhook-sim in its package.json runs that version', () => {
    const files = { 'package.json': '{"devDependencies":{"webhook-sim":"1.0.0"}}' };
    expect(recipe(files).text).toContain('- run: npx webhook-sim test ');
  });
});
