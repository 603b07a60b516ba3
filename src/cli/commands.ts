/** Where completion finds the values of a flag or operand; completion/complete.ts has a function for each. */
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

/** The help of a command. Its flags are entries of flags/table; actions.ts loads its code. */
export interface CommandSpec {
  /** Its line in `webhook-sim --help`. */
  readonly summary: string;
  readonly description: string;
  readonly operands?: readonly Operand[];
  /** The operands that the usage line shows, if it does not show all of them. */
  readonly usage?: string;
  readonly epilogue?: string;
}

const event: Operand = {
  usage: '<event>',
  help: 'name or glob of an event or scenario',
  complete: 'eventsAndScenarios',
};

const someEvents: Operand = {
  usage: '<events...>',
  help: 'names or globs of events; or one scenario',
  complete: 'eventsAndScenarios',
};

/** Every command, in the order of the help. */
const table = {
  list: {
    summary: 'list events and scenarios by platform',
    description:
      'List events and scenarios with their basis, their dimensions and the number of variants that each coverage visits.',
    operands: [
      {
        usage: '[pattern]',
        help: 'name or glob: contact.*, juzi/*',
        default: '*',
        complete: 'eventsAndScenarios',
      },
    ],
  },
  show: {
    summary: 'document an event: fields, enums, variants, response',
    description:
      'Show the complete documentation of an event: fields, enums, dimensions, rules, response and delivery.',
    operands: [event],
  },
  generate: {
    summary: 'print payloads',
    description:
      'Print payloads: indented on a terminal, one per line otherwise. The output is what would be sent, your token included.',
    operands: [someEvents],
  },
  send: {
    summary: 'send an event or a scenario and judge the responses',
    description:
      'Send payloads one after the other and judge each response. Without --to or --base, they go to an embedded receiver.',
    operands: [someEvents],
  },
  test: {
    summary: 'run the whole contract as a test suite, for CI',
    description:
      'Run everything that the platform can do to a receiver as a test suite, and report what the receiver gets wrong.',
    operands: [{ usage: '[events...]', help: 'names or globs; all events if omitted', complete: 'events' }],
  },
  burst: {
    summary: 'send load: unique payloads, every response judged',
    description:
      'Send load: every payload is unique, every response is judged, every delivery is accounted for. Load goes to this machine only, unless --allow-target allows another host.',
    operands: [
      {
        usage: '[events...]',
        help: 'names or globs, each with an equal share; or use --mix',
        complete: 'events',
      },
    ],
  },
  compare: {
    summary: 'compare two bursts by their JSON reports',
    description: 'Show two bursts side by side, and what got better or worse.',
    operands: [
      { usage: '<before>', help: 'JSON report of the first burst', complete: 'files' },
      { usage: '<after>', help: 'JSON report of the second burst', complete: 'files' },
    ],
  },
  config: {
    summary: 'show the settings in effect and their sources',
    description:
      'Show the settings that `test` would run with and the source of each: flag, environment, configuration or default.',
  },
  init: {
    summary: 'write a configuration file and a CI recipe',
    description: 'Write a commented configuration file, and a CI recipe for the receiver in this folder.',
  },
  completion: {
    summary: 'print the completion script for bash, zsh, fish or PowerShell',
    description:
      'Print the script that lets bash, zsh, fish or PowerShell complete commands, flags, events and variants, of `npx webhook-sim` as well.',
    usage: '<shell>',
    operands: [
      { usage: '[shell]', help: 'bash, zsh, fish or powershell', complete: 'shells' },
      { usage: '[typed...]', help: 'used by the script: the line up to the cursor', complete: 'anything' },
    ],
    epilogue: `To enable it in every new shell:
  bash  eval "$(webhook-sim completion bash)"   in ~/.bashrc
  zsh   eval "$(webhook-sim completion zsh)"    in ~/.zshrc, below compinit
  fish  webhook-sim completion fish | source    in ~/.config/fish/config.fish
  PowerShell, in the file that $PROFILE names (not yet tried on a real one):
        webhook-sim completion powershell | Out-String | Invoke-Expression
Where it is not installed globally, write npx webhook-sim in place of webhook-sim.`,
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof table;

export const commands: Readonly<Record<CommandName, CommandSpec>> = table;

export const commandNames = Object.keys(table) as readonly CommandName[];
