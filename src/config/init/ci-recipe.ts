import { join, relative, sep } from 'node:path';
import { asIs, say } from '../../language.ts';
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
/** What the pipeline is called where its results are shown. */
const title = { zh: '回调契约测试', en: 'Webhook contract' };
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
  const vendor = quoted(join(project.folder, 'vendor'));
  const pack = {
    zh: `打包 webhook-sim（在它的代码仓库中运行）：npm pack --pack-destination ${vendor}`,
    en: `pack webhook-sim, in a clone of it: npm pack --pack-destination ${vendor}`,
  };
  if (!isNode) {
    const exec = `npx --yes --package ./${tarball} webhook-sim`;
    const todo = {
      zh: `${pack.zh}；然后提交 ${tarball}，流水线会从它安装`,
      en: `${pack.en}; commit ${tarball}, from which the recipe installs it`,
    };
    return { prepare: steps, exec, todo: [say(todo)] };
  }
  const manager = packageManager(project);
  const declared = /"webhook-sim"\s*:\s*"/.test(project.read('package.json'));
  const adding = `${manager.add} ./${tarball}`;
  const add = { zh: `加入开发依赖：${adding}`, en: `add it to the development dependencies: ${adding}` };
  return {
    prepare: [...prepare(manager.install, pathFrom(project.root, manager.folder)), ...steps],
    exec: manager.exec,
    todo: declared ? [] : [say(pack), say(add)],
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
  const values = {
    zh: `webhook-sim.config.yaml 中 \${NAME} 的值，取自仓库的 secrets：`,
    en: `Values for \${NAME} in webhook-sim.config.yaml, from the secrets of the repository:`,
  };
  const { en: text } = asIs(`name: ${say(title)}

on:
  push:
  pull_request:

jobs:
  webhook-contract:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
    # ${say(values)}
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
`);
  return { path: '.github/workflows/webhook-contract.yml', text, todo: [] };
}

/** A command of a script that starts at the root. */
const inFolder = ({ run, folder }: Step): string =>
  folder === '' ? run : `(cd ${quoted(folder)} && ${run})`;

function gitlab({ receiver, prepare, run, report }: Job): Recipe {
  const language = receiver?.language ?? 'node';
  const path = '.gitlab-ci.webhook-sim.yml';
  const image = (other: string): string =>
    say({
      zh: `# 请选用同时带有 ${other} 和 Node.js 的镜像。\n`,
      en: `# Choose an image with both ${other} and Node.js.\n`,
    });
  const variables = {
    zh: `webhook-sim.config.yaml 中 \${NAME} 的变量在 Settings > CI/CD > Variables 中定义。`,
    en: `Define the variables for \${NAME} in webhook-sim.config.yaml under Settings > CI/CD > Variables.`,
  };
  const include = `include: [{ local: ${path} }]`;
  const setup = language === 'node' ? '' : image(language);
  const bun = prepare.some((step) => step.run.startsWith('bun '));
  const steps = [...prepare, { ...run, run: `${run.run} --reporter pretty --reporter junit=${junit}` }];
  const { en: text } = asIs(`${setup}${bun ? image('bun') : ''}webhook-contract:
  image: node:22
  timeout: 10 minutes
  # ${say(variables)}
  script:
${steps.map((step) => `    - ${inFolder(step)}\n`).join('')}  artifacts:
    when: always
    reports:
      junit: ${report}
`);
  const todo = { zh: `在 .gitlab-ci.yml 中加入：${include}`, en: `add to .gitlab-ci.yml: ${include}` };
  return { path, text, todo: [say(todo)] };
}

function jenkins({ prepare, run, report }: Job): Recipe {
  const path = 'webhook-sim.jenkinsfile';
  const steps = [...prepare, { ...run, run: `${run.run} --reporter pretty --reporter junit=${junit}` }];
  const credentials = "environment { WEBHOOK_TOKEN = credentials('…') }";
  const head = {
    zh: `// 供 Jenkinsfile 使用的 stage。agent 需要 Node.js 20.19 或更高版本。
// webhook-sim.config.yaml 中 \${NAME} 的值：${credentials}`,
    en: `// A stage for the Jenkinsfile. The agent needs Node.js 20.19 or newer.
// Values for \${NAME} in webhook-sim.config.yaml: ${credentials}`,
  };
  const { en: text } = asIs(`${say(head)}
stage('${say(title)}') {
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
`);
  const todo = {
    zh: `把 ${path} 中的 stage 复制到 Jenkinsfile`,
    en: `copy the stage from ${path} into the Jenkinsfile`,
  };
  return { path, text, todo: [say(todo)] };
}
