import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Block,
  blocksOf,
  type Example,
  examplesOf,
  masked,
  readText,
  root,
  shownPattern,
} from './markdown.ts';
import { openWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts';

const fallbackReceiver = `import { createServer } from 'node:http';
createServer((request, response) => {
  request.resume().on('end', () => {
    const answer = request.url === '/message' ? { errcode: 0, errmsg: 'ok' } : {};
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
}).listen(3000);
`;

/** The name under which a page's reader saves a module; `undefined` when it is only run. */
function savedAs({ text }: Block): string | undefined {
  const event = /export default defineEvent\(\{\s*name: '([^']+)'/.exec(text)?.[1];
  return event === undefined ? undefined : `${event}.mjs`;
}

/** The commands of a page with what it shows of them; what a shell takes for a comment apart. */
function shownOn(path: string): Set<string> {
  const blocks = blocksOf(readText(path)).filter(({ lang }) => lang === 'sh' || lang === 'console');
  return new Set(blocks.flatMap(examplesOf).map(withoutComment));
}

const withoutComment = ({ command, shown }: Example): string =>
  JSON.stringify([command.replace(/(?:^| )+#.*$/, ''), shown]);

export interface PageOptions extends Omit<WorkshopOptions, 'receiver'> {
  /** Another page whose commands are run there: where all of a block's are among them, they are not run again. */
  readonly besides?: string;
}

/** Tests that everything a page shows in `sh`, `console`, `js` and `ts` blocks works as shown. */
export function describePage(path: string, { besides, ...options }: PageOptions = {}): void {
  const elsewhere = besides === undefined ? new Set() : shownOn(besides);
  const blocks = blocksOf(readText(path));
  const of = (...langs: string[]): Block[] => blocks.filter(({ lang }) => langs.includes(lang));
  const receiver = of('js').find(({ text }) => text.includes('createServer('));

  // In a copy, a block builds on what the one before it made.
  const group = options.copied === true ? describe : describe.concurrent;
  group(path, () => {
    let workshop: Workshop;
    beforeAll(async () => {
      workshop = await openWorkshop({ receiver: receiver?.text ?? fallbackReceiver, ...options });
      for (const block of of('js')) {
        const name = savedAs(block);
        if (name !== undefined) writeFileSync(join(workshop.folder, name), block.text);
      }
    });
    afterAll(() => workshop[Symbol.asyncDispose]());

    const fresh = of('sh', 'console').filter(
      (block) => !examplesOf(block).every((example) => elsewhere.has(withoutComment(example))),
    );
    test.each(fresh)('line $line: the commands do what is shown', async (block) => {
      const examples = examplesOf(block);
      const ran = await workshop.run(examples.map(({ command }) => command));
      expect(ran).toHaveLength(examples.length);
      for (const [i, { command, shown }] of examples.entries()) {
        const { output, code } = ran[i] ?? { output: '', code: -1 };
        if (shown === undefined || !(shown.startsWith('error: ') || examples[i + 1]?.command === 'echo $?')) {
          expect({ command, code, output: code === 0 ? '' : output }).toEqual({
            command,
            code: 0,
            output: '',
          });
        }
        if (shown?.startsWith('error: ')) expect({ command, code }).toEqual({ command, code: 2 });
        if (shown === undefined) continue;
        const pinned = command.includes('--seed');
        const expected = masked(shown, pinned);
        const actual = masked(output.trimEnd(), pinned);
        if (/^…$/m.test(shown)) expect(`${actual}\n`).toMatch(shownPattern(expected));
        else expect(actual).toBe(expected);
      }
    });

    const modules = of('js').filter((block) => block !== receiver && savedAs(block) === undefined);
    if (modules.length > 0) {
      test.each(modules)('line $line: the module runs', async ({ text, line }) => {
        const { output, code } = await workshop.runModule(`line-${line}.mjs`, text);
        expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
      });
    }

    if (of('ts').length > 0) {
      test('the TypeScript compiles', async () => {
        const files = of('ts').map(({ text, line }) => {
          writeFileSync(join(workshop.folder, `line-${line}.mts`), text);
          return `line-${line}.mts`;
        });
        const compiler = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));
        const strict = '--noEmit --strict --exactOptionalPropertyTypes --noUncheckedIndexedAccess'.split(' ');
        const target = '--target es2023 --module nodenext --types node'.split(' ');
        const compile = promisify(execFile)(process.execPath, [compiler, ...strict, ...target, ...files], {
          cwd: workshop.folder,
        });
        const { stdout } = await compile.catch((error: { stdout: string }) => error);
        expect(stdout).toBe('');
      });
    }
  });
}
