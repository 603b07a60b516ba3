import { type ChildProcess, spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Language } from '../../../src/language.ts';
import { freePort } from '../../fixtures/free-port.ts';
import { openProxy } from '../../fixtures/hostile/proxy.ts';
import { readText, root } from './markdown.ts';

const home = fileURLToPath(root);

/** The output of a command, both streams interleaved as on a terminal, and its exit code. */
export interface Ran {
  readonly output: string;
  readonly code: number;
}

/** A folder in which the commands of a page run as they do for its reader. */
export interface Workshop extends AsyncDisposable {
  readonly folder: string;
  /** Runs commands in sequence, in one shell. */
  run(commands: readonly string[]): Promise<Ran[]>;
  /** Saves a module as the page's reader would, and runs it. */
  runModule(name: string, text: string): Promise<Ran>;
}

/** Stand-ins for `webhook-sim` and `npx webhook-sim`, which run this build, and for `npm`, which runs scripts in a copy. */
function writeShims(folder: string, copied: boolean): void {
  const program = join(copied ? folder : home, 'bin/webhook-sim.js');
  const shims = {
    'webhook-sim': `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`,
    npx: `#!/bin/sh\nname=$1; shift\n[ "$name" = webhook-sim ] && exec webhook-sim "$@"\ntest -x "${home}/node_modules/.bin/$name"\n`,
    npm: `#!${process.execPath}
const { spawnSync } = require('node:child_process');
const { scripts } = require(${JSON.stringify(join(home, 'package.json'))});
const [word, name] = process.argv.slice(2);
if (word === 'ci' || word === 'i') process.exit(0);
const script = scripts[word === 'run' ? name : word];
if (script === undefined) throw new Error('package.json has no script ' + name);
if (${copied}) process.exit(spawnSync(script, { shell: true, stdio: 'inherit' }).status);
`,
  };
  mkdirSync(join(folder, 'shims'));
  for (const [name, text] of Object.entries(shims)) {
    // CommonJS, independent of the package.json around the folder.
    const path = join(folder, 'shims', name);
    writeFileSync(path, text);
    chmodSync(path, 0o755);
  }
  writeFileSync(join(folder, 'shims/package.json'), '{"type":"commonjs"}');
}

const certificates = join(home, 'test/fixtures/hostile/certificates');

function furnish(folder: string, copied: boolean): void {
  if (copied) {
    for (const part of ['bin', 'dist', 'payloads', 'scripts', 'src', 'package.json']) {
      cpSync(join(home, part), join(folder, part), { recursive: true });
    }
    for (const part of ['tsconfig.json', 'tsconfig.build.json', 'rolldown.config.js'])
      copyFileSync(join(home, part), join(folder, part));
    symlinkSync(join(home, 'node_modules'), join(folder, 'node_modules'));
  } else {
    mkdirSync(join(folder, 'node_modules/@types'), { recursive: true });
    symlinkSync(home, join(folder, 'node_modules/webhook-sim'));
    symlinkSync(join(home, 'node_modules/@types/node'), join(folder, 'node_modules/@types/node'));
    symlinkSync(join(home, 'node_modules/express'), join(folder, 'node_modules/express'));
    symlinkSync(join(home, 'examples'), join(folder, 'examples'));
  }
  for (const [from, to] of [
    ['ca.pem', 'ca.pem'],
    ['client.pem', 'client.pem'],
    ['client.key.pem', 'client.key'],
  ] as const) {
    copyFileSync(join(certificates, from), join(folder, to));
  }
  writeShims(folder, copied);
}

/** Starts a receiver in its own process; the module prints its port to stdout. */
async function startReceiver(folder: string, text: string): Promise<{ child: ChildProcess; port: number }> {
  const path = join(folder, 'receiver.mjs');
  const listening = '.listen(0, function () { console.log(this.address().port); })';
  if (!text.includes('.listen(3000)')) throw new Error('the receiver does not listen on port 3000');
  writeFileSync(path, text.replace('.listen(3000)', listening));
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the receiver ended')));
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
  });
  return { child, port };
}

function startSecureReceiver(): Promise<{ port: number; close: () => void }> {
  const server = createServer(
    {
      cert: readText('test/fixtures/hostile/certificates/valid.pem'),
      key: readText('test/fixtures/hostile/certificates/valid.key.pem'),
      ca: readText('test/fixtures/hostile/certificates/ca.pem'),
      requestCert: true,
      rejectUnauthorized: false,
    },
    (request, response) => {
      request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{}'));
    },
  );
  return new Promise((resolve) => {
    server.listen(0, () => {
      const { port } = server.address() as AddressInfo;
      resolve({ port, close: () => server.close().closeAllConnections() });
    });
  });
}

export interface WorkshopOptions {
  /** The source of a receiver that listens on port 3000. */
  readonly receiver: string;
  /** The language in which commands print. */
  readonly lang: Language;
  /** Use a copy of the repository, in which commands may add files and build. */
  readonly copied?: boolean;
}

export async function openWorkshop({ receiver, lang, copied = false }: WorkshopOptions): Promise<Workshop> {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-docs-'));
  furnish(folder, copied);
  const plain = await startReceiver(folder, receiver);
  const secure = await startSecureReceiver();
  const proxy = await openProxy();
  // The port for a receiver that an example starts.
  const free = await freePort();
  const ports = [
    ['localhost:4000', `localhost:${free}`],
    ['PORT=4000', `PORT=${free}`],
    ['localhost:3000', `localhost:${plain.port}`],
    ['shop.example:3000', `shop.example:${plain.port}`],
    ['localhost:3443', `localhost:${secure.port}`],
    ['localhost:8080', `localhost:${proxy.url.port}`],
  ] as const;
  const real = (text: string): string =>
    ports.reduce((done, [page, here]) => done.replaceAll(page, here), text);
  const asShown = (text: string): string =>
    ports.reduce((done, [page, here]) => done.replaceAll(here, page), text);
  const PATH = `${join(folder, 'shims')}:${process.env['PATH']}`;
  const env = { ...process.env, PATH, WEBHOOK_SIM_LANG: lang };

  const execute = (program: string, args: readonly string[]): Promise<Ran> =>
    new Promise((resolve, reject) => {
      const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.setEncoding('utf8').on('data', (chunk: string) => {
          output += chunk;
        });
      }
      child.once('error', reject);
      child.once('close', (code) => resolve({ output: asShown(output), code: code ?? -1 }));
    });

  return {
    folder,
    async run(commands) {
      const steps = commands.map(
        // The first line restores `$?` from the previous command.
        (command) => `(exit \${code:-0})\n${real(command)}\ncode=$?; printf '\\n@@ %s\\n' "$code"`,
      );
      const { output } = await execute('bash', ['-c', `exec 2>&1\n${steps.join('\n')}`]);
      return [...output.matchAll(/(.*?)\n@@ (\d+)\n/gs)].map(([, printed = '', code]) => ({
        output: printed,
        code: Number(code),
      }));
    },
    runModule(name, text) {
      writeFileSync(join(folder, name), real(text));
      return execute(process.execPath, [name]);
    },
    async [Symbol.asyncDispose]() {
      plain.child.kill();
      secure.close();
      await proxy[Symbol.asyncDispose]();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
