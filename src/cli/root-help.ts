import type { Paint } from '../report/text/paint.ts';
import { version } from '../version.ts';

/** What `webhook-sim` alone prints. */
export function rootHelp(paint: Paint): string {
  const command = (name: string, about: string): string => `  ${paint.accent(name.padEnd(20))}${about}`;
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
${command('list [pattern]', 'the events and scenarios, by platform')}
${command('show <event>', "an event's documentation: fields, enums, variants, response")}
${command('generate <event>', 'print payloads')}
${command('send <event>', 'post payloads to a receiver and judge its responses; a scenario tells a whole story')}
${command('test [events...]', 'everything that the platform can do to a receiver, as a suite for CI')}
${command('burst [events...]', 'load and soak: unique payloads at a rate, every response judged')}
${command('compare <a> <b>', 'two bursts side by side, from their JSON reports')}
${command('config', 'the settings that hold, and where each comes from')}
${command('init', 'write a configuration and a CI recipe for the receiver in this folder')}
${command('completion <shell>', 'complete commands, events, variants and flags in bash, zsh or fish')}

${paint.strong('Options')}
${command('-h, --help', 'this help; `webhook-sim send --help` has the flags of a command')}
${command('-V, --version', 'the version')}
${command('--no-color', 'no colours; NO_COLOR does the same')}
${command('--config <file>', 'settings from this file, in place of the nearest webhook-sim.config.*')}
${command('--no-config', 'settings from no file')}
`;
}
