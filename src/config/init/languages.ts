import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parsePackage } from './package-file.ts';
import type { Project } from './project.ts';

export type Language = 'node' | 'python' | 'php' | 'java' | 'go' | 'ruby' | 'rust' | 'dotnet';

/** A package manager of Node.js, as a pipeline uses it. */
interface PackageManager {
  readonly name: 'npm' | 'pnpm' | 'yarn' | 'bun';
  /** Installs what the lockfile says. */
  readonly install: readonly string[];
  /** Runs a program of an installed package, and never fetches one. */
  readonly exec: string;
  /** Adds a package to the development dependencies. */
  readonly add: string;
  /** The folder that it installs in: that of the lockfile, which is above for a workspace. */
  readonly folder: string;
}

/** The files that tell a package manager; of two, the first. */
const lockfiles = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['npm-shrinkwrap.json', 'npm'],
] as const;

/** The package manager of a project, by the nearest lockfile in its folder or above it in the repository. */
export function packageManager(project: Project): PackageManager {
  for (let folder = project.folder; ; folder = dirname(folder)) {
    const lock = lockfiles.find(([name]) => existsSync(join(folder, name)));
    if (lock !== undefined) return managerOf(lock[1], lock[0], folder, project);
    const named = folder === project.folder ? /"packageManager"\s*:\s*"(pnpm|yarn|bun)@/ : undefined;
    const other = named?.exec(project.read('package.json'))?.[1] as 'pnpm' | 'yarn' | 'bun' | undefined;
    if (other !== undefined) return managerOf(other, '', folder, project);
    if (folder === project.root || dirname(folder) === folder)
      return managerOf('npm', '', project.folder, project);
  }
}

function managerOf(
  name: PackageManager['name'],
  lock: string,
  folder: string,
  project: Project,
): PackageManager {
  const locked = lock !== '' && lock !== 'pnpm-workspace.yaml';
  switch (name) {
    case 'pnpm': {
      const install = `pnpm install${locked ? ' --frozen-lockfile' : ''}`;
      return {
        name,
        folder,
        install: ['corepack enable', install],
        exec: 'pnpm exec webhook-sim',
        add: 'pnpm add -D',
      };
    }
    case 'yarn': {
      const above = folder === project.folder ? '' : `${'../'.repeat(depth(folder, project.folder))}`;
      const classic = /yarn lockfile v1/.test(project.read(`${above}yarn.lock`));
      const install = `yarn install${locked ? (classic ? ' --frozen-lockfile' : ' --immutable') : ''}`;
      return {
        name,
        folder,
        install: ['corepack enable', install],
        exec: 'yarn run webhook-sim',
        add: 'yarn add -D',
      };
    }
    case 'bun': {
      const install = `bun install${locked ? ' --frozen-lockfile' : ''}`;
      return { name, folder, install: [install], exec: 'bun run webhook-sim', add: 'bun add -d' };
    }
    case 'npm': {
      const install = locked ? 'npm ci' : 'npm install';
      return {
        name,
        folder,
        install: [install],
        exec: 'npx --no-install webhook-sim',
        add: 'npm install -D',
      };
    }
  }
}

const depth = (above: string, below: string): number =>
  below.slice(above.length).split(/[\\/]/).filter(Boolean).length;

/** The command that runs a script of the package.json. */
export function runWith(project: Project, script: string): string {
  const { name } = packageManager(project);
  if (script === 'start' && name !== 'bun') return `${name} start`;
  return name === 'yarn' ? `yarn ${script}` : `${name} run ${script}`;
}

/** The commands that install or build a project in a pipeline, in its folder. */
export function preparation(project: Project, language: Language): readonly string[] {
  const { has } = project;
  switch (language) {
    case 'node': {
      const { scripts } = parsePackage(project.read('package.json'));
      const starts = String(scripts['start'] ?? '');
      // What `start` runs may be built first: `next start`, `node dist/main.js`.
      const isBuilt = /\b(?:dist|build|\.next|\.output)\b|\b(?:next|nuxt|remix-serve) start\b/.test(starts);
      return isBuilt && Object.hasOwn(scripts, 'build') ? [runWith(project, 'build')] : [];
    }
    case 'python':
      if (has('uv.lock')) return ['pip install uv', 'uv sync'];
      if (has('poetry.lock')) return ['pip install poetry', 'poetry install'];
      if (has('requirements.txt')) return ['pip install -r requirements.txt'];
      return has('pyproject.toml') ? ['pip install .'] : [];
    case 'php': {
      const laravel = has('artisan') && has('.env.example');
      const own = laravel ? ['cp .env.example .env', 'php artisan key:generate'] : [];
      return ['composer install --no-interaction', ...own];
    }
    case 'java':
      if (has('pom.xml')) return [`${has('mvnw') ? './mvnw' : 'mvn'} -q -DskipTests package`];
      return [`${has('gradlew') ? './gradlew' : 'gradle'} -q assemble`];
    case 'go':
      return ['go build ./...'];
    case 'ruby':
      return ['bundle install'];
    case 'rust':
      return ['cargo build'];
    case 'dotnet':
      return ['dotnet build'];
  }
}

/** The steps with which a GitHub runner gets a language; PHP and Rust are there. */
export const githubSetup: Readonly<Record<Language, readonly string[]>> = {
  node: [],
  python: ['uses: actions/setup-python@v5', 'with:', "  python-version: '3.x'"],
  php: [],
  java: ['uses: actions/setup-java@v4', 'with:', '  distribution: temurin', "  java-version: '21'"],
  go: ['uses: actions/setup-go@v5', 'with:', '  go-version: stable'],
  ruby: ['uses: ruby/setup-ruby@v1', 'with:', "  ruby-version: '3.3'"],
  rust: [],
  dotnet: ['uses: actions/setup-dotnet@v4', 'with:', "  dotnet-version: '8.0.x'"],
};
