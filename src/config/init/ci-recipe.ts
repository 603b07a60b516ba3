import { join, relative, sep } from 'node:path';
import { version } from '../../version.ts';
import { githubSetup, packageManager, preparation } from './languages.ts';
import { openProject, type Project } from './project.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

/** A pipeline file for a CI system. */
export interface CiRecipe {
  /** Relative to the project's folder; in a repository above it, it begins with `../`. */
  readonly path: string;
  readonly text: string;
  /** What is left to do by hand. */
  readonly todo: readonly string[];
}

/** A step: a command, and the folder that it runs in, relative to the root of the repository. */
interface Step {
  readonly run: string;
  readonly folder: string;
}

interface Job {
  readonly receiver: ReceiverGuess | undefined;
  readonly prepare: readonly Step[];
  readonly run: Step;
  /** The JUnit report, from the root. */
  readonly report: string;
}

const junit = 'webhook-contract.xml';
/** The package, packed: it is not on a registry, where anybody could take its name. */
const tarball = `vendor/webhook-sim-${version}.tgz`;

/** The recipe for the CI system whose files a repository has; otherwise for GitHub Actions. It goes to the repository's root. */
export function ciRecipe(project: Project, receiver: ReceiverGuess | undefined): CiRecipe {
  const root = openProject(project.root);
  const own = pathFrom(project.root, project.folder);
  const { prepare, exec, todo } = commandsOf(project, receiver);
  const job: Job = {
    receiver,
    prepare,
    run: { run: `${exec} test`, folder: own },
    report: own === '' ? junit : `${own}/${junit}`,
  };
  const system = ciSystem(root);
  const recipe = system === 'gitlab' ? gitlab(job) : system === 'jenkins' ? jenkins(job) : github(job);
  return {
    path: relative(project.folder, join(project.root, recipe.path)),
    text: recipe.text,
    todo: [...todo, ...recipe.todo],
  };
}

const pathFrom = (root: string, folder: string): string => relative(root, folder).split(sep).join('/');

function ciSystem({ has, read }: Project): 'github' | 'gitlab' | 'jenkins' {
  if (has('.github')) return 'github';
  if (has('.gitlab-ci.yml')) return 'gitlab';
  if (has('Jenkinsfile')) return 'jenkins';
  return /^\s*url\s*=.*gitlab/m.test(read('.git/config')) ? 'gitlab' : 'github';
}

/** How a pipeline installs the project, and runs webhook-sim in it. */
function commandsOf(
  project: Project,
  receiver: ReceiverGuess | undefined,
): { readonly prepare: readonly Step[]; readonly exec: string; readonly todo: readonly string[] } {
  const own = pathFrom(project.root, project.folder);
  const language = receiver?.language ?? 'node';
  const prepare = (commands: readonly string[], folder = own): Step[] =>
    commands.map((run) => ({ run, folder }));
  const isNode = language === 'node' && project.has('package.json');
  const steps = isNode || receiver !== undefined ? prepare(preparation(project, language)) : [];
  const pack = `pack webhook-sim, in a clone of it: npm pack --pack-destination ${quoted(join(project.folder, 'vendor'))}`;
  if (!isNode) {
    const exec = `npx --yes --package ./${tarball} webhook-sim`;
    return { prepare: steps, exec, todo: [`${pack}; commit ${tarball}, from which the recipe installs it`] };
  }
  const manager = packageManager(project);
  const declared = /"webhook-sim"\s*:\s*"/.test(project.read('package.json'));
  return {
    prepare: [...prepare(manager.install, pathFrom(project.root, manager.folder)), ...steps],
    exec: manager.exec,
    todo: declared ? [] : [pack, `add it to the development dependencies: ${manager.add} ./${tarball}`],
  };
}

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;

type Recipe = CiRecipe;

function github({ receiver, prepare, run, report }: Job): Recipe {
  const setup = receiver === undefined ? [] : githubSetup[receiver.language];
  const bun = prepare.some((step) => step.run.startsWith('bun ')) ? ['uses: oven-sh/setup-bun@v2'] : [];
  const step = (lines: readonly string[]): string =>
    lines.map((line, i) => `      ${i === 0 ? '- ' : '  '}${line}\n`).join('');
  const command = ({ run, folder }: Step): string =>
    step([`run: ${run}`, ...(folder === '' ? [] : [`working-directory: ${folder}`])]);
  const test = `${run.run} --reporter pretty --reporter github --reporter junit=${junit}`;
  const text = `name: Webhook contract

on:
  push:
  pull_request:

jobs:
  webhook-contract:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    # Values for \${NAME} in webhook-sim.config.yaml, from the secrets of the repository:
    # env:
    #   WEBHOOK_TOKEN: \${{ secrets.WEBHOOK_TOKEN }}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-node@v4
        with:
          node-version: 22
${setup.length === 0 ? '' : step(setup)}${bun.length === 0 ? '' : step(bun)}${prepare.map(command).join('')}${command({ ...run, run: test })}      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: webhook-contract
          path: ${report}
          if-no-files-found: ignore
`;
  return { path: '.github/workflows/webhook-contract.yml', text, todo: [] };
}

/** A command of a script that starts at the root. */
const inFolder = ({ run, folder }: Step): string =>
  folder === '' ? run : `(cd ${quoted(folder)} && ${run})`;

function gitlab({ receiver, prepare, run, report }: Job): Recipe {
  const language = receiver?.language ?? 'node';
  const path = '.gitlab-ci.webhook-sim.yml';
  const setup = language === 'node' ? '' : `# Choose an image with both ${language} and Node.js.\n`;
  const bun = prepare.some((step) => step.run.startsWith('bun '));
  const steps = [...prepare, { ...run, run: `${run.run} --reporter pretty --reporter junit=${junit}` }];
  const text = `${setup}${bun ? '# Choose an image with both bun and Node.js.\n' : ''}webhook-contract:
  image: node:22
  timeout: 10 minutes
  # Define the variables for \${NAME} in webhook-sim.config.yaml under Settings > CI/CD > Variables.
  script:
${steps.map((step) => `    - ${inFolder(step)}\n`).join('')}  artifacts:
    when: always
    reports:
      junit: ${report}
`;
  return { path, text, todo: [`add to .gitlab-ci.yml: include: [{ local: ${path} }]`] };
}

function jenkins({ prepare, run, report }: Job): Recipe {
  const path = 'webhook-sim.jenkinsfile';
  const steps = [...prepare, { ...run, run: `${run.run} --reporter pretty --reporter junit=${junit}` }];
  const text = `// A stage for the Jenkinsfile. The agent needs Node.js 20.19 or newer.
// Values for \${NAME} in webhook-sim.config.yaml: environment { WEBHOOK_TOKEN = credentials('…') }
stage('Webhook contract') {
  options {
    timeout(time: 10, unit: 'MINUTES')
  }
  steps {
${steps.map((step) => `    sh '${inFolder(step).replaceAll("'", "\\'")}'\n`).join('')}  }
  post {
    always {
      junit testResults: '${report}', allowEmptyResults: true
    }
  }
}
`;
  return { path, text, todo: [`copy the stage from ${path} into the Jenkinsfile`] };
}
