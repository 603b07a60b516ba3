// The whole contract as tests of an Express app: one test for each case.
//
//   npx vitest run --root examples/vitest express
import { contractTests } from 'webhook-sim/vitest';
import { createApp } from '../receivers/express.mjs';

const worked = [];

await contractTests({
  app: () => createApp((event) => worked.push(event)),
  // What the receiver has done so far: a delivery that arrives twice must not count twice.
  probe: () => worked.length,
});
