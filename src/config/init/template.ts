import { asIs, type LocalizedText, say } from '../../language.ts';
import type { Setting } from '../setting.ts';
import type { AddressGuess } from './address-guess.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

export const templateName = 'webhook-sim.config.yaml';

/** Keys that the template writes by hand. */
const elsewhere = new Set(['to', 'base', 'exec', 'events', 'headers', 'token']);

/** Comments of the file. None has the form of a commented key. */
const words = {
  head: {
    zh: `# webhook-sim 的配置。命令行参数和环境变量（如 WEBHOOK_SIM_TO）优先于本文件，
# 用 \`webhook-sim config\` 查看实际生效的配置。\${NAME} 表示环境变量 NAME 的值，密钥请这样写。`,
    en: `# Settings of webhook-sim. Flags and environment variables, such as WEBHOOK_SIM_TO, override them;
# \`webhook-sim config\` shows the result. \${NAME} is the value of an environment variable: use it for secrets.`,
  },
  token: {
    zh: `# 平台的 token，省略时自动生成。需要保密时写成 token: "\${WEBHOOK_TOKEN}"，并设置该环境变量。`,
    en: `# Your platform token; generated if omitted. As a secret, it is token: "\${WEBHOOK_TOKEN}", with the variable set.`,
  },
  headers: { zh: '# 每个请求都带上的请求头。', en: '# Headers of every request.' },
  addresses: {
    zh: `# 为个别事件单独指定地址，也可以单独指定 token 和 headers。
# 全名优先于短名，短名优先于通配符；匹配多个通配符时，以写在前面的为准。`,
    en: `# Other addresses for single events; an entry may also have its own token and headers. A full name takes precedence
# over a short name, a short name over a glob; of two globs, the first applies.`,
  },
  others: {
    zh: '# 其余的键，与同名参数含义相同；有默认值的写的是默认值。',
    en: '# All other keys, named like their flags, with the default if there is one.',
  },
  address: {
    zh: `# 接收端的地址，二选一：\`to\` 是完整地址，所有事件都发到这里；
# \`base\` 是基础地址，后面接各事件在文档中的子路径。`,
    en: `# Your receiver: either \`to\`, the exact address, to which everything is sent,
# or \`base\`, a base address, to which the documented sub-path of each event is appended.`,
  },
  noRoute: {
    zh: '# 没有找到路由，请自行填写路径。',
    en: '# No route was found: please write the path of yours.',
  },
  events: {
    zh: '# 没有指定事件时，`test` 和 `burst` 发送哪些：可以写名称或通配符，省略时发送所有事件。',
    en: '# What `test` and `burst` send where no event is named: names or globs; all events if omitted.',
  },
  guessedEvents: {
    zh: '# 推测：以下事件找到了对应的路由。删去这个键，其他事件也会发送。',
    en: '# Guessed: the events for which a route was found. Without this key, the others are sent as well.',
  },
  ownValues: { zh: '# 值因项目而异、需要自行填写的键：', en: '# Keys whose values only you know:' },
} as const;

export interface TemplateGuess {
  readonly receiver?: ReceiverGuess | undefined;
  readonly address?: AddressGuess | undefined;
}

/**
 * A configuration that explains every key: the address, the events and the start command are set if they are known, all
 * else is commented out. Each commented key is a whole on its line, and valid beside what is set: removing `# ` is enough.
 * @param settings the keys to explain
 */
export function configTemplate(
  settings: readonly Setting[],
  { receiver, address }: TemplateGuess = {},
): string {
  const origin = `http://127.0.0.1:${receiver?.port ?? 3000}`;
  const guessed =
    receiver === undefined
      ? []
      : [
          say({
            zh: `# 根据 ${receiver.from} 推测，请核对。`,
            en: `# Guessed from ${receiver.from}; please check.`,
          }),
        ];
  const start = settings.some(({ key }) => key === 'exec')
    ? [
        '',
        say({
          zh: '# 启动接收端的命令，运行时自动启动；结束后接收端及其所有子进程一并停止。',
          en: '# The command that starts your receiver for a run. The receiver and all its child processes are stopped at the end.',
        }),
        ...guessed,
        receiver === undefined ? asIs('# exec: npm start').en : `exec: ${scalar(receiver.start)}`,
      ]
    : [];
  const others = settings.filter(({ key }) => !elsewhere.has(key));
  const withExample = others.filter((setting) => example(setting) !== undefined);
  const without = others.filter((setting) => example(setting) === undefined);
  const groups = [...new Set(withExample.map(({ group }) => group))];
  return `# yaml-language-server: $schema=./node_modules/webhook-sim/dist/schemas/config.schema.json

${say(words.head)}

${[...addressLines(origin, receiver, address), '', ...eventLines(address), ...start].join('\n')}

${say(words.token)}
# token: my-platform-token

${say(words.headers)}
# headers: { X-Tenant: '42' }

${say(words.addresses)}
# addresses: { 'contact.*': '${origin}/contacts', juzi/message.received: { to: '${origin}/messages', token: my-token } }

${say(words.others)}
${groups.map((group) => groupLines(group, withExample)).join('')}${ownValues(without)}`;
}

function addressLines(
  origin: string,
  receiver: ReceiverGuess | undefined,
  address: AddressGuess | undefined,
): string[] {
  const about = say(words.address);
  const port =
    receiver === undefined
      ? []
      : [
          say({
            zh: `# 端口根据 ${receiver.from} 推测，请核对。`,
            en: `# The port is guessed from ${receiver.from}; please check.`,
          }),
        ];
  if (address === undefined) {
    const note = receiver === undefined ? [] : [say(words.noRoute)];
    return [about, ...port, ...note, `to: ${origin}/`];
  }
  const { key, path, from, others, weak } = address;
  const files = { zh: from.join('、'), en: from.join(', ') };
  const found = weak
    ? {
        zh: `# 路径取自 ${files.zh} 中的 POST 路由，但看不出是否用于接收回调，请核对。`,
        en: `# The path is that of a POST route in ${files.en}, but nothing says that it is a webhook; please check.`,
      }
    : {
        zh: `# 路径根据 ${files.zh} 中的路由推测，请核对。`,
        en: `# The path is guessed from the routes in ${files.en}; please check.`,
      };
  const likely = others.slice(0, 8);
  const more = {
    zh: `# 其他可能的路由：${likely.join('、')}`,
    en: `# Other routes that may be meant: ${likely.join(', ')}`,
  };
  return [
    about,
    ...port,
    say(found),
    ...(likely.length === 0 ? [] : [say(more)]),
    `${key}: ${scalar(`${origin}${path || (key === 'to' ? '/' : '')}`)}`,
  ];
}

function eventLines(address: AddressGuess | undefined): string[] {
  const events = address?.events ?? [];
  const about = say(words.events);
  if (events.length === 0) return [about, "# events: ['yuju/*', 'juzi/*']"];
  return [
    about,
    say(words.guessedEvents),
    'events:',
    ...events.map((event) => `  - ${/[*{}[\]]/.test(event) ? `'${event}'` : event}`),
  ];
}

function groupLines(group: LocalizedText, settings: readonly Setting[]): string {
  const own = settings.filter((setting) => setting.group === group);
  const lines = own.map((setting) => {
    const { key, negated } = setting;
    const help = say(setting.help);
    // The help of such a flag says what turning it off does.
    const about = negated ? say({ zh: `设为 false：${help}`, en: `if false: ${help}` }) : help;
    return [`# ${key}: ${example(setting)}`, about] as const;
  });
  const width = Math.max(...lines.map(([line]) => line.length));
  return `\n# ${say(group)}\n${lines.map(([line, help]) => `${line.padEnd(width)}  # ${help}\n`).join('')}`;
}

/** Keys that are of no use without a value of the user's own: files, addresses, names. */
function ownValues(settings: readonly Setting[]): string {
  if (settings.length === 0) return '';
  const lines = settings.map(({ key, help }) => `#   ${key.padEnd(16)}${say(help)}\n`);
  return `\n${say(words.ownValues)}\n${lines.join('')}`;
}

/** The default, or an example of the right kind; `undefined` if no example would do. */
function example({ form, kind, default: standard, negated, example: own }: Setting): string | undefined {
  if (kind === undefined) return String(negated);
  const text = standard ?? own ?? kind.example;
  if (text === '…') return undefined;
  return form === 'list' ? `[${scalar(text)}]` : scalar(text);
}

/** Quoted only where YAML requires it. */
const scalar = (text: string): string =>
  /^[A-Za-z0-9][\w ./@:%+=-]*$/.test(text) && !/: |:$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
