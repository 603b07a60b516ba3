import { Command, CommanderError, Option } from 'commander';
import type { Setting } from '../config/setting.ts';
import { printable } from '../report/text/escape.ts';
import { version } from '../version.ts';
import type { ExitCode } from './exit-code.ts';
import {
  addBurstReportOptions,
  addLimitOptions,
  addLoadOptions,
  addMixOptions,
} from './flags/burst-options.ts';
import {
  addAddressOptions,
  addConnectionOptions,
  addEventsOption,
  addJudgingOptions,
  addPayloadOptions,
  addSendOptions,
  collect,
} from './flags/options.ts';
import { settingsOf, settle } from './flags/settings.ts';
import {
  addCaseOptions,
  addReceiverOptions,
  addReportOptions,
  addRunOptions,
} from './flags/suite-options.ts';
import { type Io, printed } from './io/io.ts';
import { notifyOnce } from './io/notify-once.ts';

/** A command that was chosen. What it does is loaded when it is done. */
export type Action = (io: Io) => Promise<ExitCode>;

/** What a command line asks for. */
export interface Chosen {
  readonly action: Action;
  readonly flags: { readonly color?: boolean };
}

/**
 * Reads a command line, and completes its flags by the environment and the configuration.
 * @throws CommanderError when commander has said what is wrong
 * @throws UsageError when a flag's value is wrong
 */
export async function readCommandLine(argv: readonly string[]): Promise<Chosen | undefined> {
  let action: Action | undefined;
  let command: Command | undefined;
  const program = commandTree(argv, (chosen) => {
    action = chosen;
  }).hook('preAction', (_, acting) => {
    command = acting;
  });
  // Help and version are results too: a full disk is noticed.
  let shown = '';
  for (const command of [program, ...program.commands]) {
    command.configureOutput({
      writeOut: (text) => {
        shown += text;
      },
    });
  }
  try {
    program.parse(argv, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError) || error.exitCode !== 0) throw error;
    return { action: (io) => print(shown, io), flags: {} };
  }
  if (action === undefined || command === undefined) return undefined;
  return { action: await settledAction(command, action), flags: program.opts() };
}

/** The action holds the very object of flags that `settle` completes. */
async function settledAction(command: Command, action: Action): Promise<Action> {
  const { warnings, notes, explain } = await settle(command, everyOption);
  return async (outside) => {
    for (const warning of warnings) outside.note(warning);
    const { io, announce } = notifyOnce(outside, notes);
    try {
      const code = await action(io);
      announce();
      return code;
    } catch (error) {
      throw await explain(error);
    }
  };
}

/** The options of every command, those of the program among them. */
function everyOption(): readonly Option[] {
  const program = wholeTree();
  return [program, ...program.commands].flatMap((command) => command.options);
}

/** Every flag as a setting: the keys of a configuration. */
export const everySetting = (): readonly Setting[] => settingsOf(everyOption());

async function print(text: string, io: Io): Promise<ExitCode> {
  await io.out.write(text);
  return printed(io);
}

/** Every command with its flags. */
export const wholeTree = (): Command => commandTree(Object.keys(commands), () => undefined);

/** Only the command that was typed gets its flags: of the others, the names are enough to suggest them. */
function commandTree(argv: readonly string[], choose: Choose): Command {
  const program = new Command('webhook-sim')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .option('--config <file>', 'settings from this file, in place of the nearest webhook-sim.config.*')
    .option('--no-config', 'no settings from any file')
    .helpCommand(false)
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({ outputError: (text, write) => write(`${oneLine(text)}\n`) });
  for (const [name, define] of Object.entries(commands)) {
    const command = program.command(name);
    if (!argv.includes(name)) continue;
    define(command, choose);
    if (command.options.length > 0) command.addHelpText('after', twins);
  }
  return program;
}

const twins = `
Every flag may also stand in a configuration, or in the environment: --max-cases is WEBHOOK_SIM_MAX_CASES.
\`webhook-sim config\` shows what holds.`;

type Choose = (action: Action) => void;

export const commands: Readonly<Record<string, (command: Command, choose: Choose) => void>> = {
  list(command, choose) {
    command
      .argument('[pattern]', 'a name or glob: contact.*, juzi/*', '*')
      .description(
        'Lists events and scenarios: their basis, dimensions, and how many variants each coverage visits.',
      )
      .option('--json', 'one JSON object a line')
      .action((pattern, flags) =>
        choose(async (io) => (await import('./commands/list.ts')).list(pattern, flags, io)),
      );
    addEventsOption(command);
  },
  show(command, choose) {
    command
      .argument('<event>', 'a name or glob')
      .description(
        'Shows the documentation page as it should have been: fields, enums, dimensions, rules, response, delivery.',
      )
      .addOption(new Option('--json', 'the page as one JSON object').conflicts(['schema', 'example']))
      .addOption(new Option('--schema', 'the JSON Schema (2020-12) of the payload').conflicts('example'))
      .option('--example', 'an example payload')
      .action((event, flags) =>
        choose(async (io) => (await import('./commands/show.ts')).show(event, flags, io)),
      );
    addEventsOption(command);
  },
  generate(command, choose) {
    command
      .argument('<event>', 'a name or glob')
      .description(
        'Prints payloads: pretty on a terminal, one a line otherwise. What is printed is what would be sent, your token included.',
      )
      .addOption(new Option('--pretty', 'indented').conflicts(['ndjson', 'json', 'curl']))
      .addOption(new Option('--ndjson', 'one payload a line').conflicts('curl'))
      .addOption(new Option('--json', 'the same as --ndjson').conflicts('curl'))
      .option('--curl', 'a curl command that posts exactly these bytes')
      .action((event, flags) =>
        choose(async (io) => (await import('./commands/generate.ts')).generate(event, flags, io)),
      );
    addPayloadOptions(command);
    addAddressOptions(command);
    addEventsOption(command);
  },
  send(command, choose) {
    command
      .argument('<event>', 'a name or glob')
      .description(
        'Posts payloads, one after the other, and judges each response. Without --to or --base they go to an embedded receiver.',
      )
      .addOption(
        new Option('--json', 'delivery records, one JSON object a line').conflicts(['verbose', 'curl']),
      )
      .addOption(
        new Option('--curl', 'print the curl command instead of sending').conflicts([
          'delay',
          'contract',
          'verbose',
          'showSecrets',
        ]),
      )
      .action((event, flags) =>
        choose(async (io) => {
          (await import('./wasm-tier-up.ts')).postponeWasmTierUp();
          return (await import('./commands/send.ts')).send(event, flags, io);
        }),
      );
    addAddressOptions(command);
    addPayloadOptions(command);
    addSendOptions(command);
    addConnectionOptions(command);
    addJudgingOptions(command);
    addEventsOption(command);
  },
  test(command, choose) {
    command
      .argument('[events...]', 'names or globs; all events, unless some are named')
      .description(
        'Runs everything that the platform can do to a receiver, as a suite, and reports what the receiver did not stand.',
      )
      .action((patterns, flags) =>
        choose(async (io) => {
          (await import('./wasm-tier-up.ts')).postponeWasmTierUp();
          return (await import('./commands/test.ts')).test(patterns, flags, io);
        }),
      );
    addSuiteOptions(command);
  },
  burst(command, choose) {
    command
      .argument('[events...]', 'names or globs, an equal share each; or --mix')
      .description(
        'Sends load: every payload another one, every response judged, every delivery accounted for. Goes to this machine alone, unless a host is named with --allow-target.',
      )
      .action((patterns, flags) =>
        choose(async (io) => (await import('./commands/burst.ts')).burst(patterns, flags, io)),
      );
    addAddressOptions(command);
    addLoadOptions(command);
    addMixOptions(command);
    addLimitOptions(command);
    addConnectionOptions(command);
    addJudgingOptions(command);
    addBurstReportOptions(command);
    addEventsOption(command);
  },
  compare(command, choose) {
    command
      .argument('<before>', 'the JSON report of a burst')
      .argument('<after>', 'that of another one')
      .description('Shows two bursts side by side, and what got better and worse.')
      .option(
        '--fail-on <expression>',
        "exit with 1 on this change: 'p99>+20%', 'errors>+0.5pp' (repeatable)",
        collect,
      )
      .option('--json', 'one JSON object')
      .action((before, after, flags) =>
        choose(async (io) => (await import('./commands/compare.ts')).compare(before, after, flags, io)),
      );
  },
  config(command, choose) {
    command
      .description(
        'Shows the settings that `test` would run with, and where each comes from: flag, environment, configuration, default.',
      )
      .option('--json', 'one JSON object')
      .action(() => choose(async (io) => (await import('./commands/config.ts')).showConfig(command, io)));
    const suite = new Command();
    addSuiteOptions(suite);
    for (const option of suite.options) if (option.long !== '--json') command.addOption(option);
  },
  init(command, choose) {
    command
      .description('Writes a commented configuration, and a CI recipe for the receiver in this folder.')
      .action(() =>
        choose(async (io) => {
          const suite = new Command();
          addSuiteOptions(suite);
          // Those of `test` first: it is what the configuration is written for.
          return (await import('./commands/init.ts')).init(
            settingsOf([...suite.options, ...everyOption()]),
            io,
          );
        }),
      );
  },
  completion(command, choose) {
    command
      .argument('[shell]')
      // What the shell's script asks, behind `--`.
      .argument('[typed...]')
      .usage('<shell>')
      .description(
        'Prints the script with which bash, zsh or fish completes commands, flags, events and variants.',
      )
      .addHelpText('after', completionHelp)
      .action((shell, typed) =>
        choose(async (io) =>
          (await import('./commands/completion.ts')).completion(shell, typed, wholeTree(), io),
        ),
      );
  },
};

const completionHelp = `
To have it in every new shell:
  bash  eval "$(webhook-sim completion bash)"   in ~/.bashrc
  zsh   eval "$(webhook-sim completion zsh)"    in ~/.zshrc, below compinit
  fish  webhook-sim completion fish > ~/.config/fish/completions/webhook-sim.fish`;

/** The flags of `test`, and of whoever speaks of it. */
function addSuiteOptions(command: Command): void {
  addAddressOptions(command);
  addCaseOptions(command);
  addRunOptions(command);
  addReceiverOptions(command);
  addConnectionOptions(command);
  addJudgingOptions(command);
  addReportOptions(command);
  addEventsOption(command);
}

/** A mistake in one line, the suggestion included. */
function oneLine(text: string): string {
  const line = text.trimEnd().replace(/\n\(Did you mean (.*)\?\)$/s, ' (did you mean $1?)');
  // The shell puts file names in the place of juzi/*.
  const hint = line.includes('too many arguments') ? " Quote a pattern: 'juzi/*'." : '';
  return printable(line + hint);
}
