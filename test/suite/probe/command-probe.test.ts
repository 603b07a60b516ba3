import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { commandProbe } from '../../../src/suite/probe/probes.ts';
import { accept, deliveryId, serve } from '../serve.ts';
import { plan, resultNamed, run } from '../suites.ts';

const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-probe-'));
afterAll(() => rmSync(folder, { recursive: true }));

const again = 'juzi/message.received › delivered again';
const one = plan({ filter: [again], probe: true });

test('a receiver that counts twice is found by what a command prints', async () => {
  const rows = join(folder, 'rows');
  writeFileSync(rows, '');
  await using receiver = await serve((body, _, response) => {
    appendFileSync(rows, `${deliveryId(body)}\n`);
    accept(response);
  });
  const ran = await run(one, receiver.url, { probe: commandProbe(`cat '${rows}'`) });
  expect(resultNamed(ran, again).findings.map(({ code }) => code)).toEqual(['redelivery.state_changed']);
});

test('a command that fails: with what it said', async () => {
  await using receiver = await serve((_, __, response) => accept(response));
  const ran = await run(one, receiver.url, { probe: commandProbe('echo no database >&2; exit 3') });
  expect(resultNamed(ran, again).findings).toMatchObject([
    { code: 'probe.failed', message: 'the probe command failed: no database.' },
  ]);
});
