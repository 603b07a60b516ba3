// Some of the contract in node:test, against a Fastify app: a part of the events, one case at a time.
//
//   node --test examples/node-test/fastify.test.mjs
import { after, before, describe, test } from 'node:test';
import { assertCase, planSuite, runCase, startApp } from 'webhook-sim';
import { createApp } from '../receivers/fastify.mjs';

const { cases } = await planSuite({ events: ['juzi/message.*', 'yuju/contact.*'], negative: true });

describe('webhook contract', () => {
  let app;

  before(async () => {
    app = await startApp(createApp(() => {}));
  });
  after(() => app.close());

  for (const one of cases) {
    test(one.id, async () => assertCase(await runCase(one, { base: app.url, seed: '42' })));
  }
});
