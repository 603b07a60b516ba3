// wrk beside, where it is installed: written in C, one body over and over. For orientation; it sets no limit.
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @returns its name and version; `undefined` where it is not installed */
export function wrkVersion() {
  const { error, stdout } = spawnSync('wrk', ['-v'], { encoding: 'utf8' });
  return error === undefined ? /^wrk \S+/.exec(stdout)?.[0].replace(/\s\S*\//, ' ') : undefined;
}

/** One thread. Its CPU time is the whole process's: it starts in no time. */
export async function wrk({ url, body, headers, seconds, connections }) {
  const folder = await mkdtemp(join(tmpdir(), 'webhook-sim-bench-'));
  const script = join(folder, 'post.lua');
  const lines = Object.entries(headers).map(([name, value]) => `wrk.headers['${name}'] = '${value}'`);
  await writeFile(script, [`wrk.method = 'POST'`, `wrk.body = [==[${body}]==]`, ...lines, ''].join('\n'));
  const command = 'TIMEFORMAT="cpu %U %S"; time "$@"';
  const flags = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '-s', script, url];
  const { stdout, stderr } = spawnSync('bash', ['-c', command, 'bash', ...flags], { encoding: 'utf8' });
  await rm(folder, { recursive: true });
  const requests = /(\d+) requests in/.exec(stdout);
  const times = /cpu ([\d.]+) ([\d.]+)/.exec(stderr);
  if (requests === null || times === null || /Non-2xx|Socket errors/.test(stdout)) {
    throw new Error(`wrk: ${stdout}${stderr}`);
  }
  return { deliveries: Number(requests[1]), cpu: Number(times[1]) + Number(times[2]), wall: seconds };
}
