// What the generators post to: nginx where it is installed, else node:http. In processes of its own, ended at the end.
import { fork, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { answers } from './events.js';

/** @returns its name for people, its origin, and how it is ended */
export async function openReceiver() {
  // Debian keeps it where only root looks.
  for (const program of ['nginx', '/usr/sbin/nginx']) {
    const { status, stderr } = spawnSync(program, ['-v'], { encoding: 'utf8' });
    if (status === 0) return openNginx(program, /nginx\/\S+/.exec(stderr)?.[0] ?? 'nginx');
  }
  return openNode();
}

async function openNginx(program, name) {
  const folder = await mkdtemp(join(tmpdir(), 'webhook-sim-bench-'));
  const port = await freePort();
  await writeFile(join(folder, 'nginx.conf'), configuration(port));
  const nginx = spawn(program, ['-p', folder, '-c', 'nginx.conf', '-e', 'stderr'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = () => nginx.kill();
  process.once('exit', kill);
  await accepting(port, nginx);
  return {
    name: `${name}, one worker process`,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      process.off('exit', kill);
      nginx.kill();
      if (nginx.exitCode === null) await once(nginx, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A request fits into one read; nothing touches the disk. */
function configuration(port) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path tmp;`);
  const locations = Object.entries(answers).map(
    ([event, answer]) => `location = /${event} { return 200 '${answer}'; }`,
  );
  return `daemon off;
worker_processes 1;
pid nginx.pid;
error_log stderr error;
events { worker_connections 4096; }
http {
  access_log off;
  default_type application/json;
  keepalive_requests 1000000000;
  keepalive_timeout 1h;
  client_header_buffer_size 16k;
  ${temporary.join('\n  ')}
  server {
    listen 127.0.0.1:${port} backlog=4096;
    ${locations.join('\n    ')}
  }
}
`;
}

async function openNode() {
  const workers = 2;
  const receiver = fork(new URL('./node-receiver.js', import.meta.url), [String(workers)]);
  const [port] = await once(receiver, 'message');
  return {
    name: `node:http, a cluster of ${workers}`,
    origin: `http://127.0.0.1:${port}`,
    async close() {
      receiver.kill();
      await once(receiver, 'exit');
    },
  };
}

async function freePort() {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

async function accepting(port, nginx) {
  for (let tries = 0; tries < 100; tries += 1) {
    if (nginx.exitCode !== null) throw new Error(`nginx ended with ${nginx.exitCode}`);
    const socket = connect(port, '127.0.0.1');
    const open = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    socket.destroy();
    if (open) return;
    await wait(50);
  }
  throw new Error('nginx does not listen');
}
