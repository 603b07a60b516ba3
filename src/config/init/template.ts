import type { Setting } from '../setting.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

export const templateName = 'webhook-sim.config.yaml';

/** Keys that the template writes by hand. */
const elsewhere = new Set(['to', 'base', 'exec', 'headers', 'token']);

/**
 * A configuration with every key explained: the address is set, all else is commented out.
 * @param settings what the keys are
 */
export function configTemplate(settings: readonly Setting[], receiver: ReceiverGuess | undefined): string {
  const { port = 3000, path } = receiver ?? {};
  const found = receiver === undefined ? [] : [`# Guessed from ${receiver.from}: please check.`];
  const start = settings.some(({ key }) => key === 'exec')
    ? [
        '',
        '# The command that starts your receiver for a run; it ends with everything that it has started.',
        ...found,
        receiver === undefined ? '# exec: npm start' : `exec: ${scalar(receiver.start)}`,
      ]
    : [];
  const others = settings.filter(({ key }) => !elsewhere.has(key));
  const groups = [...new Set(others.map(({ group }) => group))];
  return `# yaml-language-server: $schema=./node_modules/webhook-sim/dist/schemas/config.schema.json

# Settings of webhook-sim. A flag is stronger, and so is its variable, such as WEBHOOK_SIM_TO;
# \`webhook-sim config\` shows what holds. \${NAME} takes a value from the environment, so that no secret stands here.

# Your receiver: the exact address, to which everything is sent …
${found.map((line) => `${line}\n`).join('')}to: http://127.0.0.1:${port}${path ?? '/'}
# … or a base address instead, to which each event's documented sub-path is appended.
# base: http://127.0.0.1:${port}
${start.map((line) => `${line}\n`).join('')}
# Your own platform token, in place of a drawn one.
# token: \${WEBHOOK_TOKEN}

# Sent with every delivery.
# headers:
#   X-Api-Key: \${WEBHOOK_API_KEY}

# Where some events go instead. A full name holds before a name, a name before a glob, and of two globs the first.
# addresses:
#   contact.*: http://127.0.0.1:${port}/contacts
#   juzi/message.received:
#     to: http://127.0.0.1:${port}/messages
#     token: \${WEBHOOK_TOKEN}
#     headers:
#       X-Api-Key: \${WEBHOOK_API_KEY}

# All other keys, each the name of its flag, with the default where there is one.
${groups.map((group) => groupLines(group, others)).join('')}`;
}

function groupLines(group: string, settings: readonly Setting[]): string {
  const own = settings.filter((setting) => setting.group === group);
  const lines = own.map((setting) => [`# ${setting.key}: ${example(setting)}`, setting.help] as const);
  const width = Math.max(...lines.map(([line]) => line.length));
  return `\n# ${group}\n${lines.map(([line, help]) => `${line.padEnd(width)}  # ${help}\n`).join('')}`;
}

/** The default, or a value of the right kind. */
function example({ form, kind, default: standard, negated }: Setting): string {
  if (kind === undefined) return String(negated);
  if (form === 'list') return `[${standard ?? '…'}]`;
  return standard ?? kind.example;
}

/** Quoted only where YAML requires it. */
const scalar = (text: string): string =>
  /^[A-Za-z][\w ./@:-]*$/.test(text) && !/: |:$/.test(text) ? text : JSON.stringify(text);
