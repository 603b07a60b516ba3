import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
export const bin = join(root, 'bin/webhook-sim.js');

if (!existsSync(join(root, 'dist/cli/main.js'))) {
  throw new Error('These tests start the real program: run `npm run build` first.');
}

/** How a process ended, and what it said. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The bytes that `stdout` is the text of. */
  readonly output: Buffer;
}

export interface Running {
  readonly child: ChildProcess;
  readonly pid: number;
  readonly ended: Promise<Ended>;
  /** Resolves once stderr matches; rejects when the process ends before. */
  says(pattern: RegExp): Promise<void>;
}

export interface RunOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly cwd?: string;
  /** For Node.js itself, before the program's name. */
  readonly nodeFlags?: readonly string[];
  /** File descriptors in place of the pipes. */
  readonly stdout?: number;
  readonly stderr?: number;
}

/** ms after which a process that should have ended is killed: the test then fails on how it ended. */
const patience = 25_000;

// What the machine's user has set must not change what the tests see.
const personal = /^(NO_COLOR|FORCE_COLOR|TERM|WEBHOOK_SIM_.*|(https?|all|no)_proxy|NODE_OPTIONS)$/i;

export function environment(extra: Readonly<Record<string, string>> = {}): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !personal.test(name));
  return { ...Object.fromEntries(kept), TERM: 'xterm', ...extra };
}

/** Starts any program, with the same care. */
export function start(command: string, args: readonly string[], options: RunOptions = {}): Running {
  const child = spawn(command, args, {
    env: environment(options.env),
    cwd: options.cwd ?? root,
    stdio: [
      options.input === undefined ? 'ignore' : 'pipe',
      options.stdout ?? 'pipe',
      options.stderr ?? 'pipe',
    ],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  if (options.input !== undefined) {
    // A program that ends before it has read everything is none of our concern.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(options.input);
  }
  const output = gather(child.stdout);
  const errors = gather(child.stderr);
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const bytes = Buffer.concat(output);
      resolve({
        code,
        signal,
        output: bytes,
        stdout: bytes.toString(),
        stderr: Buffer.concat(errors).toString(),
      });
    });
  });
  return {
    child,
    pid: child.pid ?? 0,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (pattern.test(Buffer.concat(errors).toString())) resolve();
        };
        child.stderr?.on('data', look);
        look();
        void ended.then(({ stderr }) => reject(new Error(`ended before it said ${pattern}: ${stderr}`)));
      }),
  };
}

function gather(stream: Readable | null): Buffer[] {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return chunks;
}

/** Starts the real program. */
export function startCli(args: readonly string[], options: RunOptions = {}): Running {
  return start(process.execPath, [...(options.nodeFlags ?? []), bin, ...args], options);
}

/** Runs the real program to its end. */
export function runCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return startCli(args, options).ended;
}

/** A folder for one test file, in which `webhook-sim` is on the PATH of {@link Workshop.sh}. */
export interface Workshop extends Disposable {
  readonly folder: string;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Buffer): string;
  /** Runs a shell command in the folder. */
  sh(command: string, options?: RunOptions): Promise<Ended>;
}

export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-test-'));
  const shim = join(folder, 'webhook-sim');
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${bin}' "$@"\n`);
  chmodSync(shim, 0o755);
  const PATH = `${folder}${delimiter}${process.env['PATH'] ?? ''}`;
  return {
    folder,
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    sh: (command, options = {}) =>
      start('sh', ['-c', command], { cwd: folder, ...options, env: { ...options.env, PATH } }).ended,
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The lines of a text that ends with a line feed. */
export function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
