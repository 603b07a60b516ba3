import { setTimeout as pause } from 'node:timers/promises';
import { excerpt } from '../excerpt.ts';
import { type LocalizedText, say } from '../language.ts';
import { type CommandOptions, type ProcessExit, startCommand } from './started-command.ts';

export interface ReadCommandOptions extends Pick<CommandOptions, 'command' | 'cwd' | 'env'> {
  /** The command in messages: `the probe command`. */
  readonly label: LocalizedText;
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
  const words = lastWords(text('stderr'));
  const fails = ({ zh, en }: LocalizedText): Error =>
    new Error(say({ zh: `${label.zh}${zh}`, en: `${label.en} ${en}` }));
  if (exit === 'late') {
    const seconds = timeout / 1000;
    throw fails({
      zh: `在 ${seconds} s 内没有结束${words.zh}`,
      en: `did not end within ${seconds} s${words.en}`,
    });
  }
  if (bytes > most) {
    const size = `${most / 1_048_576} MiB`;
    throw fails({ zh: `的输出超过 ${size}`, en: `printed more than ${size}` });
  }
  if (exit === 'long' || (exit.code === 0 && exit.signal === null)) return text('stdout');
  const why = words.en === '' ? exitText(exit) : words;
  throw fails({ zh: `失败${why.zh}`, en: `failed${why.en}` });
}

function lastWords(stderr: string): LocalizedText {
  const words = excerpt(stderr.trim());
  return words === '' ? { zh: '', en: '' } : { zh: `：${words}`, en: `: ${words}` };
}

const exitText = ({ code, signal }: ProcessExit): LocalizedText =>
  signal === null
    ? { zh: `：退出码为 ${code}`, en: `: it ended with exit code ${code}` }
    : { zh: `：被 ${signal} 终止`, en: `: it was ended by ${signal}` };
