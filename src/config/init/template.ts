import type { Setting } from '../setting.ts';
import type { AddressGuess } from './address-guess.ts';
import type { ReceiverGuess } from './receiver-guess.ts';

export const templateName = 'webhook-sim.config.yaml';

/** Keys that the template writes by hand. */
const elsewhere = new Set(['to', 'base', 'exec', 'events', 'headers', 'token']);

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
  const guessed = receiver === undefined ? [] : [`# Guessed from ${receiver.from}; please check.`];
  const start = settings.some(({ key }) => key === 'exec')
    ? [
        '',
        '# The command that starts your receiver for a run. The receiver and all its child processes are stopped at the end.',
        ...guessed,
        receiver === undefined ? '# exec: npm start' : `exec: ${scalar(receiver.start)}`,
      ]
    : [];
  const others = settings.filter(({ key }) => !elsewhere.has(key));
  const withExample = others.filter((setting) => example(setting) !== undefined);
  const without = others.filter((setting) => example(setting) === undefined);
  const groups = [...new Set(withExample.map(({ group }) => group))];
  return `# yaml-language-server: $schema=./node_modules/webhook-sim/dist/schemas/config.schema.json

# Settings of webhook-sim. Flags and environment variables, such as WEBHOOK_SIM_TO, override them;
# \`webhook-sim config\` shows the result. \${NAME} is the value of an environment variable: use it for secrets.

${[...addressLines(origin, receiver, address), '', ...eventLines(address), ...start].join('\n')}

# Your platform token; generated if omitted. As a secret, it is token: "\${WEBHOOK_TOKEN}", with the variable set.
# token: my-platform-token

# Headers of every request.
# headers: { X-Tenant: '42' }

# Other addresses for single events; an entry may also have its own token and headers. A full name takes precedence
# over a short name, a short name over a glob; of two globs, the first applies.
# addresses: { 'contact.*': '${origin}/contacts', juzi/message.received: { to: '${origin}/messages', token: my-token } }

# All other keys, named like their flags, with the default if there is one.
${groups.map((group) => groupLines(group, withExample)).join('')}${ownValues(without)}`;
}

function addressLines(
  origin: string,
  receiver: ReceiverGuess | undefined,
  address: AddressGuess | undefined,
): string[] {
  const about = '# Your receiver: either `to`, the exact address, to which everything is sent,';
  const or = '# or `base`, a base address, to which the documented sub-path of each event is appended.';
  const port = receiver === undefined ? [] : [`# The port is guessed from ${receiver.from}; please check.`];
  if (address === undefined) {
    const note = receiver === undefined ? [] : ['# No route was found: please write the path of yours.'];
    return [about, or, ...port, ...note, `to: ${origin}/`];
  }
  const { key, path, from, others, weak } = address;
  const found = weak
    ? `# The path is that of a POST route in ${from.join(', ')}, but nothing says that it is a webhook; please check.`
    : `# The path is guessed from the routes in ${from.join(', ')}; please check.`;
  const more =
    others.length === 0 ? [] : [`# Other routes that may be meant: ${others.slice(0, 8).join(', ')}`];
  return [
    about,
    or,
    ...port,
    found,
    ...more,
    `${key}: ${scalar(`${origin}${path || (key === 'to' ? '/' : '')}`)}`,
  ];
}

function eventLines(address: AddressGuess | undefined): string[] {
  const events = address?.events ?? [];
  const about =
    '# What `test` and `burst` send where no event is named: names or globs; all events if omitted.';
  if (events.length === 0) return [about, "# events: ['yuju/*', 'juzi/*']"];
  return [
    about,
    '# Guessed: the events for which a route was found. Without this key, the others are sent as well.',
    'events:',
    ...events.map((event) => `  - ${/[*{}[\]]/.test(event) ? `'${event}'` : event}`),
  ];
}

function groupLines(group: string, settings: readonly Setting[]): string {
  const own = settings.filter((setting) => setting.group === group);
  const lines = own.map((setting) => {
    const { key, help, negated } = setting;
    // The help of such a flag says what turning it off does.
    return [`# ${key}: ${example(setting)}`, negated ? `if false: ${help}` : help] as const;
  });
  const width = Math.max(...lines.map(([line]) => line.length));
  return `\n# ${group}\n${lines.map(([line, help]) => `${line.padEnd(width)}  # ${help}\n`).join('')}`;
}

/** Keys that are of no use without a value of the user's own: files, addresses, names. */
function ownValues(settings: readonly Setting[]): string {
  if (settings.length === 0) return '';
  const lines = settings.map(({ key, help }) => `#   ${key.padEnd(16)}${help}\n`);
  return `\n# Keys whose values only you know:\n${lines.join('')}`;
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
