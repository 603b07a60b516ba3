import type { Setting } from '../setting.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

export const templateName = 'webhook-sim.config.yaml';

/** Keys that the template writes by hand. */
const elsewhere = new Set(['to', 'base', 'exec', 'headers', 'token']);

/**
 * A configuration that explains every key: the address and the start command are set, all else is commented out.
 * @param settings the keys to explain
 */
export function configTemplate(settings: readonly Setting[], receiver: ReceiverGuess | undefined): string {
  const { port = 3000, path } = receiver ?? {};
  const found = receiver === undefined ? [] : [`# Guessed from ${receiver.from}; please check.`];
  const start = settings.some(({ key }) => key === 'exec')
    ? [
        '',
        '# The command that starts your receiver for a run. The receiver and all its child processes are stopped at the end.',
        ...found,
        receiver === undefined ? '# exec: npm start' : `exec: ${scalar(receiver.start)}`,
      ]
    : [];
  const others = settings.filter(({ key }) => !elsewhere.has(key));
  const groups = [...new Set(others.map(({ group }) => group))];
  return `# yaml-language-server: $schema=./node_modules/webhook-sim/dist/schemas/config.schema.json

# Settings of webhook-sim. Flags and environment variables, such as WEBHOOK_SIM_TO, override them;
# \`webhook-sim config\` shows the result. \${NAME} is the value of an environment variable: use it for secrets.

# Your receiver: either the exact address, to which everything is sent,
${found.map((line) => `${line}\n`).join('')}to: http://127.0.0.1:${port}${path ?? '/'}
# or a base address, to which the documented sub-path of each event is appended.
# base: http://127.0.0.1:${port}
${start.map((line) => `${line}\n`).join('')}
# Your platform token; generated if omitted.
# token: \${WEBHOOK_TOKEN}

# Headers of every request.
# headers:
#   X-Api-Key: \${WEBHOOK_API_KEY}

# Other addresses for single events. A full name takes precedence over a short name, a short name over a glob;
# of two globs, the first applies.
# addresses:
#   contact.*: http://127.0.0.1:${port}/contacts
#   juzi/message.received:
#     to: http://127.0.0.1:${port}/messages
#     token: \${WEBHOOK_TOKEN}
#     headers:
#       X-Api-Key: \${WEBHOOK_API_KEY}

# All other keys, named like their flags, with the default if there is one.
${groups.map((group) => groupLines(group, others)).join('')}`;
}

function groupLines(group: string, settings: readonly Setting[]): string {
  const own = settings.filter((setting) => setting.group === group);
  const lines = own.map((setting) => [`# ${setting.key}: ${example(setting)}`, setting.help] as const);
  const width = Math.max(...lines.map(([line]) => line.length));
  return `\n# ${group}\n${lines.map(([line, help]) => `${line.padEnd(width)}  # ${help}\n`).join('')}`;
}

/** The default, or an example of the right kind. */
function example({ form, kind, default: standard, negated }: Setting): string {
  if (kind === undefined) return String(negated);
  if (form === 'list') return `[${standard ?? '…'}]`;
  return standard ?? kind.example;
}

/** Quoted only where YAML requires it. */
const scalar = (text: string): string =>
  /^[A-Za-z][\w ./@:-]*$/.test(text) && !/: |:$/.test(text) ? text : JSON.stringify(text);
