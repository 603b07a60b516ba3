// Runs a generator in a process of its own, so that its CPU time is nobody else's.
import { fork } from 'node:child_process';
import { once } from 'node:events';

/**
 * @param name a file of `generators/`
 * @param job plain data for it
 * @returns what it measured
 */
export async function generate(name, job, execArgv = []) {
  const child = fork(new URL(`./generators/${name}.js`, import.meta.url), [JSON.stringify(job)], {
    execArgv,
  });
  let figures;
  child.once('message', (message) => {
    figures = message;
  });
  const [code, signal] = await once(child, 'exit');
  if (code !== 0 || figures === undefined) throw new Error(`${name} ended with ${code ?? signal}`);
  if (figures.failed > 0)
    throw new Error(`${name}: ${figures.failed} deliveries failed; nothing was measured`);
  return figures;
}
