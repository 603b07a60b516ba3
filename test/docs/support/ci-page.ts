import { type CiSystem, jobsOf } from '../../fixtures/ci/recipe.ts';
import { type Block, blocksOf, readText } from './markdown.ts';

const page = readText('docs/ci.md');
const blocks = blocksOf(page);

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

export const recipes: readonly Recipe[] = blocks.flatMap((block) => {
  const file = fileOf(block);
  const system = systemOf(file);
  return system === undefined ? [] : [{ ...block, file, system }];
});

/** The configuration that the recipes use. */
export const config = blocks.find((block) => fileOf(block) === 'webhook-sim.config.yaml')?.text ?? '';

/** The commands outside recipes. */
export const commands = blocks
  .filter(({ lang }) => lang === 'sh')
  .flatMap(({ text, line }) =>
    text
      .trimEnd()
      .split('\n')
      .map((command, i) => ({ command, line: line + i })),
  );

/** Every block of the page is one of these, so that none is untested. */
export const untried = blocks.filter(
  (block) => block.lang !== 'sh' && block.text !== config && !recipes.some(({ line }) => line === block.line),
);

export const jobs = recipes.flatMap((recipe) =>
  jobsOf(recipe.system, recipe.text).map((job, part) => ({
    ...job,
    name: `${recipe.file}, line ${recipe.line}`,
    part: part + 1,
  })),
);
