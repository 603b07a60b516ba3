// A receiver for both platforms, with Express. It responds immediately, in the documented shape, does its work
// afterwards, and ignores repeated deliveries.
//
//   node examples/receivers/express.mjs
//   webhook-sim test --base http://localhost:3000
//
// For the signature of the enterprise-level callback, see examples/receiver/server.mjs.
import { createHash } from 'node:crypto';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import express from 'express';

/** @param work called once for each event, however often it is delivered */
export function createApp(work = console.log) {
  const app = express();
  const isNew = inbox();
  app.disable('x-powered-by');
  // As text: an event without an id is identified by its bytes.
  app.use(express.text({ type: () => true, limit: '1mb' }));

  app.post('/{*path}', (request, response) => {
    let event;
    try {
      event = JSON.parse(request.body);
    } catch {
      return response.status(400).json({ error: 'not JSON' });
    }
    // Respond first, then work: the platform treats a slow response as none, and delivers the event again.
    response.json(answerTo(request.path));
    if (isNew(event, request.body)) setImmediate(work, event);
  });

  // A body that is too large or truncated is the client's mistake: 4xx instead of 500.
  app.use((error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ error: error.type ?? 'failed' });
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
  const server = createApp().listen(Number(env.PORT ?? 3000), () => {
    console.log(`receiving on http://localhost:${server.address().port}`);
  });
}

/** What the pages ask for: few callbacks have a response with keys, the documented one of all others is `{}`. */
function answerTo(pathname) {
  if (pathname.endsWith('/message')) return { errcode: 0, errmsg: 'ok' };
  return pathname.includes('/v1/notify/') ? { errCode: 0 } : {};
}
