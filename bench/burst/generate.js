// Runs generators, each in a process of its own, so that its CPU time is nobody else's.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

/** How long one runs while the others are held, ms: short beside how the machine changes, long beside filling a cache. */
const turn = 200;

/**
 * Runs a generator that ends by itself.
 * @param name a file of `generators/`
 * @param job plain data for it
 * @returns what it measured
 */
export async function generate(name, job) {
  const generator = start({ name, job });
  return generator.figures;
}

/**
 * Runs generators until they are told to end, several of them in turns: what a CPU second is worth changes from one
 * second to the next, so all of them have a part of each second.
 * @param generators `name`, `job`, and `execArgv` for Node.js
 * @param seconds for each of them, after its warm-up
 * @returns what each measured, in order; `wall` is its own share of the time
 */
export async function measure(generators, seconds) {
  const started = generators.map(start);
  const turns = takeTurns(started.map(({ child }) => child));
  try {
    await Promise.all(started.map(({ warm, figures }) => Promise.race([warm, figures])));
    for (const { child } of started) child.send('measure');
    await wait(seconds * 1000 * generators.length);
    for (const { child } of started) child.send('end');
    const measured = await Promise.all(started.map(({ figures }) => figures));
    return measured.map((figures) => ({ ...figures, wall: figures.wall / generators.length }));
  } finally {
    turns.end();
  }
}

function start({ name, job, execArgv = [] }) {
  const child = fork(new URL(`./generators/${name}.js`, import.meta.url), [JSON.stringify(job)], {
    execArgv,
  });
  // One that is held would be held for good.
  const kill = () => child.kill('SIGKILL');
  process.once('exit', kill);
  let warmed;
  const warm = new Promise((resolve) => {
    warmed = resolve;
  });
  let measured;
  child.on('message', (message) => {
    if (message === 'warm') warmed();
    else measured = message;
  });
  const figures = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', kill);
    if (code !== 0 || measured === undefined) throw new Error(`${name} ended with ${code ?? signal}`);
    if (measured.failed > 0)
      throw new Error(`${name}: ${measured.failed} deliveries failed; nothing was measured`);
    return measured;
  });
  return { child, warm, figures };
}

/** Holds all but one, each in turn. */
function takeTurns(children) {
  if (children.length === 1) return { end() {} };
  for (const child of children) child.kill('SIGSTOP');
  let next = 0;
  const timer = setInterval(() => {
    const living = children.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null);
    next += 1;
    for (const [i, child] of living.entries()) child.kill(i === next % living.length ? 'SIGCONT' : 'SIGSTOP');
  }, turn);
  return {
    end() {
      clearInterval(timer);
      for (const child of children) child.kill('SIGCONT');
    },
  };
}
