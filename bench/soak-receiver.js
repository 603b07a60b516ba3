// The receiver of the soak: answers as documented, mostly. Which delivery gets what, its bytes decide; what got it, it
// counts. Tells its port to the process that forked it, and then what it is asked for: `sockets` or `counts`.
import { createHash } from 'node:crypto';
import { createServer } from 'node:http';

const counts = { arrived: 0, bodies: 0, accepted: 0, rejected: 0, broken: 0, silent: 0, reset: 0 };
/** Of the bodies, by their hashes; several, since one cannot hold more than 16 million. */
const seen = Array.from({ length: 256 }, () => new Set());
let sockets = 0;

const server = createServer((request, response) => {
  const hash = createHash('sha256');
  request.on('data', (chunk) => hash.update(chunk));
  request.on('end', () => {
    const digest = hash.digest();
    counts.arrived += 1;
    const bodies = seen[digest[6]];
    const before = bodies.size;
    bodies.add(digest.readUIntBE(0, 6));
    counts.bodies += bodies.size - before;
    answer(request, response, digest.readUInt16BE(8) / 65_536);
  });
});

/** @param chance from 0 to 1 */
function answer({ url, socket }, response, chance) {
  const usual = url.startsWith('/juzi/') ? '{"errcode":0,"errmsg":"ok"}' : '{}';
  const say = (kind, status, body) => {
    counts[kind] += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };
  if (chance < 0.0002) {
    counts.silent += 1;
  } else if (chance < 0.0007) {
    counts.reset += 1;
    socket.resetAndDestroy();
  } else if (chance < 0.002) {
    say('broken', 500, '{"errcode":0,"errmsg":"ok"}');
  } else if (chance < 0.004 && url.startsWith('/juzi/')) {
    say('rejected', 200, '{"errcode":1,"errmsg":"busy"}');
  } else if (chance < 0.006) {
    response.setHeader('connection', 'close');
    say('accepted', 200, usual);
  } else if (chance < 0.05) {
    setTimeout(() => say('accepted', 200, usual), 20);
  } else {
    say('accepted', 200, usual);
  }
}

server.on('connection', (socket) => {
  sockets += 1;
  socket.on('close', () => {
    sockets -= 1;
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('message', (question) => {
  if (question === 'sockets') process.send(sockets);
  // What the other side closed a moment ago, we hear of a moment later.
  else setTimeout(() => process.send({ ...counts, sockets }), 1000);
});
process.once('disconnect', () => process.exit());
