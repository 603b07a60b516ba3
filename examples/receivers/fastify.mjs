// A receiver for both platforms, with Fastify. It responds immediately, in the documented shape, does its work
// afterwards, and ignores repeated deliveries.
//
//   node examples/receivers/fastify.mjs
//   webhook-sim test --base http://localhost:3000
//
// For the signature of the enterprise-level callback, see examples/receiver/server.mjs.
import { createHash } from 'node:crypto';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import Fastify from 'fastify';

/** @param work called once for each event, however often it is delivered */
export function createApp(work = console.log) {
  const app = Fastify({ bodyLimit: 1024 * 1024 });
  const isNew = inbox();
  // As text: an event without an id is identified by its bytes.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'string' }, async (_request, body) => body);

  app.post('/*', async (request, reply) => {
    let event;
    try {
      event = JSON.parse(request.body);
    } catch {
      return reply.code(400).send({ error: 'not JSON' });
    }
    // Respond first, then work: the platform treats a slow response as none, and delivers the event again.
    if (isNew(event, request.body)) setImmediate(work, event);
    const { pathname } = new URL(request.url, 'http://receiver');
    return answerTo(pathname);
  });
  return app;
}

/** Remembers the latest deliveries. In production, use a store with expiry that all instances share. */
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

/** What the pages ask for: few callbacks have a response with keys, the documented one of all others is `{}`. */
function answerTo(pathname) {
  if (pathname.endsWith('/message')) return { errcode: 0, errmsg: 'ok' };
  return pathname.includes('/v1/notify/') ? { errCode: 0 } : {};
}
