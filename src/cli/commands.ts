import type { LocalizedText } from '../language.ts';

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
  readonly help: LocalizedText;
  readonly default?: string;
  readonly complete: CompletionSource;
}

/** The help of a command. Its flags are entries of flags/table; actions.ts loads its code. */
export interface CommandSpec {
  /** Its line in `webhook-sim --help`. */
  readonly summary: LocalizedText;
  readonly description: LocalizedText;
  readonly operands?: readonly Operand[];
  /** The operands that the usage line shows, if it does not show all of them. */
  readonly usage?: string;
  readonly epilogue?: LocalizedText;
}

const event: Operand = {
  usage: '<event>',
  help: { zh: '事件或场景的名称，或通配符', en: 'name or glob of an event or scenario' },
  complete: 'eventsAndScenarios',
};

const someEvents: Operand = {
  usage: '<events...>',
  help: { zh: '事件的名称或通配符，可写多个；或一个场景', en: 'names or globs of events; or one scenario' },
  complete: 'eventsAndScenarios',
};

/** Every command, in the order of the help. */
const table = {
  list: {
    summary: { zh: '按平台列出事件和场景', en: 'list events and scenarios by platform' },
    description: {
      zh: '列出事件和场景，以及它们的依据、维度和各种覆盖方式的变体数。',
      en: 'List events and scenarios with their basis, their dimensions and the number of variants that each coverage visits.',
    },
    operands: [
      {
        usage: '[pattern]',
        help: { zh: '名称或通配符：contact.*、juzi/*', en: 'name or glob: contact.*, juzi/*' },
        default: '*',
        complete: 'eventsAndScenarios',
      },
    ],
  },
  show: {
    summary: {
      zh: '查看事件的文档：字段、枚举、变体、响应',
      en: 'document an event: fields, enums, variants, response',
    },
    description: {
      zh: '显示事件的完整文档：字段、枚举、维度、规则、响应和投递。',
      en: 'Show the complete documentation of an event: fields, enums, dimensions, rules, response and delivery.',
    },
    operands: [event],
  },
  generate: {
    summary: { zh: '输出消息体', en: 'print payloads' },
    description: {
      zh: '输出消息体：在终端中带缩进，否则每行一个。输出的就是将要发送的内容，包括你的 token。',
      en: 'Print payloads: indented on a terminal, one per line otherwise. The output is what would be sent, your token included.',
    },
    operands: [someEvents],
  },
  send: {
    summary: { zh: '发送事件或场景，并判定响应', en: 'send an event or a scenario and judge the responses' },
    description: {
      zh: '逐个发送消息体，并判定每个响应。不写 --to 或 --base 时，发送到内置接收端。',
      en: 'Send payloads one after the other and judge each response. Without --to or --base, they go to an embedded receiver.',
    },
    operands: [someEvents],
  },
  test: {
    summary: {
      zh: '运行覆盖整个契约的测试套件，适合 CI',
      en: 'run the whole contract as a test suite, for CI',
    },
    description: {
      zh: '运行测试套件，覆盖平台可能对接收端做的一切，并报告接收端哪里做错了。',
      en: 'Run everything that the platform can do to a receiver as a test suite, and report what the receiver gets wrong.',
    },
    operands: [
      {
        usage: '[events...]',
        help: { zh: '名称或通配符；省略时为全部事件', en: 'names or globs; all events if omitted' },
        complete: 'events',
      },
    ],
  },
  burst: {
    summary: {
      zh: '压测：消息体各不相同，每个响应都判定',
      en: 'send load: unique payloads, every response judged',
    },
    description: {
      zh: '压测：消息体各不相同，每个响应都判定，每次投递都计入结果。默认只压测本机，其他主机须用 --allow-target 允许。',
      en: 'Send load: every payload is unique, every response is judged, every delivery is accounted for. Load goes to this machine only, unless --allow-target allows another host.',
    },
    operands: [
      {
        usage: '[events...]',
        help: {
          zh: '名称或通配符，各占相同比例；或使用 --mix',
          en: 'names or globs, each with an equal share; or use --mix',
        },
        complete: 'events',
      },
    ],
  },
  compare: {
    summary: { zh: '用 JSON 报告比较两次压测', en: 'compare two bursts by their JSON reports' },
    description: {
      zh: '并排显示两次压测的结果，并指出哪些变好、哪些变差。',
      en: 'Show two bursts side by side, and what got better or worse.',
    },
    operands: [
      {
        usage: '<before>',
        help: { zh: '第一次压测的 JSON 报告', en: 'JSON report of the first burst' },
        complete: 'files',
      },
      {
        usage: '<after>',
        help: { zh: '第二次压测的 JSON 报告', en: 'JSON report of the second burst' },
        complete: 'files',
      },
    ],
  },
  config: {
    summary: { zh: '显示生效的设置及其来源', en: 'show the settings in effect and their sources' },
    description: {
      zh: '显示 `test` 将使用的设置，以及各自的来源：参数、环境变量、配置或默认值。',
      en: 'Show the settings that `test` would run with and the source of each: flag, environment, configuration or default.',
    },
  },
  init: {
    summary: { zh: '生成配置文件和 CI 配置', en: 'write a configuration file and a CI recipe' },
    description: {
      zh: '为当前目录中的接收端生成带注释的配置文件和 CI 配置。',
      en: 'Write a commented configuration file, and a CI recipe for the receiver in this folder.',
    },
  },
  completion: {
    summary: {
      zh: '输出 bash、zsh、fish 或 PowerShell 的补全脚本',
      en: 'print the completion script for bash, zsh, fish or PowerShell',
    },
    description: {
      zh: '输出补全脚本，让 bash、zsh、fish 或 PowerShell 能补全命令、参数、事件和变体，对 `npx webhook-sim` 同样有效。',
      en: 'Print the script that lets bash, zsh, fish or PowerShell complete commands, flags, events and variants, of `npx webhook-sim` as well.',
    },
    usage: '<shell>',
    operands: [
      {
        usage: '[shell]',
        help: { zh: 'bash、zsh、fish 或 powershell', en: 'bash, zsh, fish or powershell' },
        complete: 'shells',
      },
      {
        usage: '[typed...]',
        help: { zh: '供脚本使用：光标之前的命令行', en: 'used by the script: the line up to the cursor' },
        complete: 'anything',
      },
    ],
    epilogue: {
      zh: `在每个新的 shell 中启用：
  bash  eval "$(webhook-sim completion bash)"   写入 ~/.bashrc
  zsh   eval "$(webhook-sim completion zsh)"    写入 ~/.zshrc，放在 compinit 之后
  fish  webhook-sim completion fish | source    写入 ~/.config/fish/config.fish
  PowerShell，写入 $PROFILE 所指的文件（尚未在真实环境中试过）：
        webhook-sim completion powershell | Out-String | Invoke-Expression
没有全局安装时，把 webhook-sim 换成 npx webhook-sim。`,
      en: `To enable it in every new shell:
  bash  eval "$(webhook-sim completion bash)"   in ~/.bashrc
  zsh   eval "$(webhook-sim completion zsh)"    in ~/.zshrc, below compinit
  fish  webhook-sim completion fish | source    in ~/.config/fish/config.fish
  PowerShell, in the file that $PROFILE names (not yet tried on a real one):
        webhook-sim completion powershell | Out-String | Invoke-Expression
Where it is not installed globally, write npx webhook-sim in place of webhook-sim.`,
    },
  },
} as const satisfies Readonly<Record<string, CommandSpec>>;

export type CommandName = keyof typeof table;

export const commands: Readonly<Record<CommandName, CommandSpec>> = table;

export const commandNames = Object.keys(table) as readonly CommandName[];
