import type { Paint } from '../report/text/paint.ts';
import { version } from '../version.ts';
import { type CommandName, commandNames, commands } from './commands.ts';

/** Columns for the names of commands and options. */
const width = 26;

/** The first page: what `webhook-sim` alone prints. */
export function rootHelp(paint: Paint): string {
  const command = (name: string, about: string): string => `  ${paint.accent(name.padEnd(width))}${about}`;
  const example = (line: string, about: string): string =>
    `  ${paint.strong(line)}\n      ${paint.faint(about)}`;
  return `${paint.strong('webhook-sim')} ${version}
Simulates the messaging platform that calls your webhook, and judges responses.

${paint.strong('Try')}
${example('webhook-sim send contact.updated', 'send a realistic payload to an embedded receiver and see the verdict')}
${example('webhook-sim send message.received --variant type=image,chat=room --to http://localhost:3000/hook', 'send your receiver an image message from a chat room')}
${example("webhook-sim send 'juzi/*' --coverage each --base http://localhost:3000", 'send every enum value that 句子秒回 documents, each event to its sub-path')}
${example('webhook-sim test --base http://localhost:3000', 'test the whole contract: all values, scenarios, duplicates, wrong order')}
${example('webhook-sim burst juzi/message.received --to http://localhost:3000/hook --rate 2000/s --duration 5m', 'send load: unique payloads, every response judged')}

${paint.strong('Commands')}
${commandNames.map((name) => command(usageOf(name), commands[name].summary)).join('\n')}

${paint.strong('Options')}
${command('-h, --help', 'print help; `webhook-sim send --help` for a command')}
${command('-V, --version', 'print the version')}
${command('--lang <language>', 'language of all that is printed: zh, en, auto (default: auto)')}
${command('--no-color', 'disable colours; NO_COLOR does the same')}
${command('--config <file>', 'use this file, not the nearest webhook-sim.config.*')}
${command('--no-config', 'do not read a configuration file')}
`;
}

function usageOf(name: CommandName): string {
  const { operands = [], usage = operands.map((operand) => operand.usage).join(' ') } = commands[name];
  return `${name} ${usage}`.trimEnd();
}
