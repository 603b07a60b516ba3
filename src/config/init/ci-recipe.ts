import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { version } from '../../version.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

/** A pipeline file for a CI system. */
export interface CiRecipe {
  /** Relative to the folder. */
  readonly path: string;
  readonly text: string;
  /** What is left to do by hand, if the CI system does not find the file. */
  readonly todo?: string;
}

/** The recipe for the CI system whose files a folder has; otherwise for GitHub Actions. */
export function ciRecipe(folder: string, receiver: ReceiverGuess | undefined): CiRecipe {
  const run = `${webhookSim(folder)} test`;
  const prepare = preparation(folder, receiver);
  const system = ciSystem(folder);
  if (system === 'gitlab') return gitlab(prepare, run, receiver);
  return system === 'jenkins' ? jenkins(prepare, run) : github(prepare, run, receiver);
}

function ciSystem(folder: string): 'github' | 'gitlab' | 'jenkins' {
  if (existsSync(join(folder, '.github'))) return 'github';
  if (existsSync(join(folder, '.gitlab-ci.yml'))) return 'gitlab';
  if (existsSync(join(folder, 'Jenkinsfile'))) return 'jenkins';
  return /^\s*url\s*=.*gitlab/m.test(read(folder, '.git/config')) ? 'gitlab' : 'github';
}

/** A folder with the package in its package.json uses that version. */
function webhookSim(folder: string): string {
  const own = /"webhook-sim"\s*:\s*"/.test(read(folder, 'package.json'));
  return own ? 'npx webhook-sim' : `npx --yes webhook-sim@${version}`;
}

/** The commands that install or build the receiver. */
function preparation(folder: string, receiver: ReceiverGuess | undefined): readonly string[] {
  const has = (name: string): boolean => existsSync(join(folder, name));
  if (receiver?.language === 'python')
    return has('requirements.txt') ? ['pip install -r requirements.txt'] : [];
  if (receiver?.language === 'php') return ['composer install --no-interaction'];
  if (receiver?.language === 'go') return ['go build ./...'];
  if (!has('package.json')) return [];
  if (has('pnpm-lock.yaml')) return ['corepack enable', 'pnpm install --frozen-lockfile'];
  if (has('yarn.lock')) return ['corepack enable', 'yarn install --immutable'];
  return [has('package-lock.json') ? 'npm ci' : 'npm install'];
}

const junit = 'webhook-contract.xml';

const githubSetup: Readonly<Record<ReceiverGuess['language'], string>> = {
  node: '',
  python: "      - uses: actions/setup-python@v5\n        with:\n          python-version: '3.x'\n",
  php: '',
  go: '      - uses: actions/setup-go@v5\n        with:\n          go-version: stable\n',
};

function github(prepare: readonly string[], run: string, receiver: ReceiverGuess | undefined): CiRecipe {
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
${githubSetup[receiver?.language ?? 'node']}${prepare.map((line) => `      - run: ${line}\n`).join('')}      - run: ${run} --reporter pretty --reporter github --reporter junit=${junit}
      - uses: actions/upload-artifact@v4
        if: always()
        with:
          name: webhook-contract
          path: ${junit}
          if-no-files-found: ignore
`;
  return { path: '.github/workflows/webhook-contract.yml', text };
}

function gitlab(prepare: readonly string[], run: string, receiver: ReceiverGuess | undefined): CiRecipe {
  const language = receiver?.language ?? 'node';
  const path = '.gitlab-ci.webhook-sim.yml';
  const setup = language === 'node' ? [] : [`# Choose an image with both ${language} and Node.js.`];
  const text = `${setup.map((line) => `${line}\n`).join('')}webhook-contract:
  image: node:22
  timeout: 10 minutes
  # Define the variables for \${NAME} in webhook-sim.config.yaml under Settings > CI/CD > Variables.
  script:
${[...prepare, `${run} --reporter pretty --reporter junit=${junit}`].map((line) => `    - ${line}\n`).join('')}  artifacts:
    when: always
    reports:
      junit: ${junit}
`;
  return { path, text, todo: `add to .gitlab-ci.yml: include: [{ local: ${path} }]` };
}

function jenkins(prepare: readonly string[], run: string): CiRecipe {
  const path = 'webhook-sim.jenkinsfile';
  const steps = [...prepare, `${run} --reporter pretty --reporter junit=${junit}`];
  const text = `// A stage for the Jenkinsfile. The agent needs Node.js 20.19 or newer.
// Values for \${NAME} in webhook-sim.config.yaml: environment { WEBHOOK_TOKEN = credentials('…') }
stage('Webhook contract') {
  options {
    timeout(time: 10, unit: 'MINUTES')
  }
  steps {
${steps.map((line) => `    sh '${line}'\n`).join('')}  }
  post {
    always {
      junit testResults: '${junit}', allowEmptyResults: true
    }
  }
}
`;
  return { path, text, todo: `copy the stage from ${path} into the Jenkinsfile` };
}

function read(folder: string, name: string): string {
  try {
    return readFileSync(join(folder, name), 'utf8');
  } catch {
    return '';
  }
}
