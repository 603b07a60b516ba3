import type { Paint } from '../report/text/paint.ts';
import { version } from '../version.ts';
import { type CommandName, commandNames, commands } from './commands.ts';

/** Columns of the names of commands and options. */
const width = 26;

/** The first page: what `webhook-sim` alone prints. */
export function rootHelp(paint: Paint): string {
  const command = (name: string, about: string): string => `  ${paint.accent(name.padEnd(width))}${about}`;
  const example = (line: string, about: string): string =>
    `  ${paint.strong(line)}\n      ${paint.faint(about)}`;
  return `${paint.strong('webhook-sim')} ${version}
Plays the messaging platform that calls your webhook, and judges what you answer.

${paint.strong('Try')}
${example('webhook-sim send contact.updated', 'send a realistic payload to an embedded receiver, and see the verdict')}
${example('webhook-sim send message.received --variant type=image,chat=room --to http://localhost:3000/hook', 'send your own receiver a picture from a chat room')}
${example("webhook-sim send 'juzi/*' --coverage each --base http://localhost:3000", 'every value of every enum that 句子秒回 documents, each to its sub-path')}
${example('webhook-sim test --base http://localhost:3000', 'the whole contract: every value, stories, duplicates, disorder, surprises; exit code and reports')}
${example('webhook-sim burst juzi/message.received --to http://localhost:3000/hook --rate 2000/s --duration 5m', 'load: every payload another one, every response judged, every delivery accounted for')}

${paint.strong('Commands')}
${commandNames.map((name) => command(usageOf(name), commands[name].summary)).join('\n')}

${paint.strong('Options')}
${command('-h, --help', 'this help; `webhook-sim send --help` has the flags of a command')}
${command('-V, --version', 'the version')}
${command('--no-color', 'no colours; NO_COLOR does the same')}
${command('--config <file>', 'read settings from this file, not from the nearest webhook-sim.config.*')}
${command('--no-config', 'read no configuration file')}
`;
}

function usageOf(name: CommandName): string {
  const { operands = [], usage = operands.map((operand) => operand.usage).join(' ') } = commands[name];
  return `${name} ${usage}`.trimEnd();
}
