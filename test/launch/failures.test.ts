import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { freePort } from '../fixtures/free-port.ts';
import { lasting, leftovers, marked, receiverCommand } from '../fixtures/launch/processes.ts';
import { failure, freeTarget, leavesNothing } from './cleanly.ts';

leavesNothing();

const wait = 15_000;

describe('the command ends before the receiver answers', () => {
  test('at once, with its code and its last output', async () => {
    const { target } = await freeTarget();
    const command = receiverCommand({ exit: 3, says: 'no database' });
    const startedAt = performance.now();
    const error = await failure({ command, target, wait });
    expect(performance.now() - startedAt).toBeLessThan(5000);
    expect(error).toMatchObject({ name: 'LaunchError', reason: 'exited', tail: 'no database' });
    expect(error.message).toBe(
      `The command of --exec ended with exit code 3 before the receiver answered at 127.0.0.1:${target.port}.`,
    );
  });

  test.each([
    ['no-such-program-here', /exit code 127 .* no such program\.$/, /not found/],
    ['true', /exit code 0 .* foreground\.$/, /^$/],
    ['kill -9 $$', /ended by SIGKILL before/, /^$/],
  ])('%s', async (program, message, tail) => {
    const { target } = await freeTarget();
    const error = await failure({ command: marked(program), target, wait });
    expect(error.reason).toBe('exited');
    expect(error.message).toMatch(message);
    expect(error.message).not.toContain('\n');
    expect(error.tail).toMatch(tail);
  });

  test('and what it left in the background is ended', async () => {
    const { target } = await freeTarget();
    const command = marked(`${receiverCommand()} & sleep 0.5; echo done`);
    const error = await failure({ command, target, wait });
    expect(error).toMatchObject({ reason: 'exited', tail: 'done' });
    expect(leftovers().filter(({ command: text }) => text.includes('receiver.js'))).toEqual([]);
  });
});

describe('the receiver is not ready in time', () => {
  test('it is ended, and the message says what was waited for', async () => {
    const { target } = await freeTarget();
    const startedAt = performance.now();
    const error = await failure({ command: receiverCommand({ says: 'starting' }), target, wait: 700 });
    expect(performance.now() - startedAt).toBeGreaterThan(690);
    expect(performance.now() - startedAt).toBeLessThan(4000);
    expect(error).toMatchObject({ reason: 'not_ready', tail: 'starting' });
    expect(error.message).toBe(
      `Nothing accepted a connection at 127.0.0.1:${target.port} (127.0.0.1:${target.port}) within 0.7 s. ` +
        'Give the receiver longer with --wait, or check the port it listens at.',
    );
  });

  test('the message says where it listens instead', async () => {
    const { port, target } = await freeTarget('127.0.0.1');
    const command = receiverCommand({ port, host: '::1' });
    const error = await failure({ command, target, wait: 1500 });
    expect(error.reason).toBe('not_ready');
    expect(error.message).toContain(`, but something does at [::1]:${port}: `);
  });

  test('the message says what the address to wait on answered, but not its query', async () => {
    const { port, target } = await freeTarget();
    const waitOn = new URL(`http://127.0.0.1:${port}/health?token=secret`);
    const command = receiverCommand({ port, unready: 1e9 });
    const error = await failure({ command, target, waitOn, wait: 1500 });
    expect(error.reason).toBe('not_ready');
    expect(error.message).toBe(
      `GET http://127.0.0.1:${port}/health was not answered with 2xx or 3xx within 1.5 s: ` +
        'the answer was 503. Give the receiver longer with --wait.',
    );
  });

  test('or the address to wait on does not answer at all', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => silent.once('listening', resolve));
    const { port } = silent.address() as { port: number };
    const { target } = await freeTarget();
    const waitOn = new URL(`http://127.0.0.1:${port}/`);
    const error = await failure({ command: receiverCommand(), target, waitOn, wait: 600 });
    expect(error.message).toContain('within 0.6 s: there was no answer.');
    silent.close();
  });
});

describe('nothing is started', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-launch-'));
  const trace = join(folder, 'started');
  const command = marked(`touch '${trace}'; sleep 5`);

  /** Fails as expected, without the command having been run. */
  async function failsUnstarted(options: Parameters<typeof failure>[0]) {
    const error = await failure(options);
    expect(existsSync(trace)).toBe(false);
    expect(await lasting()).toEqual([]);
    return error;
  }

  test.each(['127.0.0.1', '::1'])('when something listens at %s already', async (host) => {
    const other = createHttp().listen(0, host);
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const shown = `${host.includes(':') ? `[${host}]` : host}:${port}`;
    const error = await failsUnstarted({ command, target: new URL(`http://${shown}/`), wait });
    expect(error.reason).toBe('port_taken');
    expect(error.message).toBe(
      `Something already listens at ${shown}, where --exec is to start the receiver: ` +
        'end it, or leave out --exec to use it.',
    );
    await new Promise((resolve) => other.close(resolve));
  });

  test('when the host has no address', async () => {
    const target = new URL('http://no-such-host.invalid:3000/');
    const error = await failsUnstarted({ command, target, wait });
    expect(error.reason).toBe('not_started');
    expect(error.message).toMatch(/^The host name no-such-host\.invalid has no address \(E?\w+\): /);
  });

  test('when the folder to start it in is missing', async () => {
    const { target } = await freeTarget();
    const cwd = join(folder, 'missing');
    const error = await failsUnstarted({ command, target, wait, cwd });
    expect(error.reason).toBe('not_started');
    expect(error.message).toContain(`could not be started in ${cwd}: spawn`);
  });

  test('when the command cannot be passed on', async () => {
    const { target } = await freeTarget();
    const error = await failsUnstarted({ command: `${command}\0`, target, wait });
    expect(error.reason).toBe('not_started');
    expect(error.message).not.toContain('\n');
  });

  test('when the user has interrupted before', async () => {
    const { target } = await freeTarget();
    const error = await failsUnstarted({ command, target, wait, signal: AbortSignal.abort() });
    expect(error.reason).toBe('interrupted');
    rmSync(folder, { recursive: true });
  });
});

test('an interruption ends the wait, and the receiver with it', async () => {
  const port = await freePort();
  const interrupt = new AbortController();
  const command = receiverCommand({ says: 'starting' });
  const startedAt = performance.now();
  const error = await failure({
    command,
    target: new URL(`http://127.0.0.1:${port}/`),
    wait,
    signal: interrupt.signal,
    onOutput: () => interrupt.abort(),
  });
  expect(error).toMatchObject({ reason: 'interrupted', tail: 'starting' });
  expect(performance.now() - startedAt).toBeLessThan(5000);
});
