import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

test('a command from a configuration runs in its folder, and what is printed works where it was printed', async () => {
  const project = join(bench.folder, 'project');
  const below = join(project, 'src');
  mkdirSync(below, { recursive: true });
  writeFileSync(join(project, 'rows'), '');
  // Counts every delivery, also the same one again.
  await using receiver = await record((_, response) => {
    appendFileSync(join(project, 'rows'), 'row\n');
    response.setHeader('content-type', 'application/json').end('{"errcode":0,"errmsg":"ok"}');
  });
  writeFileSync(
    join(project, 'webhook-sim.config.yaml'),
    `to: ${receiver.url}/\nprobeCommand: wc -l < rows\n`,
  );
  const { code, stdout } = await runCli(['test', 'room.left', '--filter', 'delivered again', '--bail', '1'], {
    cwd: below,
  });
  expect({ code, found: stdout.includes('redelivery.state_changed') }).toEqual({ code: 1, found: true });
  const [command = ''] = /webhook-sim test --filter .*/.exec(stdout) ?? [];
  const again = await bench.sh(`cd '${below}' && ${command}`);
  expect(again.code).toBe(1);
  expect(again.stdout).toContain('redelivery.state_changed');
});

test.each(['--probe-command', '--exec'])('%s without a command is a usage error', async (flag) => {
  for (const nothing of ['', '  ']) {
    const { code, stderr } = await runCli(['test', '--to', 'http://127.0.0.1:9/', flag, nothing]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: `error: ${flag} '${nothing}': write a command\n` });
  }
});

test('a command that never ends: the finding says after how long it was ended', async () => {
  await using receiver = await record((_, response) => response.end('{"errcode":0,"errmsg":"ok"}'));
  const { code, stdout } = await runCli([
    ...['test', 'room.left', '--filter', 'room.left › delivered again'],
    ...['--to', receiver.url, '--probe-command', 'sleep 60'],
  ]);
  expect(code).toBe(1);
  expect(stdout).toContain('the probe command did not end within 5 s');
});
