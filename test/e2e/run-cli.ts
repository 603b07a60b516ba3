import { type ChildProcess, fork, spawn } from 'node:child_process';
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
const patience = 110_000;

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

/** Starts the program in a process of its own. */
export function startCli(args: readonly string[], options: RunOptions = {}): Running {
  return start(process.execPath, [...(options.nodeFlags ?? []), bin, ...args], options);
}

/** Runs the program to its end, in a process of its own: where the process itself is what is tested. */
export function spawnCli(args: readonly string[], options: RunOptions = {}): Promise<Ended> {
  return startCli(args, options).ended;
}

export type MainOptions = Pick<RunOptions, 'env' | 'cwd' | 'input'>;

/** Processes that run {@link runCli}'s command lines, one at a time each. */
const idle: ChildProcess[] = [];
const server = fileURLToPath(new URL('main-server.mjs', import.meta.url));

/**
 * Runs a command line of the built program, in a process that stays for the next one: where what is tested is what
 * is printed, what is sent, and the exit code.
 */
export async function runCli(
  args: readonly string[],
  { env, cwd = root, input }: MainOptions = {},
): Promise<Ended> {
  const child = idle.pop() ?? startServer();
  const { code, stdout, stderr } = await new Promise<MainResult>((resolve, reject) => {
    const timer = setTimeout(() => child.kill('SIGKILL'), patience);
    const settle = (): void => {
      clearTimeout(timer);
      child.off('message', received).off('exit', exited);
    };
    const received = (result: MainResult): void => {
      settle();
      resolve(result);
    };
    const exited = (code: number | null, signal: string | null): void => {
      settle();
      reject(new Error(`the program ended (${signal ?? code}): webhook-sim ${args.join(' ')}`));
    };
    child.on('message', received).on('exit', exited);
    child.send({ argv: args, env: environment(env), cwd, input });
  });
  idle.push(child);
  return { code, signal: null, output: stdout, stdout: stdout.toString(), stderr: stderr.toString() };
}

function startServer(): ChildProcess {
  const child = fork(server, { serialization: 'advanced', stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  // It ends with this process, and does not keep it from ending.
  child.unref();
  child.channel?.unref();
  return child;
}

/** What `main-server.mjs` answers. */
interface MainResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
}

/** A folder for one test file, in which `webhook-sim` is on the PATH of {@link Workshop.sh}. */
export interface Workshop extends Disposable {
  readonly folder: string;
  /** Writes a file and gives its path. */
  file(name: string, content: string | Buffer): string;
  /** Runs a shell command in the folder. */
  sh(command: string, options?: RunOptions): Promise<Ended>;
  /** Has a shell read one command line of the program, `webhook-sim …` or `… | webhook-sim …`, and runs that. */
  paste(command: string, options?: MainOptions): Promise<Ended>;
}

export function workshop(): Workshop {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-test-'));
  const shim = (where: string, script: string): string => {
    const path = join(where, 'webhook-sim');
    writeFileSync(path, `#!/bin/sh\n${script}\n`);
    chmodSync(path, 0o755);
    return `${where}${delimiter}${process.env['PATH'] ?? ''}`;
  };
  const PATH = shim(folder, `exec '${process.execPath}' '${bin}' "$@"`);
  const printer = mkdtempSync(join(tmpdir(), 'webhook-sim-printer-'));
  const printing = shim(printer, `printf '%s\\0' "$#" "$@"; exec cat`);
  const sh = (command: string, options: RunOptions): Promise<Ended> =>
    start('sh', ['-c', command], { cwd: folder, ...options }).ended;
  return {
    folder,
    sh: (command, options = {}) => sh(command, { ...options, env: { ...options.env, PATH } }),
    file(name, content) {
      const path = join(folder, name);
      writeFileSync(path, content);
      return path;
    },
    async paste(command, options = {}) {
      const read = await sh(command, { ...options, env: { ...options.env, PATH: printing } });
      const [count = '', ...rest] = read.stdout.split('\0');
      if (!/^\d+$/.test(count)) throw new Error(`no command line of webhook-sim: ${command}`);
      const args = rest.slice(0, Number(count));
      const piped = read.output.subarray(Buffer.byteLength(`${[count, ...args].join('\0')}\0`));
      return runCli(args, { cwd: folder, ...options, input: piped });
    },
    [Symbol.dispose]() {
      for (const path of [folder, printer]) rmSync(path, { recursive: true, force: true });
    },
  };
}

/** The lines of a text that ends with a line feed. */
export function lines(text: string): string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
