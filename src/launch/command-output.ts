import { setTimeout as pause } from 'node:timers/promises';
import { excerpt } from '../excerpt.ts';
import { type CommandOptions, type ProcessExit, startCommand } from './started-command.ts';

export interface ReadCommandOptions extends Pick<CommandOptions, 'command' | 'cwd' | 'env'> {
  /** The command in messages: `the probe command`. */
  readonly label: string;
  /** ms in which the command must end. */
  readonly timeout: number;
  /** Bytes that it may print. */
  readonly most?: number;
}

/** ms from SIGTERM to SIGKILL: what only prints something has nothing to finish. */
const grace = 200;

/**
 * What a shell command prints to stdout. It runs in its own process group with stdin closed; what is left of the group
 * when the command ends, at the timeout, or when our own process ends is ended as well.
 * @throws {Error} whose message says why there is no output: `the probe command did not end within 5 s`
 */
export async function readCommand({
  label,
  timeout,
  most = 16 * 1_048_576,
  ...options
}: ReadCommandOptions): Promise<string> {
  const chunks: Record<'stdout' | 'stderr', Buffer[]> = { stdout: [], stderr: [] };
  let bytes = 0;
  const over = new AbortController();
  const onOutput = (chunk: Buffer, stream: 'stdout' | 'stderr'): void => {
    bytes += chunk.length;
    if (bytes > most) over.abort();
    else chunks[stream].push(chunk);
  };
  const text = (stream: 'stdout' | 'stderr'): string => Buffer.concat(chunks[stream]).toString('utf8');
  const command = await startCommand({ ...options, label, grace, onOutput });
  const late = pause(timeout, 'late' as const, { signal: over.signal }).catch(() => 'long' as const);
  const exit = await Promise.race([command.exited, late]);
  await command.stop();
  over.abort();
  if (exit === 'late')
    throw new Error(`${label} did not end within ${timeout / 1000} s${lastWords(text('stderr'))}`);
  if (bytes > most) throw new Error(`${label} printed more than ${most / 1_048_576} MiB`);
  if (exit === 'long' || (exit.code === 0 && exit.signal === null)) return text('stdout');
  throw new Error(`${label} failed${lastWords(text('stderr')) || `: ${exitText(exit)}`}`);
}

const lastWords = (stderr: string): string => (stderr.trim() === '' ? '' : `: ${excerpt(stderr.trim())}`);

const exitText = ({ code, signal }: ProcessExit): string =>
  signal === null ? `it ended with exit code ${code}` : `it was ended by ${signal}`;
