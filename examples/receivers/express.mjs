// A receiver for both platforms, with Express. It answers at once, in the documented shape; it does its work
// afterwards; and it knows a repeated delivery when it sees one.
//
//   node examples/receivers/express.mjs
//   webhook-sim test --base http://localhost:3000
//
// How the enterprise callbacks are signed, and how that is checked, is in examples/receiver/server.mjs.
import { createHash } from 'node:crypto';
import { argv, env } from 'node:process';
import { fileURLToPath } from 'node:url';
import express from 'express';

/** @param work what is to be done for an event: once for each, however often it is delivered */
export function createApp(work = console.log) {
  const app = express();
  const isNew = inbox();
  app.disable('x-powered-by');
  // As text, since what has no id is known by its bytes.
  app.use(express.text({ type: () => true, limit: '1mb' }));

  app.post('/{*path}', (request, response) => {
    let event;
    try {
      event = JSON.parse(request.body);
    } catch {
      return response.status(400).json({ error: 'not JSON' });
    }
    // One callback documents an answer with keys, 小组级接收消息回调; every other is answered with `{}`.
    // First the answer, then the work: a slow answer counts as none, and brings the same event again.
    response.json(request.path.endsWith('/message') ? { errcode: 0, errmsg: 'ok' } : {});
    if (isNew(event, request.body)) setImmediate(work, event);
  });

  // Too large, or broken off: not the receiver's fault, so not a 500.
  app.use((error, _request, response, _next) => {
    response.status(error.status ?? 500).json({ error: error.type ?? 'failed' });
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
  const server = createApp().listen(Number(env.PORT ?? 3000), () => {
    console.log(`receiving on http://localhost:${server.address().port}`);
  });
}
