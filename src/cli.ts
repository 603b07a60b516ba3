import { Command, CommanderError, Option } from 'commander';
import { type Io, processIo } from './commands/io.ts';
import {
  addAddressOptions,
  addConnectionOptions,
  addEventsOption,
  addJudgingOptions,
  addPayloadOptions,
} from './commands/options.ts';
import { rootHelp } from './commands/root-help.ts';
import { UsageError } from './errors.ts';
import { ExitCode } from './exit-code.ts';
import { version } from './version.ts';

/** A command that was chosen: what to do is loaded when it is done. */
type Action = (io: Io) => Promise<ExitCode>;

/**
 * Runs the command line. Never throws: what went wrong is on stderr and in the exit code.
 * @param argv the words behind the program's name
 */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let chosen: Action = showHelp;
  const program = commandTree((action) => {
    chosen = action;
  });
  try {
    if (argv.length > 0) program.parse(argv, { from: 'user' });
    return await chosen(processIo(program.opts()));
  } catch (error) {
    return explain(error, program.opts());
  }
}

async function showHelp(io: Io): Promise<ExitCode> {
  await io.out.write(rootHelp(version, await io.paint()));
  return ExitCode.ok;
}

async function explain(error: unknown, flags: { readonly color?: boolean }): Promise<ExitCode> {
  if (error instanceof CommanderError) {
    if (error.code === 'webhook-sim.help') return showHelp(processIo(flags));
    return error.exitCode === 0 ? ExitCode.ok : ExitCode.usage;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`error: ${error.message}\n`);
    return ExitCode.usage;
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`error: webhook-sim has a defect; please report it with this:\n${detail}\n`);
  return ExitCode.failed;
}

function commandTree(choose: (action: Action) => void): Command {
  const program = new Command('webhook-sim')
    .version(version, '-V, --version', 'print the version')
    .option('--no-color', 'no colours; NO_COLOR does the same')
    .helpCommand(false)
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    // One line for each mistake, the suggestion included.
    .configureOutput({
      outputError: (text, write) =>
        write(
          text
            .trimEnd()
            .replace(/\n\(Did you mean (.*)\?\)$/s, ' (did you mean $1?)')
            .concat('\n'),
        ),
    });
  program.helpInformation = () => {
    throw new CommanderError(0, 'webhook-sim.help', 'help');
  };

  const list = program.command('list').argument('[pattern]', 'a name or glob: contact.*, juzi/*', '*');
  list
    .summary('the events, by platform')
    .description('Lists events: their basis, dimensions, and how many variants each coverage visits.')
    .option('--json', 'one JSON object a line')
    .action((pattern, flags) =>
      choose(async (io) => (await import('./commands/list.ts')).list(pattern, flags, io)),
    );
  addEventsOption(list);

  const show = program.command('show').argument('<event>', 'a name or glob');
  show
    .summary("an event's documentation")
    .description(
      'Shows the documentation page as it should have been: fields, enums, dimensions, rules, response, delivery.',
    )
    .addOption(new Option('--json', 'the page as one JSON object').conflicts(['schema', 'example']))
    .addOption(new Option('--schema', 'the JSON Schema (2020-12) of the payload').conflicts('example'))
    .option('--example', 'an example payload')
    .action((event, flags) =>
      choose(async (io) => (await import('./commands/show.ts')).show(event, flags, io)),
    );
  addEventsOption(show);

  const generate = program.command('generate').argument('<event>', 'a name or glob');
  generate
    .summary('print payloads')
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
  addPayloadOptions(generate);
  addAddressOptions(generate);
  addEventsOption(generate);

  const send = program.command('send').argument('<event>', 'a name or glob');
  send
    .summary('post payloads to a receiver and judge its responses')
    .description(
      'Posts payloads, one after the other, and judges each response. Without --to or --base they go to an embedded receiver.',
    )
    .addOption(
      new Option('--json', 'delivery records, one JSON object a line').conflicts(['verbose', 'curl']),
    )
    .option('--curl', 'print the curl command instead of sending')
    .action((event, flags) =>
      choose(async (io) => (await import('./commands/send.ts')).send(event, flags, io)),
    );
  addAddressOptions(send);
  addPayloadOptions(send);
  addConnectionOptions(send);
  addJudgingOptions(send);
  addEventsOption(send);
  return program;
}
