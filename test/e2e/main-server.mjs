// The built program in a process that stays: it calls main() for one command line after another, each with its own
// environment, folder and streams, and sends back what was written and the exit code. Starting Node.js and loading
// the program takes ten times as long as most commands do.
import { Readable, Writable } from 'node:stream';
import { main } from '../../dist/cli/main.js';

// Each run listens for the end of the process, as it would in a process of its own.
process.setMaxListeners(0);
process.on('disconnect', () => process.exit());
process.on('message', (run) => void answer(run));

async function answer({ argv, env, cwd, input }) {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
  const stdout = collector();
  const stderr = collector();
  replace('stdout', stdout);
  replace('stderr', stderr);
  replace('stdin', Readable.from(input === undefined ? [] : [Buffer.from(input)]));
  const code = await main(argv);
  process.send({ code, stdout: stdout.bytes(), stderr: stderr.bytes() });
}

/** A stream that keeps what is written, and is no terminal. */
function collector() {
  const chunks = [];
  const stream = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk);
      done();
    },
  });
  return Object.assign(stream, { bytes: () => Buffer.concat(chunks) });
}

function replace(name, stream) {
  Object.defineProperty(process, name, { configurable: true, get: () => stream });
}
