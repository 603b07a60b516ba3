/** Where completion finds the values of a flag or operand; completion/sources.ts has a function for each. */
export type CompletionSource =
  | 'anything'
  | 'events'
  | 'eventsAndScenarios'
  | 'fields'
  | 'assignments'
  | 'files'
  | 'groups'
  | 'invalidRequests'
  | 'suiteReporters'
  | 'burstReporters'
  | 'shells'
  | 'steps'
  | 'variants';

/** A positional argument. */
export interface Operand {
  /** In the usage line: `<event>`, `[pattern]`, `[events...]`. */
  readonly usage: string;
  readonly help: string;
  readonly default?: string;
  readonly complete: CompletionSource;
}

/** What the help says of a command. Its flags are entries of flags/table, its code is in actions.ts. */
export interface CommandSpec {
  /** Its line on the first page. */
  readonly summary: string;
  readonly description: string;
  readonly operands?: readonly Operand[];
  /** Its operands as the help shows them, where that is not all of them. */
  readonly usage?: string;
  readonly epilogue?: string;
}

const event: Operand = { usage: '<event>', help: 'a name or glob', complete: 'eventsAndScenarios' };

/** Every command, in the order of the first page. */
const table = {
  list: {
    summary: 'the events and scenarios, by platform',
    description:
      'Lists events and scenarios: their basis, dimensions, and how many variants each coverage visits.',
    operands: [
      {
        usage: '[pattern]',
        help: 'a name or glob: contact.*, juzi/*',
        default: '*',
        complete: 'eventsAndScenarios',
      },
    ],
  },
  show: {
    summary: "an event's documentation: fields, enums, variants, response",
    description:
      'Shows the documentation of an event as it should have been: fields, enums, dimensions, rules, response, delivery.',
    operands: [event],
  },
  generate: {
    summary: 'print payloads',
    description:
      'Prints payloads: indented on a terminal, one a line otherwise. What is printed is what would be sent, your token included.',
    operands: [event],
  },
  send: {
    summary: 'post payloads to a receiver and judge its responses; a scenario tells a whole story',
    description:
      'Posts payloads, one after the other, and judges each response. Without --to or --base they go to an embedded receiver.',
    operands: [event],
  },
  test: {
    summary: 'everything that the platform can do to a receiver, as a suite for CI',
    description:
      'Runs everything that the platform can do to a receiver as a test suite, and reports what the receiver got wrong.',
    operands: [{ usage: '[events...]', help: 'names or globs; without any, all events', complete: 'events' }],
  },
  burst: {
    summary: 'load and soak: unique payloads at a rate, every response judged',
    description:
      'Sends load: every payload is unique, every response is judged, every delivery is accounted for. Load goes to this machine alone, unless a host is named with --allow-target.',
    operands: [
      {
        usage: '[events...]',
        help: 'names or globs, with an equal share each; or use --mix',
        complete: 'events',
      },
    ],
  },
  compare: {
    summary: 'two bursts side by side, from their JSON reports',
    description: 'Shows two bursts side by side, and what got better or worse.',
    operands: [
      { usage: '<before>', help: 'the JSON report of a burst', complete: 'files' },
      { usage: '<after>', help: 'the JSON report of another burst', complete: 'files' },
    ],
  },
  config: {
    summary: 'the settings in effect, and where each comes from',
    description:
      'Shows the settings that `test` would run with, and where each comes from: flag, environment, configuration, default.',
  },
  init: {
    summary: 'write a configuration and a CI recipe for the receiver in this folder',
    description: 'Writes a commented configuration, and a CI recipe for the receiver in this folder.',
  },
  completion: {
    summary: 'complete commands, events, variants and flags in bash, zsh or fish',
    description:
      'Prints the script with which bash, zsh or fish completes commands, flags, events and variants.',
    usage: '<shell>',
    operands: [
      { usage: '[shell]', help: 'bash, zsh or fish', complete: 'shells' },
      // The line to complete, which the script passes after `--`.
      { usage: '[typed...]', help: '', complete: 'anything' },
    ],
    epilogue: `To enable it in every new shell:
  bash  eval "$(webhook-sim completion bash)"   in ~/.bashrc
  zsh   eval "$(webhook-sim completion zsh)"    in ~/.zshrc, below compinit
  fish  webhook-sim completion fish > ~/.config/fish/completions/webhook-sim.fish`,
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof table;

export const commands: Readonly<Record<CommandName, CommandSpec>> = table;

export const commandNames = Object.keys(table) as readonly CommandName[];
