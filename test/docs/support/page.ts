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
  withoutRemarks,
} from './markdown.ts';
import { openWorkshop, type Workshop, type WorkshopOptions } from './workshop.ts';

const fallbackReceiver = `import { createServer } from 'node:http';
createServer((request, response) => {
  request.resume().on('end', () => {
    const answers = { '/message': { errcode: 0, errmsg: 'ok' } };
    const answer = answers[request.url] ?? (/^\\/v1\\/notify\\//.test(request.url) ? { errCode: 0 } : {});
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
  });
}).listen(3000);
`;

/** The file name under which the page has its reader save a module; `undefined` if the module is only run. */
function savedAs({ text }: Block): string | undefined {
  const event = /export default defineEvent\(\{\s*name: '([^']+)'/.exec(text)?.[1];
  return event === undefined ? undefined : `${event}.mjs`;
}

/** The commands of a page with the output shown, without shell comments. */
function shownOn(path: string): Set<string> {
  const blocks = blocksOf(readText(path)).filter(({ lang }) => lang === 'sh' || lang === 'console');
  return new Set(blocks.flatMap(examplesOf).map(withoutComment));
}

const withoutComment = ({ command, shown }: Example): string =>
  JSON.stringify([command.replace(/(?:^| )+#.*$/, ''), shown]);

/** The programs of a page. */
function programsOn(path: string): Set<string> {
  const blocks = blocksOf(readText(path)).filter(({ lang }) => lang === 'js' || lang === 'ts');
  return new Set(blocks.map(({ text }) => withoutRemarks(text)));
}

export interface PageOptions extends Omit<WorkshopOptions, 'receiver' | 'lang'> {
  /** Another tested page: a block whose commands all occur there, or a program of it, is not run again. */
  readonly besides?: string;
}

/** Tests that the `sh`, `console`, `js` and `ts` blocks of a page work as shown, in its language. */
export function describePage(path: string, { besides, ...options }: PageOptions = {}): void {
  const elsewhere = besides === undefined ? new Set() : shownOn(besides);
  const programs = besides === undefined ? new Set() : programsOn(besides);
  const lang = path.includes('.zh-CN.') ? 'zh' : 'en';
  const blocks = blocksOf(readText(path));
  const of = (...langs: string[]): Block[] => blocks.filter(({ lang }) => langs.includes(lang));
  // A block sends to the nearest receiver above it, or else to the first.
  const receivers = of('js').filter(({ text }) => text.includes('.listen(3000)'));

  // In a copy, each block depends on the files of the previous ones.
  const group = options.copied === true ? describe : describe.concurrent;
  group(path, () => {
    let workshops: Workshop[] = [];
    const workshopOf = ({ line }: Block): Workshop => {
      const above = receivers.findLastIndex((receiver) => receiver.line < line);
      return workshops[Math.max(above, 0)] as Workshop;
    };
    beforeAll(async () => {
      const texts = receivers.length === 0 ? [fallbackReceiver] : receivers.map(({ text }) => text);
      workshops = await Promise.all(texts.map((text) => openWorkshop({ receiver: text, lang, ...options })));
      for (const block of of('js')) {
        const name = savedAs(block);
        if (name === undefined) continue;
        for (const { folder } of workshops) writeFileSync(join(folder, name), block.text);
      }
    });
    afterAll(() => Promise.all(workshops.map((workshop) => workshop[Symbol.asyncDispose]())));

    const fresh = of('sh', 'console').filter(
      (block) => !examplesOf(block).every((example) => elsewhere.has(withoutComment(example))),
    );
    test.each(fresh)('line $line: the commands print what is shown', async (block) => {
      const examples = examplesOf(block);
      const ran = await workshopOf(block).run(examples.map(({ command }) => command));
      expect(ran).toHaveLength(examples.length);
      for (const [i, { command, shown }] of examples.entries()) {
        const { output, code } = ran[i] ?? { output: '', code: -1 };
        const refused = /^(?:error: |错误：)/.test(shown ?? '');
        if (!refused && !(shown !== undefined && examples[i + 1]?.command === 'echo $?')) {
          expect({ command, code, output: code === 0 ? '' : output }).toEqual({
            command,
            code: 0,
            output: '',
          });
        }
        if (refused) expect({ command, code }).toEqual({ command, code: 2 });
        if (shown === undefined) continue;
        const pinned = command.includes('--seed');
        const expected = masked(shown, pinned);
        const actual = masked(output.trimEnd(), pinned);
        if (/^…$/m.test(shown)) expect(`${actual}\n`).toMatch(shownPattern(expected));
        else expect(actual).toBe(expected);
      }
    });

    const modules = of('js').filter(
      (block) =>
        !receivers.includes(block) &&
        savedAs(block) === undefined &&
        !programs.has(withoutRemarks(block.text)),
    );
    if (modules.length > 0) {
      test.each(modules)('line $line: the module runs', async (block) => {
        const { text, line } = block;
        const { output, code } = await workshopOf(block).runModule(`line-${line}.mjs`, text);
        expect({ code, output: code === 0 ? '' : output }).toEqual({ code: 0, output: '' });
      });
    }

    const typed = of('ts').filter(({ text }) => !programs.has(withoutRemarks(text)));
    if (typed.length > 0) {
      test('the TypeScript compiles', async () => {
        const [workshop] = workshops as [Workshop];
        const files = typed.map(({ text, line }) => {
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
