import Ajv from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { explainedSettings } from '../../src/cli/flags/declared.ts';
import { resolveFlags } from '../../src/cli/flags/resolve.ts';
import { guessAddress } from '../../src/config/init/address-guess.ts';
import { ciRecipe } from '../../src/config/init/ci-recipe.ts';
import { openProject } from '../../src/config/init/project.ts';
import { guessReceiver } from '../../src/config/init/receiver-guess.ts';
import { configTemplate } from '../../src/config/init/template.ts';
import { configSchema } from '../../src/config/schema.ts';
import { inLanguage } from '../../src/language.ts';
import { version } from '../../src/version.ts';
import { folderWith } from './folder.ts';

const packed = `npx --yes --package ./vendor/webhook-sim-${version}.tgz webhook-sim`;
const express = "app.post('/hooks/wecom', handle);\napp.listen(process.env.PORT ?? 4100);";

/** Typical folders, and the receiver in each. */
const folders: [string, Record<string, string>, ReturnType<typeof guessReceiver>][] = [
  ['nothing', {}, undefined],
  ['a broken package.json', { 'package.json': '{' }, undefined],
  ['a library', { 'package.json': '{"scripts":{"build":"tsc"}}' }, undefined],
  [
    'npm start',
    { 'package.json': '{"scripts":{"start":"node server.js"}}', 'server.js': express },
    { language: 'node', start: 'npm start', port: 4100, from: 'package.json' },
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
    { language: 'go', start: 'go run .', port: 9090, from: 'go.mod' },
  ],
];

test.each(folders)('a receiver is guessed from %s', (_, files, expected) => {
  using folder = folderWith(files);
  expect(guessReceiver(openProject(folder.path))).toEqual(expected);
});

describe('the address', () => {
  const events = [{ id: 'p/a', path: '/message' }, { id: 'p/b', path: '/room/left' }, { id: 'p/c' }];
  const guessed = (...paths: string[]) => {
    const {
      key,
      path,
      events: served,
      others,
      weak,
    } = guessAddress(
      paths.map((each) => ({ path: each, file: 'x.js' })),
      events,
    ) ?? {};
    return { key, path, served, others, weak };
  };

  test.each<[string[], ReturnType<typeof guessed>]>([
    [
      ['/login', '/h/message', '/h/room/left/', '/callback'],
      { key: 'base', path: '/h', served: ['p/a', 'p/b'], others: ['/callback'], weak: false },
    ],
    [['/message', '/room/left'], { key: 'base', path: '', served: ['p/a', 'p/b'], others: [], weak: false }],
    [['/h/message'], { key: 'to', path: '/h/message', served: ['p/a'], others: [], weak: false }],
    [['/hooks/:name'], { key: 'base', path: '/hooks', served: [], others: [], weak: false }],
    [['/hooks/<path:name>'], { key: 'base', path: '/hooks', served: [], others: [], weak: false }],
    [['/users/{id}', '/login'], { key: 'to', path: '/login', served: [], others: [], weak: true }],
    [['/users', '/wecom-hook'], { key: 'to', path: '/wecom-hook', served: [], others: [], weak: false }],
    [['/cb/yuju'], { key: 'to', path: '/cb/yuju', served: ['yuju/*'], others: [], weak: false }],
    [
      ['/users/:id'],
      { key: undefined, path: undefined, served: undefined, others: undefined, weak: undefined },
    ],
  ])('%j', (paths, expected) => {
    expect(guessed(...paths)).toEqual(expected);
  });
});

describe('the configuration that is written', () => {
  const settings = explainedSettings();
  const validate = new Ajv.default({ allowUnionTypes: true, allErrors: true }).compile(
    configSchema(settings),
  );
  /** The errors that an editor would show. */
  const complaints = (text: string) => (validate(parse(text)) ? [] : validate.errors);
  const templates = folders.map(([name, files]) => {
    using folder = folderWith(files);
    const receiver = guessReceiver(openProject(folder.path));
    return { name, receiver, text: configTemplate(settings, { receiver }) };
  });
  const withBase = configTemplate(settings, {
    receiver: { language: 'node', start: 'npm start', port: 4000, from: 'package.json' },
    address: { key: 'base', path: '/a: b', from: ['x.js'], events: ['juzi/*'], others: ['/c'], weak: false },
  });

  test.each(templates)('is valid against its schema, for $name', ({ text, receiver }) => {
    expect(complaints(text)).toEqual([]);
    const content = parse(text) as Record<string, unknown>;
    expect(content['to']).toBe(`http://127.0.0.1:${receiver?.port ?? 3000}/`);
    expect(content['exec']).toBe(receiver?.start);
  });

  test('has a base and events where they are known, quoted if needed', () => {
    expect(parse(withBase)).toEqual({
      base: 'http://127.0.0.1:4000/a: b',
      exec: 'npm start',
      events: ['juzi/*'],
    });
    expect(withBase).toContain('# Other routes that may be meant: /c\n');
  });

  test('explains every key, without a placeholder', () => {
    for (const { key, help } of settings) {
      expect(withBase).toMatch(new RegExp(`^(?:#? *${key}\\b|# .*\`${key}\`)`, 'm'));
      if (!['to', 'base', 'exec', 'events', 'headers', 'token'].includes(key))
        expect(withBase).toContain(help.en);
    }
    expect(withBase).not.toMatch(/^# \w+: \[?…/m);
  });

  const inChinese = inLanguage('zh', () => configTemplate(explainedSettings()));

  test('is in the language of its reader', () => {
    expect(inChinese).toContain('# 接收端的地址');
    for (const { key } of settings)
      expect(inChinese).toMatch(new RegExp(`^(?:#? *${key}\\b|# .*\`${key}\`)`, 'm'));
  });

  for (const [name, text] of [
    ['to', templates[0]?.text ?? ''],
    ['base', withBase],
    ['to, in Chinese,', inChinese],
  ] as const) {
    const commented = [...text.matchAll(/^# (?=[a-z]\w*: )(.*)$/gm)].map(([, line = '']) => line);

    test(`beside ${name} has comments enough`, () => expect(commented.length).toBeGreaterThan(45));

    test.each(commented)(`beside ${name}, uncommented: %s`, async (line) => {
      using folder = folderWith({ 'c.yaml': text.replace(`# ${line}`, line) });
      expect(complaints(text.replace(`# ${line}`, line))).toEqual([]);
      const typed = new Map([['config', folder.at('c.yaml')]]);
      const [key = ''] = line.split(':');
      for (const command of ['test', 'burst', 'send'] as const) {
        const { flags, warnings } = await resolveFlags(command, typed);
        expect(warnings).toEqual([]);
        expect(flags.settings?.file).toMatch(/c\.yaml$/);
      }
      const { flags } = await resolveFlags('config', typed);
      const { given, unused } = flags.settings ?? {};
      const isRead = given?.has(key) === true || unused?.has(key) === true || key === 'addresses';
      expect(isRead).toBe(true);
    });
  }
});

describe('the recipe', () => {
  const recipe = (files: Record<string, string>, below = '') => {
    using folder = folderWith(files);
    const project = openProject(folder.at(below));
    return ciRecipe(project, guessReceiver(project));
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

  test.each<[string, Record<string, string>, string[], string]>([
    ['npm ci', { ...node, 'package-lock.json': '' }, ['npm ci'], 'npx --no-install webhook-sim'],
    ['npm install', node, ['npm install'], 'npx --no-install webhook-sim'],
    [
      'pnpm',
      { ...node, 'pnpm-lock.yaml': '' },
      ['corepack enable', 'pnpm install --frozen-lockfile'],
      'pnpm exec webhook-sim',
    ],
    [
      'yarn',
      { ...node, 'yarn.lock': '' },
      ['corepack enable', 'yarn install --immutable'],
      'yarn run webhook-sim',
    ],
    ['bun', { ...node, 'bun.lockb': '' }, ['bun install --frozen-lockfile'], 'bun run webhook-sim'],
    [
      'pip',
      { 'app.py': 'app = Flask(x)', 'requirements.txt': '' },
      ['pip install -r requirements.txt'],
      packed,
    ],
    ['composer', { 'composer.json': '' }, ['composer install --no-interaction'], packed],
    ['go', { 'go.mod': '' }, ['go build ./...'], packed],
    ['nothing', {}, [], packed],
  ])('prepares by %s, and runs the suite with a report', (_, files, commands, exec) => {
    type Step = { run?: string; uses?: string };
    const github = parse(recipe(files).text) as { jobs: Record<string, { steps: Step[] }> };
    const steps = github.jobs['webhook-contract']?.steps.flatMap(({ run }) => run ?? []) ?? [];
    expect(steps.slice(0, -1)).toEqual(commands);
    expect(steps.at(-1)).toBe(
      `${exec} test --reporter pretty --reporter github --reporter junit=webhook-contract.xml`,
    );

    const gitlab = parse(recipe({ ...files, '.gitlab-ci.yml': '' }).text) as Record<
      string,
      { script: string[] }
    >;
    expect(gitlab['webhook-contract']?.script.slice(0, -1)).toEqual(commands);

    const jenkins = recipe({ ...files, Jenkinsfile: '' }).text;
    expect([...jenkins.matchAll(/^ {4}sh '(.*)'$/gm)].map(([, line]) => line).slice(0, -1)).toEqual(commands);
  });

  test.each<[string, Record<string, string>, string]>([
    ['pnpm', { 'pnpm-lock.yaml': '', 'pnpm-workspace.yaml': 'packages: [apps/*]' }, 'pnpm install'],
    ['yarn', { 'yarn.lock': '__metadata:\n' }, 'yarn install --immutable'],
    ['npm', { 'package-lock.json': '{}' }, 'npm ci'],
    ['bun', { 'bun.lock': '{}' }, 'bun install'],
  ])('of a workspace of %s is at the root, installs there and runs in the folder', (_, files, install) => {
    const all = { '.git/': '', ...files, 'apps/receiver/package.json': node['package.json'] };
    const { path, text } = recipe(all, 'apps/receiver');
    expect(path).toBe('../../.github/workflows/webhook-contract.yml');
    type Step = { run?: string; 'working-directory'?: string; with?: { path?: string } };
    const { jobs } = parse(text) as { jobs: Record<string, { steps: Step[] }> };
    const steps = jobs['webhook-contract']?.steps ?? [];
    const installing = steps.find(({ run }) => run?.startsWith(install));
    expect(installing).toBeDefined();
    expect(installing?.['working-directory']).toBeUndefined();
    expect(steps.find(({ run }) => run?.includes('webhook-sim test'))?.['working-directory']).toBe(
      'apps/receiver',
    );
    expect(steps.at(-1)?.with?.path).toBe('apps/receiver/webhook-contract.xml');

    const gitlab = recipe({ ...all, '.gitlab-ci.yml': '' }, 'apps/receiver');
    expect(gitlab.path).toBe('../../.gitlab-ci.webhook-sim.yml');
    expect(gitlab.text).toMatch(/^ {4}- \(cd apps\/receiver && .* test .*\)$/m);
  });

  test('a folder with webhook-sim in its package.json has nothing left to do; others are told how to install it', () => {
    const files = { 'package.json': '{"devDependencies":{"webhook-sim":"1.0.0"}}' };
    expect(recipe(files).todo).toEqual([]);
    expect(recipe(node).todo).toEqual([
      expect.stringMatching(
        /^pack webhook-sim, in a clone of it: npm pack --pack-destination \/\S+\/vendor$/,
      ),
      expect.stringMatching(
        /^add it to the development dependencies: npm install -D \.\/vendor\/webhook-sim-/,
      ),
    ]);
    expect(recipe({ 'go.mod': '' }).todo).toEqual([
      expect.stringMatching(/npm pack .*; commit vendor\/webhook-sim-/),
    ]);
  });
});
