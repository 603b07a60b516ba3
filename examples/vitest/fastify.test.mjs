// The contract of one platform as tests of a Fastify app: one test for each case.
//
//   npx vitest run --root examples/vitest fastify
import { contractTests } from 'webhook-sim/vitest';
import { createApp } from '../receivers/fastify.mjs';

const worked = [];

await contractTests({
  app: () => createApp((event) => worked.push(event)),
  events: ['yuju/*'],
  // What the receiver has done so far: a delivery that arrives twice must not count twice.
  probe: () => worked.length,
});
