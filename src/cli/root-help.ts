import { type LocalizedText, say } from '../language.ts';
import type { Paint } from '../report/text/paint.ts';
import { version } from '../version.ts';
import { type CommandName, commandNames, commands } from './commands.ts';

/** Columns for the names of commands and options. */
const width = 26;

const about: LocalizedText = {
  zh: '模拟消息平台调用你的回调，并判定响应。',
  en: 'Simulates the messaging platform that calls your webhook, and judges responses.',
};

const examples: Readonly<Record<string, LocalizedText>> = {
  'webhook-sim send contact.updated': {
    zh: '向内置接收端发送一个逼真的消息体，查看判定',
    en: 'send a realistic payload to an embedded receiver and see the verdict',
  },
  'webhook-sim send message.received --variant type=image,chat=room --to http://localhost:3000/hook': {
    zh: '向你的接收端发送一条群聊图片消息',
    en: 'send your receiver an image message from a chat room',
  },
  "webhook-sim send 'juzi/*' --coverage each --base http://localhost:3000": {
    zh: '发送句子秒回文档中的每个枚举值，每个事件发到各自的子路径',
    en: 'send every enum value that 句子秒回 documents, each event to its sub-path',
  },
  'webhook-sim test --base http://localhost:3000': {
    zh: '测试整个契约：所有取值、场景、重复投递、乱序',
    en: 'test the whole contract: all values, scenarios, duplicates, wrong order',
  },
  'webhook-sim burst juzi/message.received --to http://localhost:3000/hook --rate 2000/s --duration 5m': {
    zh: '压测：消息体各不相同，每个响应都判定',
    en: 'send load: unique payloads, every response judged',
  },
};

/** As in the help of a command, but for those of the program alone; a test holds them equal. */
const options: Readonly<Record<string, LocalizedText>> = {
  '-h, --help': {
    zh: '显示帮助；`webhook-sim send --help` 显示单个命令的帮助',
    en: 'print help; `webhook-sim send --help` for a command',
  },
  '-V, --version': { zh: '显示版本号', en: 'print the version' },
  '--lang <language>': {
    zh: '输出使用的语言：zh、en、auto（默认：auto）',
    en: 'language of all that is printed: zh, en, auto (default: auto)',
  },
  '--no-color': {
    zh: '不使用颜色，与 NO_COLOR 相同',
    en: 'disable colours; NO_COLOR does the same',
  },
  '--config <file>': {
    zh: '使用该文件，而不是最近的 webhook-sim.config.*',
    en: 'use this file, not the nearest webhook-sim.config.*',
  },
  '--no-config': { zh: '不读取配置文件', en: 'do not read a configuration file' },
};

/** The first page: what `webhook-sim` alone prints. */
export function rootHelp(paint: Paint): string {
  const row = (name: string, what: LocalizedText): string =>
    `  ${paint.accent(name.padEnd(width))}${say(what)}`;
  const example = ([line, what]: readonly [string, LocalizedText]): string =>
    `  ${paint.strong(line)}\n      ${paint.faint(say(what))}`;
  return `${paint.strong('webhook-sim')} ${version}
${say(about)}

${paint.strong(say({ zh: '试一试', en: 'Try' }))}
${Object.entries(examples).map(example).join('\n')}

${paint.strong(say({ zh: '命令', en: 'Commands' }))}
${commandNames.map((name) => row(usageOf(name), commands[name].summary)).join('\n')}

${paint.strong(say({ zh: '参数', en: 'Options' }))}
${Object.entries(options)
  .map(([name, what]) => row(name, what))
  .join('\n')}
`;
}

function usageOf(name: CommandName): string {
  const { operands = [], usage = operands.map((operand) => operand.usage).join(' ') } = commands[name];
  return `${name} ${usage}`.trimEnd();
}
