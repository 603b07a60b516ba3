// A small receiver that keeps the contract of both platforms: it responds immediately, in the documented shape,
// does its work afterwards, and ignores repeated deliveries.
//
//   node examples/receiver/server.mjs
//   webhook-sim send '*' --coverage each --base http://localhost:3000
//
// Other ports and tokens: PORT=8080 TOKEN=… node examples/receiver/server.mjs
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

const { PORT = '3000', TOKEN } = process.env;

const server = createServer(async (request, response) => {
  const reply = (status, answer) =>
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  if (request.method !== 'POST') return reply(405, { error: 'POST only' });

  const { pathname, searchParams } = new URL(request.url, 'http://receiver');
  if (!signatureHolds(searchParams)) return reply(401, { error: 'wrong signature' });

  let event;
  try {
    event = JSON.parse(await bodyOf(request));
  } catch {
    return reply(400, { error: 'not JSON' });
  }
  // Respond first, then work: the platform treats a slow response as none, and delivers the event again.
  reply(200, answerTo(pathname));
  if (isNew(event)) setImmediate(work, pathname, event);
});

async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > 1024 * 1024) throw new RangeError('too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Ids of the latest events. In production, use a store with expiry that all instances share. */
const seen = new Set();

function isNew(event) {
  const id = event?.data?.messageId ?? event?.messageId ?? event?.event_id;
  if (id === undefined) return true;
  if (seen.has(id)) return false;
  seen.add(id);
  if (seen.size > 10_000) seen.delete(seen.values().next().value);
  return true;
}

/** 企业级: the characters of token + nonce + timestamp, sorted, SHA-1, lower hex. */
function signatureHolds(query) {
  const given = query.get('msg_signature');
  // Team-level callbacks are not signed, and without a token no signature can be checked.
  if (given === null || TOKEN === undefined) return true;
  const text = TOKEN + query.get('nonce') + query.get('timestamp');
  const expected = createHash('sha1')
    .update([...text].sort().join(''))
    .digest();
  const actual = Buffer.from(given, 'hex');
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

function work(pathname, event) {
  console.log(`${pathname} ${event?.event_type ?? ''} ${event?.data?.payload?.text ?? ''}`.trimEnd());
}

server.listen(Number(PORT), () => console.log(`receiving on http://localhost:${server.address().port}`));

/** What the pages ask for: few callbacks have a response with keys, the documented one of all others is `{}`. */
function answerTo(pathname) {
  if (pathname.endsWith('/message')) return { errcode: 0, errmsg: 'ok' };
  return pathname.includes('/v1/notify/') ? { errCode: 0 } : {};
}
