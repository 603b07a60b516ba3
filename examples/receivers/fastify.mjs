// A receiver for both platforms, with Fastify. It answers at once, in the documented shape; it does its work
// afterwards; and it knows a repeated delivery when it sees one.
//
//   node examples/receivers/fastify.mjs
//   webhook-sim test --base http://localhost:3000
//
// How the enterprise callbacks are signed, and how that is checked, is in examples/receiver/server.mjs.
import { createHash } from 'node:crypto';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';

/** @param work what is to be done for an event: once for each, however often it is delivered */
export function createApp(work = console.log) {
  const app = Fastify({ bodyLimit: 1024 * 1024 });
  const isNew = inbox();
  // As text, since what has no id is known by its bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request, body) => body);

  app.post('/*', async (request, reply) => {
    let event;
    try {
      event = JSON.parse(request.body);
    } catch {
      return reply.code(400).send({ error: 'not JSON' });
    }
    // First the answer, then the work: a slow answer counts as none, and brings the same event again.
    if (isNew(event, request.body)) setImmediate(work, event);
    // One callback documents an answer with keys, 小组级接收消息回调; every other is answered with `{}`.
    const { pathname } = new URL(request.url, 'http://receiver');
    return pathname.endsWith('/message') ? { errcode: 0, errmsg: 'ok' } : {};
  });
  return app;
}

/** Remembers the latest deliveries. In production: a store that all instances share, with an expiry. */
function inbox() {
  const seen = new Set();
  return (event, body) => {
    const id = event?.data?.messageId ?? event?.messageId ?? event?.event_id;
    const key = id ?? createHash('sha256').update(body).digest('hex');
    if (seen.has(key)) return false;
    seen.add(key);
    if (seen.size > 10_000) seen.delete(seen.values().next().value);
    return true;
  };
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  const app = createApp();
  await app.listen({ port: Number(env.PORT ?? 3000) });
  console.log(`receiving on http://localhost:${app.server.address().port}`);
}
