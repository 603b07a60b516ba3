import { expect, test } from 'vitest';
import { accepts, receive } from './receiver.ts';
import { closed, runBurst } from './runs.ts';

test('a closed loop opens thousands of connections in stints: a short queue is not overrun, and the loop goes on', async () => {
  // Holds every request until all connections are there: only then is any of them free again.
  const wanted = 1500;
  const waiting: (() => void)[] = [];
  await using receiver = await receive((response, arrival) => {
    waiting.push(() => accepts(response, arrival));
    if (waiting.length === wanted) for (const answer of waiting.splice(0)) answer();
  });
  const { result } = await runBurst(receiver.url, closed(wanted, wanted), { timeout: 30_000 });
  expect(result.outcomes.accepted).toBe(wanted);
  expect(receiver.connections).toBe(wanted);
  expect(result.generator.sockets).toBe(wanted);
});
