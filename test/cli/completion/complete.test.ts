import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { builtinCatalog } from '../../../src/catalog/builtin.ts';
import { parsePath } from '../../../src/catalog/field-path.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { caseSelection } from '../../../src/cli/commands/case-selection.ts';
import { type CompletionSource, commandNames, commands } from '../../../src/cli/commands.ts';
import { complete, sources } from '../../../src/cli/completion/complete.ts';
import { flagsOf } from '../../../src/cli/flags/declared.ts';
import type { Output } from '../../../src/cli/io/io.ts';
import { memberOf } from '../../../src/define/dimension.ts';
import { parseChoices, resolveVariant } from '../../../src/generate/variants.ts';
import { reporterNames } from '../../../src/report/suite/reporters.ts';
import { noPaint } from '../../../src/report/text/paint.ts';
import { groupNames } from '../../../src/suite/plan/groups.ts';

const events = await builtinCatalog.load('*');
const ids = builtinCatalog.entries.map(({ id }) => id);

/** What `webhook-sim NAME --help` prints. */
async function helpOfCommand(name: string): Promise<string> {
  let shown = '';
  const invocation = await readCommandLine([name, '--help']);
  const out: Output = {
    closed: false,
    problem: undefined,
    async write(chunk) {
      shown += chunk;
    },
  };
  await invocation?.run({ out, note: () => undefined, terminal: false, paint: async () => noPaint });
  return shown;
}

/** The completions at the end of a line, which is split at spaces. */
async function completed(line: string): Promise<string[]> {
  const { prefix, values } = await complete(line.split(' '));
  return values.map(({ value }) => prefix + value);
}

test('every source of values is used', () => {
  const kinds = commandNames.flatMap((name) => flagsOf(name).map(({ kind }) => kind?.complete));
  const operands = commandNames.flatMap((name) => commands[name].operands ?? []);
  const used = new Set([...kinds, ...operands.map(({ complete }) => complete)]);
  expect(Object.keys(sources).filter((name) => !used.has(name as CompletionSource))).toEqual([]);
});

describe('commands and flags', () => {
  test('are completed before a command', async () => {
    expect(await completed('')).toEqual(commandNames);
    expect(await completed('--no-color se')).toEqual(['send']);
    expect(await completed('-')).toEqual([
      '--version',
      '--lang',
      '--no-color',
      '--config',
      '--no-config',
      '--help',
    ]);
  });

  test.each(commandNames)('%s has the flags of its help and those of the program', async (name) => {
    const helped = [...(await helpOfCommand(name)).matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(
      ([, flag]) => flag,
    );
    expect((await completed(`${name} --`)).sort()).toEqual(
      [...new Set([...helped, '--lang', '--no-color', '--config', '--no-config'])].sort(),
    );
  });

  test('a flag is offered once, unless it may be repeated', async () => {
    expect(await completed('send --seed 1 --se')).toEqual(['--set']);
    expect(await completed('send --set a=1 --se')).toEqual(['--seed', '--set']);
    expect(await completed('send -n 5 --c')).not.toContain('--count');
    expect(await completed('send -H a:b --he')).toEqual(['--header', '--help']);
  });

  test('a short flag counts as given', async () => {
    expect(await completed('send -H')).toEqual(['-H']);
    expect(await completed('send -Z')).toEqual([]);
  });

  test('a value is not a flag, and after -- there are none', async () => {
    expect(await completed('send --seed -')).toEqual([]);
    expect(await completed('send -- --s')).toEqual([]);
    expect(await completed('send -- contact.up')).toEqual(['contact.updated']);
  });

  test('an unknown command has no completions', async () => {
    expect(await completed('sned --')).toEqual([]);
    expect(await completed('sned contact')).toEqual([]);
  });
});

describe('events and scenarios', () => {
  test('have short names, and full names after a platform', async () => {
    expect(await completed('send contact')).toEqual([
      'contact.created',
      'contact.deleted',
      'contact.updated',
      'contact-life',
    ]);
    expect(await completed('show ju')).toEqual(['juzi/']);
    expect(await completed('test juzi/')).toEqual(ids.filter((id) => id.startsWith('juzi/')));
    expect(await completed('list yuju/contact-')).toEqual(['yuju/contact-life']);
  });

  test.each(['list', 'show', 'generate', 'send'])(
    '%s accepts every name that completion offers',
    async (command) => {
      const names = [...(await completed(`${command} `)), ...(await completed(`${command} juzi/`))];
      for (const name of names.filter((name) => !name.endsWith('/'))) {
        expect((await builtinCatalog.choose(name)).events.length, name).toBeGreaterThan(0);
      }
      expect(names.length).toBeGreaterThan(builtinCatalog.entries.length);
    },
  );

  test('test is offered events only, each once', async () => {
    expect(await completed('test contact')).not.toContain('contact-life');
    expect(await completed('test contact.updated contact.')).toEqual(['contact.created', 'contact.deleted']);
    expect(await completed('send contact.updated contact.')).toContain('contact.created');
  });

  test('--event-files adds your own', async () => {
    const folder = fileURLToPath(new URL('../../../examples/my-events', import.meta.url));
    expect(await completed(`send --event-files ${folder} parcel.`)).toEqual([
      'parcel.moved',
      'parcel.signed',
    ]);
    expect(await completed(`send --event-files=${folder} parcel.moved --variant cold=`)).toEqual([
      'cold=no',
      'cold=yes',
    ]);
    // If your own events do not load, the built-in ones are offered.
    expect(await completed('send --event-files /nowhere contact.up')).toEqual(['contact.updated']);
  });
});

describe('variants', () => {
  test.each(events.map((event) => [event.id, event] as const))(
    'of %s: whatever is offered can be had',
    async (id, event) => {
      const dimensions = await completed(`send ${id} --variant `);
      expect(dimensions).toEqual(event.dimensions.map(({ name }) => `${name}=`));
      for (const dimension of dimensions) {
        const choices = await completed(`send ${id} --variant ${dimension}`);
        expect(choices.length, dimension).toBeGreaterThan(0);
        for (const choice of choices) resolveVariant(event, parseChoices(event, choice));
      }
    },
  );

  test('after a comma, exactly the compatible choices are offered', async () => {
    const event = await builtinCatalog.get('juzi/message.received');
    for (const { name, members, beyond } of event.dimensions.filter(({ name }) => name !== 'type')) {
      const all = [...Object.keys(members), ...Object.keys(beyond)];
      const possible = all.filter((member) => {
        try {
          return resolveVariant(event, { type: 'image', [name]: member }) !== undefined;
        } catch {
          return false;
        }
      });
      const before = 'send juzi/message.received --variant type=image,';
      expect(await completed(`${before}${name}=`)).toEqual(
        possible.map((member) => `type=image,${name}=${member}`),
      );
      expect((await completed(before)).includes(`type=image,${name}=`), name).toBe(possible.length > 0);
    }
  });

  test('a chosen dimension is not offered again, even if its value was a number or label', async () => {
    const line = 'generate message.received --variant';
    expect(await completed(`${line} type=image,ty`)).toEqual([]);
    expect(await completed(`${line} type=6,chat=r`)).toEqual(['type=6,chat=room']);
    expect(await completed(`${line} type=图片,chat=r`)).toEqual(['type=图片,chat=room']);
  });

  test('nothing is offered without an event, or after an unknown choice', async () => {
    expect(await completed('send --variant ')).toEqual([]);
    expect(await completed('send nothing.there --variant ')).toEqual([]);
    expect(await completed('send message.received --variant type=nothing,')).toEqual([]);
    expect(await completed('send message.received --variant nothing=')).toEqual([]);
  });

  test('several events are offered their common choices', async () => {
    const both = await completed('send contact.* --variant ');
    const [first] = events.filter(({ id }) => id === 'yuju/contact.created');
    expect(both).toEqual(first?.dimensions.map(({ name }) => `${name}=`));
  });

  test('are described in both languages', async () => {
    const { values } = await complete(['send', 'message.received', '--variant', 'type=im']);
    const type = events.find(({ id }) => id === 'juzi/message.received')?.dimensions[0];
    const image = type && memberOf(type, 'image');
    expect(values).toEqual([{ value: 'image', open: true, about: `${image?.zh} · ${image?.en}` }]);
  });
});

describe('values', () => {
  test('of one word', async () => {
    expect(await completed('send contact.updated --coverage ')).toEqual([
      'default',
      'each',
      'pairwise',
      'full',
    ]);
    expect(await completed('test --coverage=p')).toEqual(['--coverage=pairwise']);
    expect(await completed('send --contract s')).toEqual(['status', 'strict']);
    expect(await completed('test --reporter ')).toEqual(reporterNames);
    expect(await completed('completion ')).toEqual(['bash', 'zsh', 'fish', 'powershell']);
  });

  test('of several, each once', async () => {
    expect(await completed('test --only ')).toEqual(groupNames);
    expect(await completed('test --skip=variants,forward,')).toEqual(
      groupNames
        .filter((name) => name !== 'variants' && name !== 'forward')
        .map((name) => `--skip=variants,forward,${name}`),
    );
  });

  test('of --negative-expect include all', async () => {
    const names = await completed('test --negative-expect ');
    expect(names).toContain('all');
    expect(() => caseSelection([], [], { negativeExpect: names })).not.toThrow();
  });

  test('of a scenario’s steps', async () => {
    expect(await completed('send contact-life --step ')).toEqual(['1', '2', '3', '4', '5']);
    expect(await completed('send contact.updated --step ')).toEqual([]);
  });

  test('that are files are completed by the shell', async () => {
    for (const line of ['send --body ', 'test --cacert=ca', 'test --event-files ', '--config ']) {
      expect((await complete(line.split(' '))).files, line).toBe(true);
    }
    const report = await complete(['test', '--reporter=junit=rep']);
    expect(report).toEqual({ prefix: '--reporter=junit=', values: [], files: true });
  });

  test('of free text are not completed', async () => {
    for (const flag of ['--to', '--seed', '-H', '--count', '--token']) {
      const { values, files } = await complete(['send', 'contact.updated', flag, '']);
      expect({ values, files }, flag).toEqual({ values: [], files: undefined });
    }
  });

  test('of fields are paths', async () => {
    for (const id of ids) {
      for (const path of await completed(`generate ${id} --unset `)) parsePath(path);
    }
    expect(await completed('send room.left --set leftMembers[0].n')).toEqual(['leftMembers[0].nickName=']);
    expect(await completed('send room.left --set chatId=')).toEqual([]);
  });
});
