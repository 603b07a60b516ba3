import { expect, test } from 'vitest';
import { serve } from '../serve.ts';
import { plan, run } from '../suites.ts';

test('the receiver’s output is reported with secrets masked, and only when something is wrong', async () => {
  const few = plan({ filter: ['yuju/contact.updated › usual'] });
  const options = { secrets: ['hunter2-of-config'], receiverOutput: () => 'token hunter2-of-config\n' };
  await using bad = await serve((_, __, response) => response.writeHead(500).end());
  expect((await run(few, bad.url, options)).summary.receiverOutput).toBe('token ***\n');
  await using good = await serve();
  expect((await run(few, good.url, options)).summary.receiverOutput).toBeUndefined();
});
