import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The files of a project, read within limits. Nothing of it is run. */
export interface Project {
  readonly folder: string;
  /** The folder of the repository that the project is in: the nearest with `.git`; else the project's own. */
  readonly root: string;
  has(name: string): boolean;
  /** The text of a file; empty if it cannot be read. */
  read(name: string): string;
  /** The source files by their paths, with `/`: shallow ones first, without tests, dependencies and output. */
  sources(): readonly string[];
}

const limits = { files: 1_500, depth: 10, bytes: 400_000 };

const skipped =
  /^(?:\..*|node_modules|vendor|bower_components|dist|build|out|target|bin|obj|coverage|tmp|log|storage|venv|env|__pycache__|site-packages|migrations|tests?|__tests__|spec|specs|e2e|fixtures|examples?|docs)$/;
const source = /\.(?:[cm]?[jt]sx?|py|php|java|kt|go|rb|cs|rs|exs?|properties|ya?ml|toml)$/;
const test = /(?:\.(?:test|spec|d|config)\.[cm]?[jt]sx?|_test\.(?:go|py|exs?)|(?:^|\/)test_\w+\.py)$/;

/** Opens the project in a folder. */
export function openProject(folder: string): Project {
  const read = (name: string): string => {
    try {
      const path = join(folder, name);
      return statSync(path).size > limits.bytes ? '' : readFileSync(path, 'utf8');
    } catch {
      return '';
    }
  };
  let found: readonly string[] | undefined;
  return {
    folder,
    root: repositoryOf(folder),
    has: (name) => existsSync(join(folder, name)),
    read,
    sources: () => {
      found ??= walk(folder);
      return found;
    },
  };
}

/** Breadth first, so that the limit leaves out what is deepest. Links are not followed. */
function walk(folder: string): string[] {
  const files: string[] = [];
  let level = [folder];
  for (let depth = 0; depth < limits.depth && level.length > 0; depth += 1) {
    const below: string[] = [];
    for (const path of level) {
      for (const entry of entriesOf(path)) {
        const name = relative(folder, join(path, entry.name)).split(sep).join('/');
        if (entry.isDirectory() && !skipped.test(entry.name)) below.push(join(path, entry.name));
        if (entry.isFile() && source.test(name) && !test.test(name)) files.push(name);
        if (files.length >= limits.files) return files;
      }
    }
    level = below;
  }
  return files;
}

function entriesOf(path: string): Dirent[] {
  try {
    return readdirSync(path, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

function repositoryOf(folder: string): string {
  for (let path = folder; ; path = dirname(path)) {
    if (existsSync(join(path, '.git'))) return path;
    if (dirname(path) === path) return folder;
  }
}
