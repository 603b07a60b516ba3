import { cpSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { shells } from '../../src/cli/completion/shells.ts';
import { bashShell, has, Shells, zshDump, zshShell } from '../cli/completion/interactive.ts';
import { lines, root, runCli, start, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => {
  bench[Symbol.dispose]();
  rmSync(zshDump, { force: true });
});
const path = `${bench.folder}${delimiter}${process.env['PATH'] ?? ''}`;
const interactive = new Shells({ folder: bench.folder, path });
afterAll(() => interactive.close());

cpSync(join(root, 'examples/my-events'), join(bench.folder, 'my events'), { recursive: true });
mkdirSync(join(bench.folder, 'some reports'));
bench.file('certificate.pem', '');
bench.file('some reports/report.xml', '');

mkdirSync(join(bench.folder, 'node_modules/.bin'), { recursive: true });
symlinkSync(join(bench.folder, 'webhook-sim'), join(bench.folder, 'node_modules/.bin/webhook-sim'));

const names = Object.keys(shells);

describe.concurrent('completion', () => {
  test.concurrent.each(names)('%s prints a script that says how to load it', async (name) => {
    const { code, stdout, stderr } = await runCli(['completion', name]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [head = ''] = stdout.split('\n\n');
    expect(head).toMatch(new RegExp(`^# .*webhook-sim completion ${name}\\b`, 'm'));
    const { stdout: help } = await runCli(['completion', '--help']);
    expect(help).toContain(`webhook-sim completion ${name}`);
  });

  test.concurrent('wants a shell that it knows', async () => {
    for (const [args, message] of [
      [[], 'completion needs a shell'],
      [['zhs'], "no completion for 'zhs' (did you mean zsh?)"],
    ] as const) {
      const { code, stdout, stderr } = await runCli(['completion', ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
      expect(stderr).toBe(`error: ${message}: write one of ${names.join(', ')}\n`);
    }
  });

  test.concurrent('answers beside a configuration that is broken', async () => {
    using broken = workshop();
    broken.file('webhook-sim.config.json', '{');
    const { code, stdout } = await runCli(['completion', 'fish', '--', 'send', 'contact.up'], {
      cwd: broken.folder,
    });
    expect(code).toBe(0);
    expect(stdout).toBe('words\ncontact.updated\t当有联系人更新时 · A contact was updated\n');
  });
});

const message = 'webhook-sim send message.received';
/** The cursor goes back to the event. */
const backwards = `webhook-sim send contact.up --to x${'\x02'.repeat(7)}\t`;

/** A line with the Tab in it, and what a person who presses it gets to see. */
const typedInBoth = [
  ['webhook-sim se\t', 'webhook-sim send '],
  ['webhook-sim --no-color se\t', 'webhook-sim --no-color send '],
  ['webhook-sim send contact.up\t', 'webhook-sim send contact.updated '],
  ['webhook-sim send juzi/acc\t', 'webhook-sim send juzi/account.renamed '],
  ['webhook-sim send juz\tacc\t', 'webhook-sim send juzi/account.renamed '],
  ['webhook-sim send contact-l\t', 'webhook-sim send contact-life '],
  ['webhook-sim send -H x:y contact.up\t', 'webhook-sim send -H x:y contact.updated '],
  [`${message} --varia\t`, `${message} --variant `],
  [`${message} --variant ty\t`, `${message} --variant type=`],
  [`${message} --variant type=im\t`, `${message} --variant type=image`],
  [`${message} --variant type=im\t,cha\tro\t`, `${message} --variant type=image,chat=room`],
  [`${message} --variant=type=im\t,cha\tro\t`, `${message} --variant=type=image,chat=room`],
  [`${message} --set data.chatI\t`, `${message} --set data.chatId=`],
  [
    "webhook-sim send room.left --unset 'leftMembers[0].n\t",
    "webhook-sim send room.left --unset 'leftMembers[0].nickName' ",
  ],
  ['webhook-sim test --only=variants,forw\t', 'webhook-sim test --only=variants,forward'],
  [
    'webhook-sim test --reporter jun\t=some\\ rep\trep\t',
    'webhook-sim test --reporter junit=some\\ reports/report.xml ',
  ],
  ['webhook-sim test --cacert cert\t', 'webhook-sim test --cacert certificate.pem '],
  [
    'webhook-sim send --event-files "my events" parcel.m\t',
    'webhook-sim send --event-files "my events" parcel.moved ',
  ],
  // Nothing may stand there: neither a file nor an event.
  ['webhook-sim send --to cert\t', 'webhook-sim send --to cert'],
  ['webhook-sim send nothing.there --variant t\t', 'webhook-sim send nothing.there --variant t'],
  // The command is one of several, and is called by its path.
  ['true; X=1 webhook-sim send contact.up\t', 'true; X=1 webhook-sim send contact.updated '],
  ['./webhook-sim send contact.up\t', './webhook-sim send contact.updated '],
  // npx runs it.
  ['npx webhook-\t', 'npx webhook-sim '],
  ['npx webhook-sim send contact.up\t', 'npx webhook-sim send contact.updated '],
  ['npx --no-install webhook-sim se\t', 'npx --no-install webhook-sim send '],
  [
    'npx webhook-sim send message.received --variant type=im\t,cha\tro\t',
    'npx webhook-sim send message.received --variant type=image,chat=room',
  ],
  ['npx cowsay contact.up\t', 'npx cowsay contact.up'],
] as const;

const missing = (shell: string): string => `skipped: no ${shell} here`;
for (const shell of names) if (!has(shell)) console.warn(missing(shell));

describe.skipIf(!has('script') || !has('bash'))(has('bash') ? 'in bash' : missing('bash'), () => {
  const ownWays = [
    [`${message} --variant "type=im\t`, `${message} --variant "type=image"`],
    [`${message} --variant 'type=im\t`, `${message} --variant 'type=image'`],
    [backwards, 'webhook-sim send contact.updated --to x'],
    [
      'webhook-sim send --event-files my\\ ev\t blueb\t',
      'webhook-sim send --event-files my\\ events/ bluebird/',
    ],
  ] as const;

  test.concurrent.each([...typedInBoth, ...ownWays])('%j', async (keys, line) => {
    expect((await interactive.typeInto(bashShell, keys)).line).toBe(line);
  });

  test.concurrent('whatever it is told to cut words at', async () => {
    const whole = {
      ...bashShell,
      settings: (folder: string) => `${bashShell.settings(folder)}\nCOMP_WORDBREAKS=$' \\t\\n"\\'><;|&('\n`,
    };
    for (const keys of [
      `${message} --variant type=im\t,cha\tro\t`,
      'webhook-sim test --only=variants,forw\t',
    ]) {
      const { line } = await interactive.typeInto(whole, keys);
      expect(line).toBe(typedInBoth.find(([typed]) => typed === keys)?.[1]);
    }
  });

  test.concurrent('all that may stand there', async () => {
    const { line } = await interactive.typeInto(bashShell, `${message} --variant type=image,chat=\x14`);
    expect(line).toBe(`${message} --variant type=image,chat=private room `);
  });
});

describe.skipIf(!has('script') || !has('zsh'))(has('zsh') ? 'in zsh' : missing('zsh'), () => {
  const ownWays = [
    [`${message} --variant "type=im\t`, `${message} --variant "type=image`],
    [`${message} --variant 'type=im\t`, `${message} --variant 'type=image`],
    [backwards, 'webhook-sim send contact.updated  --to x'],
    [
      'webhook-sim send --event-files my\\ ev\t blueb\t',
      'webhook-sim send --event-files my\\ events bluebird/',
    ],
  ] as const;

  test.concurrent.each([...typedInBoth, ...ownWays])('%j', async (keys, line) => {
    expect((await interactive.typeInto(zshShell, keys)).line).toBe(line);
  });

  test.concurrent('with what each is about', async () => {
    const { screen } = await interactive.typeInto(zshShell, 'webhook-sim send contact\t', 'contact-life');
    expect(screen).toContain('contact-life');
    expect(screen).toMatch(/contact\.updated +-- 当有联系人更新时 · A contact was updated/);
  });

  test.concurrent('from a folder of fpath', async () => {
    const autoloaded = {
      ...zshShell,
      settings: (folder: string) =>
        `webhook-sim completion zsh > ${folder}/_webhook-sim\nfpath=(${folder} $fpath)\n${zshShell.settings(folder).replace(/^eval .*$/m, '')}`,
    };
    const { line } = await interactive.typeInto(autoloaded, 'webhook-sim send contact.up\t');
    expect(line).toBe('webhook-sim send contact.updated ');
  });
});

describe.skipIf(!has('fish'))(has('fish') ? 'in fish' : missing('fish'), () => {
  /** What fish would show for a line, cut at tabs. */
  async function offered(line: string): Promise<string[][]> {
    const script = 'webhook-sim completion fish | source; complete -C $argv[1]';
    const { code, stdout, stderr } = await start('fish', ['--no-config', '-c', script, line], {
      cwd: bench.folder,
      env: { PATH: path, HOME: bench.folder, LANG: 'C.UTF-8' },
    }).ended;
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return lines(stdout).map((row) => row.split('\t'));
  }

  test.concurrent.each([
    ['webhook-sim se', ['send']],
    ['webhook-sim send contact.', ['contact.created', 'contact.deleted', 'contact.updated']],
    ['webhook-sim send juzi/acc', ['juzi/account.renamed']],
    [`${message} --variant type=im`, ['type=image']],
    [`${message} --variant "type=im`, ['type=image']],
    [`${message} --variant 'type=image,chat=`, ['type=image,chat=private', 'type=image,chat=room']],
    ['webhook-sim test --only=variants,forw', ['--only=variants,forward']],
    ['webhook-sim test --cacert cert', ['certificate.pem']],
    ['webhook-sim test --reporter junit=some\\ reports/rep', ['junit=some reports/report.xml']],
    ['webhook-sim test --reporter "junit=some reports/rep', ['junit=some reports/report.xml']],
    ['webhook-sim send --event-files my\\ events parcel.', ['parcel.moved', 'parcel.signed']],
    ['webhook-sim send --to cert', []],
    ['true; X=1 webhook-sim send contact.up', ['contact.updated']],
    ['./webhook-sim send contact.up', ['contact.updated']],
    ['npx webhook-sim send contact.up', ['contact.updated']],
    ['npx --no-install webhook-sim se', ['send']],
    ['npx webhook-sim send message.received --variant type=im', ['type=image']],
  ])('%j', async (line, words) => {
    expect((await offered(line)).map(([word]) => word)).toEqual(words);
  });

  test.concurrent('with what each is about', async () => {
    expect(await offered(`${message} --variant type=im`)).toEqual([['type=image', '图片 · image']]);
    expect(await offered('webhook-sim test --cove')).toEqual([
      ['--coverage', expect.stringContaining('pairwise')],
    ]);
  });
});

/** What the script for PowerShell does with the answer is only tried where there is one. */
describe('the protocol of PowerShell', () => {
  /** The lines of the program for words, of which the last is at the cursor. */
  async function answered(...words: string[]): Promise<string[]> {
    const { code, stdout, stderr } = await runCli(['completion', 'powershell', `+${words.join('\x1f')}`]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return lines(stdout);
  }

  test.concurrent.each<[string[], string[]]>([
    [['se'], ['send\tsend\tsend an event or a scenario and judge the responses']],
    [['send', 'contact.up'], ['contact.updated\tcontact.updated\t当有联系人更新时 · A contact was updated']],
    [
      ['send', 'message.received', '--variant', 'type=image,chat=ro'],
      ["'type=image,chat=room'\tchat=room\t群聊 · room"],
    ],
    [['send', '--to', ''], []],
  ])('%j', async (words, expected) => {
    const [kind, ...rest] = await answered(...words);
    expect(kind).toBe('words');
    expect(rest.map((line) => line.replace('\troom\t', '\tchat=room\t'))).toEqual(expected);
  });

  test.concurrent('leaves files to PowerShell', async () => {
    expect(await answered('test', '--cacert', 'cert')).toEqual(['files']);
  });
});

const pwsh = ['pwsh', 'powershell'].find(has);

describe.skipIf(pwsh === undefined)(pwsh === undefined ? missing('pwsh') : 'in PowerShell', () => {
  test.concurrent.each([
    ['webhook-sim send contact.up', 'contact.updated'],
    ['npx webhook-sim send contact.up', 'contact.updated'],
    ["webhook-sim send message.received --variant 'type=image,chat=ro", "'type=image,chat=room'"],
  ])('%j', async (line, word) => {
    const script = `webhook-sim completion powershell | Out-String | Invoke-Expression
[System.Management.Automation.CommandCompletion]::CompleteInput($env:LINE, $env:LINE.Length, $null).CompletionMatches.CompletionText`;
    const { code, stdout, stderr } = await start(pwsh ?? '', ['-NoProfile', '-Command', script], {
      cwd: bench.folder,
      env: { PATH: path, HOME: bench.folder, LINE: line },
    }).ended;
    expect({ code, stderr, words: lines(stdout) }).toEqual({ code: 0, stderr: '', words: [word] });
  });
});
