// The receiver where there is no nginx: a cluster of node:http. Tells its port to the process that forked it.
// Usage: fork('node-receiver.js', [processes])
import cluster from 'node:cluster';
import { createServer } from 'node:http';
import { answers } from './events.js';

if (cluster.isPrimary) {
  process.once('disconnect', () => process.exit());
  for (let i = 0; i < Number(process.argv[2]); i += 1) cluster.fork();
  let listening = 0;
  cluster.on('listening', (_, { port }) => {
    listening += 1;
    if (listening === Number(process.argv[2])) process.send(port);
  });
} else {
  const byPath = new Map(Object.entries(answers).map(([event, answer]) => [`/${event}`, answer]));
  const server = createServer({ keepAliveTimeout: 3_600_000 }, (request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json').end(byPath.get(request.url));
    });
  });
  server.listen(0, '127.0.0.1');
}
