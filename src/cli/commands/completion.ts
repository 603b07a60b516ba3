import { didYouMean } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';
import { complete } from '../completion/complete.ts';
import { shellNames, shells } from '../completion/shells.ts';
import type { ExitCode } from '../exit-code.ts';
import { type Io, printed } from '../io/io.ts';

/**
 * `completion <shell>`: the script that a shell loads; with further words, the answer to a query of that script.
 */
export async function completion(
  name: string | undefined,
  args: readonly string[],
  io: Io,
): Promise<ExitCode> {
  const known = shellNames.find((candidate) => candidate === name);
  if (known === undefined) {
    const hint = didYouMean(name ?? '', shellNames);
    const typed =
      name === undefined
        ? { zh: 'completion 需要指定 shell', en: 'completion needs a shell' }
        : { zh: `不支持 '${name}' 的补全`, en: `no completion for '${name}'` };
    throw new UsageError({
      zh: `${typed.zh}${hint}：请从中选一个：${shellNames.join('、')}`,
      en: `${typed.en}${hint}: write one of ${shellNames.join(', ')}`,
    });
  }
  const { script, words, answer } = await shells[known]();
  if (args.length === 0) {
    await io.out.write(script);
  } else {
    const lines = answer(await complete(words(args)), args);
    await io.out.write(`${lines.join('\n')}\n`);
  }
  return printed(io);
}
