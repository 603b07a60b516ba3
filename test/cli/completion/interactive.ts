import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { environment } from '../../e2e/run-cli.ts';

/** Whether a program is installed. */
export const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** An interactive shell. */
export interface InteractiveShell {
  /** The arguments that make it read `rc` and no other file. */
  start(folder: string): string;
  /** Its configuration file, relative to the folder. */
  readonly rc: string;
  /** Loads the completion, and binds ^G to write the typed line to the file `line` in the folder. */
  settings(folder: string): string;
}

export interface Typed {
  /** The completed line. */
  readonly line: string;
  /** The output of the terminal. */
  readonly screen: string;
}

/** ms */
const patience = 20_000;

export interface ShellOptions {
  /** Where it runs. */
  readonly folder: string;
  /** Its `PATH`. */
  readonly path: string;
}

interface Session {
  type(keys: string, shows: string | undefined): Promise<Typed>;
  close(): Promise<void>;
}

/** Interactive shells on pseudo-terminals, each used for one line after another: starting one takes a second. */
export class Shells {
  readonly #options: ShellOptions;
  readonly #idle = new Map<InteractiveShell, Session[]>();

  constructor(options: ShellOptions) {
    this.#options = options;
  }

  /** Types keys into an empty line; `\t` completes. Waits for the output `shows` before reading the line. */
  async typeInto(shell: InteractiveShell, keys: string, shows?: string): Promise<Typed> {
    const idle = this.#idle.get(shell) ?? [];
    this.#idle.set(shell, idle);
    const session = idle.pop() ?? (await openSession(shell, this.#options));
    try {
      const typed = await session.type(keys, shows);
      idle.push(session);
      return typed;
    } catch (error) {
      await session.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle.values()].flat().map((session) => session.close()));
  }
}

async function openSession(shell: InteractiveShell, { folder, path }: ShellOptions): Promise<Session> {
  const own = mkdtempSync(join(tmpdir(), 'webhook-sim-shell-'));
  const dumped = join(own, 'line');
  writeFileSync(join(own, shell.rc), shell.settings(own));
  const child = spawn('script', ['-qefc', `stty cols 200 rows 100; ${shell.start(own)}`, '/dev/null'], {
    cwd: folder,
    env: environment({ PATH: path, HOME: own, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' }),
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let screen = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    screen += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const until = async (holds: () => boolean, what: string): Promise<void> => {
    const late = Date.now() + patience;
    while (!holds()) {
      if (Date.now() > late) throw new Error(`${what} did not come: ${JSON.stringify(screen)}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const written = (): string | undefined => {
    try {
      return /^(.*)<end>$/s.exec(readFileSync(dumped, 'utf8'))?.[1];
    } catch {
      return undefined;
    }
  };
  await until(() => screen.includes('ready> '), 'the prompt');
  return {
    async type(keys, shows) {
      rmSync(dumped, { force: true });
      screen = '';
      // Ctrl-E, Ctrl-U: an empty line, wherever the cursor was left.
      child.stdin.write(`\x05\x15${keys}`);
      // A shell may skip output while there are more keys to read.
      if (shows !== undefined) await until(() => screen.includes(shows), shows);
      child.stdin.write('\x07');
      await until(() => written() !== undefined, 'the line');
      return { line: written() ?? '', screen: screen.replaceAll(/\x1b\[[\d;?]*[A-Za-z]/g, '') };
    },
    async close() {
      // The shell waits at its prompt; it exits when its terminal is closed.
      child.kill('SIGKILL');
      await ended;
      rmSync(own, { recursive: true, force: true });
    },
  };
}

export const bashShell: InteractiveShell = {
  start: (folder) => `exec bash --noprofile --rcfile ${folder}/rc -i`,
  rc: 'rc',
  settings: (folder) => `
PS1='ready> '
eval "$(webhook-sim completion bash)"
bind 'set bell-style none'
bind 'set completion-query-items 0'
bind 'set page-completions off'
bind 'set enable-bracketed-paste off'
bind '"\\C-t": insert-completions'
bind -x '"\\C-g": printf "%s<end>" "$READLINE_LINE" > ${folder}/line'
`,
};

/** The cache of zsh's completion system, created once because that is slow. */
export const zshDump: string = join(tmpdir(), `webhook-sim-zcompdump-${process.pid}`);

export const zshShell: InteractiveShell = {
  start: (folder) => `ZDOTDIR=${folder} exec zsh -d -i`,
  rc: '.zshrc',
  settings: (folder) => `
PS1='ready> '
unsetopt prompt_sp beep
LISTMAX=1000
autoload -U compinit && compinit -u -d ${zshDump}
eval "$(webhook-sim completion zsh)"
write-line() { print -rn -- "$BUFFER<end>" > ${folder}/line }
zle -N write-line
bindkey -e
bindkey '^G' write-line
`,
};
