import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { version } from '../../src/version.ts';
import { type Folder, folderWith } from '../config/folder.ts';
import { runCli } from './run-cli.ts';

const config = 'webhook-sim.config.yaml';
const github = '.github/workflows/webhook-contract.yml';
const node = { 'package.json': '{"scripts":{"start":"node server.js"}}' };

/** Every file below a folder, and what is in it. */
function contents(folder: Folder): Record<string, string> {
  const files = readdirSync(folder.path, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map(({ parentPath, name }) => [
      `${parentPath}/${name}`,
      readFileSync(`${parentPath}/${name}`, 'utf8'),
    ]),
  );
}

const init = (folder: Folder) => runCli(['init'], { cwd: folder.path });

test.concurrent('writes a configuration that holds at once, and a recipe', async () => {
  using folder = folderWith(node);
  const { code, stdout, stderr } = await init(folder);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`written  ${config}
written  ${github}

Guessed from your files, and not tried:
  start   npm start (package.json)

Next:
  check the address in ${config}
  pack webhook-sim, in a clone of it: npm pack --pack-destination ${folder.at('vendor')}
  add it to the development dependencies: npm install -D ./vendor/webhook-sim-${version}.tgz
  webhook-sim test
`);
  expect(existsSync(folder.at(github))).toBe(true);
  const shown = await runCli(['config', '--json'], { cwd: folder.path });
  expect(shown.code, shown.stderr).toBe(0);
  expect(JSON.parse(shown.stdout)).toMatchObject({
    file: config,
    settings: { to: { value: 'http://127.0.0.1:3000/' }, exec: { value: 'npm start' } },
  });
});

test.concurrent('in Chinese, with the same keys and commands', async () => {
  using folder = folderWith(node);
  const { code, stdout, stderr } = await runCli(['init'], {
    cwd: folder.path,
    env: { LC_ALL: '', LANG: 'zh_CN.UTF-8' },
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`已写入  ${config}
已写入  ${github}

根据项目文件推测，尚未验证：
  启动    npm start（package.json）

接下来：
  核对 ${config} 中的地址
  打包 webhook-sim（在它的代码仓库中运行）：npm pack --pack-destination ${folder.at('vendor')}
  加入开发依赖：npm install -D ./vendor/webhook-sim-${version}.tgz
  webhook-sim test
`);
  const written = readFileSync(folder.at(config), 'utf8');
  expect(written).toContain('# 每个请求都带上的请求头。\n# headers: ');
  using other = folderWith(node);
  await init(other);
  const uncommented = (name: string, where: Folder): string =>
    readFileSync(where.at(name), 'utf8').replaceAll(/^( *# [a-zA-Z]+: .*?|) *# .*\n/gm, '$1\n');
  const lines = (text: string): string[] => text.split('\n').filter((line) => /^(?:# )?[a-z]\w*:/.test(line));
  expect(lines(uncommented(config, folder))).toEqual(lines(uncommented(config, other)));
  const again = await runCli(['init'], { cwd: folder.path, env: { WEBHOOK_SIM_LANG: 'zh' } });
  expect(again.stdout).toContain(`已保留  ${config}（已存在）\n已保留  ${github}（已存在）\n`);
});

test.concurrent('a second time it changes nothing, and says so', async () => {
  using folder = folderWith(node);
  await init(folder);
  const before = contents(folder);
  const { code, stdout } = await init(folder);
  expect(code).toBe(0);
  expect(stdout).toContain(
    `kept     ${config}, which already exists\nkept     ${github}, which already exists\n`,
  );
  expect(contents(folder)).toEqual(before);
});

describe('never over what is there', () => {
  test.concurrent.each<[string, Record<string, string>, string]>([
    ['the file itself, even a broken one', { [config]: 'to: [' }, config],
    ['another form', { 'webhook-sim.config.mjs': 'export default {}' }, 'webhook-sim.config.mjs'],
    ['a key', { 'package.json': '{"webhook-sim":{"to":"http://a.test/"}}' }, 'package.json'],
    ['a recipe', { [github]: 'mine' }, github],
  ])('%s', async (_, files, named) => {
    using folder = folderWith(files);
    const before = contents(folder);
    const { code, stdout, stderr } = await init(folder);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain(`kept     ${named}, which already exists`);
    expect(contents(folder)).toMatchObject(before);
    if (named !== github) expect(existsSync(folder.at(github))).toBe(true);
    if (named !== github && named !== config) expect(existsSync(folder.at(config))).toBe(false);
  });

  test.concurrent('nor through a link that leads nowhere', async () => {
    using folder = folderWith(node);
    symlinkSync(folder.at('elsewhere'), folder.at(config));
    expect((await init(folder)).code).toBe(0);
    expect(existsSync(folder.at('elsewhere'))).toBe(false);
  });

  test.concurrent('a configuration above is none of this folder', async () => {
    using folder = folderWith({ [config]: 'to: http://a.test/', 'below/package.json': node['package.json'] });
    const { code } = await runCli(['init'], { cwd: folder.at('below') });
    expect(code).toBe(0);
    expect(existsSync(folder.at(`below/${config}`))).toBe(true);
  });
});

test.concurrent.each<[string, Record<string, string>, string, RegExp]>([
  ['GitLab', { '.gitlab-ci.yml': '' }, '.gitlab-ci.webhook-sim.yml', /add to \.gitlab-ci\.yml: include:/],
  ['Jenkins', { Jenkinsfile: '' }, 'webhook-sim.jenkinsfile', /copy the stage from webhook-sim\.jenkinsfile/],
])('for %s the rest is told', async (_, files, path, told) => {
  using folder = folderWith(files);
  const { code, stdout } = await init(folder);
  expect(code).toBe(0);
  expect(stdout).toContain(`written  ${path}`);
  expect(stdout).toMatch(told);
});

test.concurrent('a folder that cannot be written to is a mistake, not a crash', async () => {
  using folder = folderWith({ '.github': 'a file' });
  const { code, stderr } = await init(folder);
  expect(code).toBe(2);
  expect(stderr).toMatch(/^error: \.github\/workflows\/webhook-contract\.yml cannot be written: [^\n]+\n$/);
});
