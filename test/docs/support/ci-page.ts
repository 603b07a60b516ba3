import { type CiJob, type CiSystem, jobsOf } from '../../fixtures/ci/recipe.ts';
import { type Block, blocksOf, readText } from './markdown.ts';

/** A recipe of the page, with its file name. */
export interface Recipe extends Block {
  readonly file: string;
  readonly system: CiSystem;
}

/** The CI system of a file, by its name. */
function systemOf(file: string): CiSystem | undefined {
  if (file.startsWith('.github/workflows/')) return 'github';
  if (file === '.gitlab-ci.yml') return 'gitlab';
  return file === 'Jenkinsfile' ? 'jenkins' : undefined;
}

const fileOf = ({ text }: Block): string => /^(?:#|\/\/) (\S+)\n/.exec(text)?.[1] ?? '';

/** One job of a recipe. */
export interface PageJob extends CiJob {
  readonly name: string;
  readonly part: number;
}

/** What a page about CI has its reader copy. */
export interface CiPage {
  readonly path: string;
  readonly text: string;
  readonly recipes: readonly Recipe[];
  readonly jobs: readonly PageJob[];
  /** The configuration that the recipes use. */
  readonly config: string;
  /** The commands outside recipes. */
  readonly commands: readonly { readonly command: string; readonly line: number }[];
  /** Blocks that are none of these, and so untested. */
  readonly untried: readonly Block[];
}

function readPage(path: string): CiPage {
  const text = readText(path);
  const blocks = blocksOf(text);
  const recipes = blocks.flatMap((block) => {
    const file = fileOf(block);
    const system = systemOf(file);
    return system === undefined ? [] : [{ ...block, file, system }];
  });
  const config = blocks.find((block) => fileOf(block) === 'webhook-sim.config.yaml')?.text ?? '';
  return {
    path,
    text,
    recipes,
    config,
    jobs: recipes.flatMap((recipe) =>
      jobsOf(recipe.system, recipe.text).map((job, part) => ({
        ...job,
        name: `${recipe.file}, line ${recipe.line}`,
        part: part + 1,
      })),
    ),
    commands: blocks
      .filter(({ lang }) => lang === 'sh')
      .flatMap((block) =>
        block.text
          .trimEnd()
          .split('\n')
          .map((command, i) => ({ command, line: block.line + i })),
      ),
    untried: blocks.filter(
      (block) =>
        block.lang !== 'sh' && block.text !== config && !recipes.some(({ line }) => line === block.line),
    ),
  };
}

export const english = readPage('docs/ci.md');
export const chinese = readPage('docs/ci.zh-CN.md');
