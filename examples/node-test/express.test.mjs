// The whole contract in node:test, against an Express app: one test for each case.
//
//   node --test examples/node-test/express.test.mjs
import { after, before, describe, test } from 'node:test';
import { assertCase, openSuite, planSuite, startApp } from 'webhook-sim';
import { createApp } from '../receivers/express.mjs';

const worked = [];
const { cases } = await planSuite({ probe: true });

describe('webhook contract', () => {
  let app;
  let suite;

  before(async () => {
    app = await startApp(createApp((event) => worked.push(event)));
    suite = await openSuite({ base: app.url, probe: () => worked.length });
  });
  after(async () => {
    await suite.close();
    await app.close();
  });

  for (const one of cases) {
    test(one.id, async (t) => {
      const result = await suite.run(one);
      // Not run, because the receiver could no longer be reached: that is not a success.
      if (result.outcome === 'skipped') return t.skip(result.reason);
      assertCase(result);
    });
  }
});
