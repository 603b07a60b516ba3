import { chmodSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { folderWith } from '../config/folder.ts';
import { bin, type Ended, root, start } from '../e2e/run-cli.ts';
import { freePort } from '../fixtures/free-port.ts';
import { blocksOf, readText } from './support/markdown.ts';

describe.each(['README.md', 'README.zh-CN.md'])('the three commands of %s', (page) => {
  const blocks = blocksOf(readText(page));
  const [block] = blocks.filter(({ lang }) => lang === 'bash');
  const commands = block?.text.trimEnd().split('\n') ?? [];
  const [broken, fixed] = blocks.filter(({ text }) => text.includes('.listen(3000)'));

  test.concurrent.each([
    ['broken', broken?.text ?? '', 1],
    ['fixed', fixed?.text ?? '', 0],
  ])('find out that the route is %s', async (_, receiver, expected) => {
    const port = await freePort();
    using folder = folderWith({
      'package.json':
        '{"scripts":{"start":"node receiver.mjs"},"dependencies":{"express":"5"},"type":"module"}',
      'receiver.mjs': receiver.replace('.listen(3000)', `.listen(${port})`),
      'node_modules/': '',
      'shims/npx': `#!/bin/sh\n[ "$1" = webhook-sim ] || exit 98\nshift\nexec '${process.execPath}' '${bin}' "$@"\n`,
      'shims/npm': `#!/bin/sh\ncase $1 in i) exit 0 ;; start) exec '${process.execPath}' receiver.mjs ;; esac\nexit 97\n`,
    });
    symlinkSync(join(root, 'node_modules/express'), folder.at('node_modules/express'));
    for (const shim of ['npx', 'npm']) chmodSync(folder.at(`shims/${shim}`), 0o755);
    const env = { PATH: `${folder.at('shims')}${delimiter}${process.env['PATH'] ?? ''}` };
    const ran: Ended[] = [];
    for (const command of commands) {
      ran.push(await start('bash', ['-c', command], { cwd: folder.path, env }).ended);
    }
    const [install, init, run] = ran;
    expect(commands).toHaveLength(3);
    expect([install?.code, init?.code]).toEqual([0, 0]);
    expect(run?.code, `${run?.stdout}${run?.stderr}`).toBe(expected);
    expect(run?.stdout).toMatch(expected === 0 ? /✓ \d+ cases in .*: \d+ passed/ : /reading 'trim'/);
    expect(parse(readFileSync(folder.at('webhook-sim.config.yaml'), 'utf8'))).toEqual({
      to: `http://127.0.0.1:${port}/message`,
      exec: 'npm start',
      events: ['juzi/message.received'],
    });
    expect(existsSync(folder.at('.github/workflows/webhook-contract.yml'))).toBe(true);
  });
});

test.each(['README.md', 'README.zh-CN.md'])('%s is short', (page) => {
  expect(readText(page).trimEnd().split('\n').length).toBeLessThanOrEqual(150);
});
