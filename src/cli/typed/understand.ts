import { nearest } from '../../catalog/nearest.ts';
import { UsageError } from '../../errors.ts';
import { say } from '../../language.ts';
import { plainWidth } from '../../typed-text.ts';
import { type CommandName, commandNames, commands } from '../commands.ts';
import { type DeclaredFlag, flagsOf } from '../flags/declared.ts';
import { completeReport } from '../flags/kinds.ts';
import { addressIn, addressWords, eventWord, isName, takesEvents } from './operand.ts';
import { asMeant } from './quotes.ts';
import { commandSpellings, type FlagSpelling, flagAdvice, flagSpellings } from './spellings.ts';

const versionWords = new Set(['version', '-v', '-version', '--v']);
const helpWords = new Set(['help', '-help', '-?', '/?', '--h']);

/**
 * A command line as commander reads it, from one as people type it: flags in any place and by the names that other tools
 * have for them, an address without a flag, `help send`, quotes that no shell took away.
 * @throws UsageError with what to type, where it is clear what was meant but not how to do it
 */
export function understand(argv: readonly string[]): readonly string[] {
  // The words after `completion` are those of a line that is not complete.
  if (argv[0] === 'completion') return argv;
  const words = asMeant(argv);
  if (words.length === 1 && versionWords.has(words[0] as string)) return ['--version'];
  const at = commandPlace(words);
  if (at === undefined) return withoutCommand(words);
  const [typed = '', ...parts] = partedWords(words[at] as string);
  const rest = [...words.slice(0, at), ...parts, ...words.slice(at + 1)];
  if (helpWords.has(typed)) return understand([...(rest.length === 0 ? [] : rest.slice(0, 1)), '--help']);
  const command = commandOf(typed);
  if (command === undefined) return words;
  if (rest.length === 1 && helpWords.has(rest[0] as string)) return [command, '--help'];
  return [command, ...new Words(command, rest).understood()];
}

/** Words that a full-width blank parts, which is none to a shell: `send\u3000contact.updated`. */
const partedWords = (word: string): readonly string[] => asMeant(word.split('\u3000').filter(Boolean));

function commandOf(typed: string): CommandName | undefined {
  const name = plainWidth(typed).toLowerCase();
  const command = commandNames.find((one) => one === name) ?? commandSpellings[name];
  if (command !== undefined) return command;
  const event = eventWord(typed);
  if (event !== typed || isName(event)) {
    throw new UsageError({
      zh: `${typed} 是事件，不是命令：请写 webhook-sim send '${event}'`,
      en: `${typed} is no command, but an event: write webhook-sim send '${event}'`,
    });
  }
  const [likely] = nearest(typed, [...commandNames, 'help']);
  throw new UsageError({
    zh: `未知命令 ${typed}${likely === undefined ? '' : `（是不是 ${likely}？）`}`,
    en: `unknown command '${typed}'${likely === undefined ? '' : ` (did you mean ${likely}?)`}`,
  });
}

/** A line without a command: the program's own flags. @throws UsageError for a flag of a command */
function withoutCommand(words: readonly string[]): readonly string[] {
  const [name = ''] = words.map((word) => splitFlag(word).name);
  const command = commandNames.find((one) =>
    flagsOf(one).some((flag) => !flag.global && isNamed(flag, name)),
  );
  if (command === undefined) return words;
  throw new UsageError({
    zh: `${name} 须与命令一起使用，例如 webhook-sim ${command} ${name}`,
    en: `${name} goes with a command, such as webhook-sim ${command} ${name}`,
  });
}

/** Where the command is: the first word that is neither a flag nor a flag's value. */
function commandPlace(words: readonly string[]): number | undefined {
  for (let i = 0; i < words.length; i += 1) {
    const word = words[i] as string;
    if (word === '--') return undefined;
    if (!isFlag(word) || helpWords.has(word)) return i;
    const { name, value } = splitFlag(word);
    if (takesValue(name) && value === undefined) i += 1;
  }
  return undefined;
}

/** Whether a flag takes a value, in any command or by another tool's name. */
function takesValue(name: string): boolean {
  const spelling = flagSpellings[name];
  if (spelling !== undefined && 'words' in spelling) return spelling.valued;
  const names = [name, ...(spelling ?? [])];
  return commandNames.some((command) =>
    flagsOf(command).some((flag) => flag.kind !== undefined && names.some((one) => isNamed(flag, one))),
  );
}

const isFlag = (word: string): boolean => /^-./.test(word);
const isNamed = ({ long, short }: DeclaredFlag, name: string): boolean =>
  name === long || name === `-${short}`;

/** `--to=URL` in two. */
function splitFlag(word: string): { readonly name: string; readonly value?: string } {
  const [, name = word, value] = /^(--?[\w-]+)=(.*)$/s.exec(word) ?? [];
  return value === undefined ? { name } : { name, value };
}

/** The words after a command. */
class Words {
  readonly #command: CommandName;
  readonly #flags: readonly DeclaredFlag[];
  readonly #left: string[];
  readonly #understood: string[] = [];
  #address: string | undefined;
  #events = 0;

  constructor(command: CommandName, rest: readonly string[]) {
    this.#command = command;
    this.#flags = flagsOf(command);
    this.#left = [...rest];
  }

  understood(): readonly string[] {
    for (let word = this.#left.shift(); word !== undefined; word = this.#left.shift()) {
      if (word === '--') {
        this.#events += this.#left.length;
        this.#understood.push(word, ...this.#left.splice(0));
      } else if (isFlag(word)) this.#flag(word);
      else if (/[^\u3000]\u3000[^\u3000]/.test(word) && takesEvents.has(this.#command)) {
        this.#left.unshift(...partedWords(word));
      } else this.#operand(word);
    }
    const required = commands[this.#command].operands?.some(({ usage }) => usage.startsWith('<')) === true;
    const asksHelp = this.#understood.some((word) => word === '-h' || word === '--help');
    if (required && takesEvents.has(this.#command) && this.#events === 0 && !asksHelp) {
      const to = this.#address === undefined ? '' : ` --to ${this.#address}`;
      throw new UsageError({
        zh: `${this.#command} 需要指定事件，例如 webhook-sim ${this.#command} contact.updated${to}`,
        en: `${this.#command} needs an event, such as webhook-sim ${this.#command} contact.updated${to}`,
      });
    }
    return this.#understood;
  }

  #operand(word: string): void {
    const [flag, value = ''] = this.#understood.slice(-2);
    if (flag === '--reporter' && /^\w+$/.test(value) && completeReport(word) !== word) {
      this.#understood.splice(-1, 1, `${value}=${word}`);
      return;
    }
    if (!takesEvents.has(this.#command)) {
      this.#understood.push(word);
      return;
    }
    const address = this.#flags.some(({ key }) => key === 'to') ? addressIn(word) : undefined;
    if (address === undefined) {
      this.#events += 1;
      this.#understood.push(eventWord(word));
      return;
    }
    if (this.#address !== undefined || this.#understood.some((one) => /^--(to|base)(=|$)/.test(one))) {
      throw new UsageError({
        zh: `${word}：已经有一个地址，只能写一个`,
        en: `${word}: there is an address already; name one`,
      });
    }
    this.#address = address;
    this.#understood.push(...addressWords(this.#command, address));
  }

  #flag(word: string): void {
    if (/^(-h|--help|-V|--version)$/.test(word)) {
      this.#understood.push(word);
      return;
    }
    const { name, value } = splitFlag(word);
    const own = this.#own(name);
    if (own !== undefined) this.#give(own, name, value);
    else if (/^-\w/.test(word) && this.#own(word.slice(0, 2)) !== undefined) this.#understood.push(word);
    else this.#foreign(word, name, value);
  }

  /** The command's own flag: also in camel case, in snake case, or with one hyphen. */
  #own(name: string): DeclaredFlag | undefined {
    const exact = this.#flags.find((flag) => isNamed(flag, name));
    if (exact !== undefined || name.length < 4) return exact;
    const long = `--${name
      .replace(/^-+/, '')
      .replace(/[A-Z]+/g, (letters, i: number) => `${i === 0 ? '' : '-'}${letters.toLowerCase()}`)
      .replaceAll('_', '-')}`;
    return this.#flags.find((flag) => flag.long === long || flag.long === name.toLowerCase());
  }

  #give({ long, short, kind }: DeclaredFlag, typed: string, value: string | undefined): void {
    const name = typed === `-${short}` ? typed : long;
    if (kind === undefined) {
      if (value !== undefined && !/^(1|true|yes|on)$/i.test(value)) {
        throw new UsageError({
          zh: `${long}=${value}：${long} 是开关：请去掉 =${value}，或去掉整个参数`,
          en: `${long}=${value}: ${long} is a switch: write it without a value, or leave it out`,
        });
      }
      this.#understood.push(name);
      return;
    }
    const given = value ?? this.#left.shift();
    if (given === undefined) {
      throw new UsageError({
        zh: `${name} 缺少值：${name} <${kind.placeholder}>`,
        en: `${name} needs a value: ${name} <${kind.placeholder}>`,
      });
    }
    if (value === undefined && this.#flags.some((flag) => flag.long === splitFlag(given).name)) {
      throw new UsageError({
        zh: `${name} 缺少值：${given} 之前应有 ${name} <${kind.placeholder}>`,
        en: `${name} needs a value: ${name} <${kind.placeholder}>, before ${given}`,
      });
    }
    this.#understood.push(...(/^-/.test(given) && given !== '-' ? [`${long}=${given}`] : [name, given]));
  }

  #foreign(word: string, name: string, value: string | undefined): void {
    const spelling = flagSpellings[`${name} ${this.#command}`] ?? flagSpellings[name];
    const words = spelling && this.#spelt(spelling, value);
    if (words !== undefined) {
      this.#left.unshift(...words);
      return;
    }
    // `-XPOST` is `-X` with its value.
    const short = /^-[A-Z]./.test(word) ? word.slice(0, 2) : name;
    const advice = flagAdvice.find(
      ({ flags, takes }) => flags.includes(short) && (takes === undefined || this.#own(takes) !== undefined),
    );
    if (advice !== undefined)
      throw new UsageError({
        zh: `没有 ${short}：${advice.instead.zh}`,
        en: `there is no ${short}: ${advice.instead.en}`,
      });
    throw new UsageError({
      zh: `未知参数 ${name}${this.#hint(name)}`,
      en: `unknown option '${name}'${this.#hint(name)}`,
    });
  }

  /** Our words for another tool's flag; `undefined` where the command does not take them. */
  #spelt(spelling: FlagSpelling, value: string | undefined): readonly string[] | undefined {
    if ('words' in spelling) {
      const [flag = '', pattern = ''] = spelling.words.split(' ');
      if (this.#own(flag) === undefined) return undefined;
      const given = spelling.valued ? (value ?? this.#left.shift()) : '';
      return given === undefined ? undefined : [flag, pattern.replace('…', () => given)];
    }
    const own = spelling.map((flag) => this.#own(flag)).find((flag) => flag !== undefined);
    if (own === undefined) return undefined;
    if (own.key !== 'to') return [value === undefined ? own.long : `${own.long}=${value}`];
    // An address may also be a base, as one without a flag may.
    const given = value ?? this.#left.shift();
    const address = given === undefined ? undefined : addressIn(given);
    if (address !== undefined) return addressWords(this.#command, address);
    return given === undefined ? [own.long] : [own.long, given];
  }

  #hint(name: string): string {
    const likely = nearest(
      name.replace(/^-+/, ''),
      this.#flags.map(({ long }) => long.slice(2)),
    );
    if (likely.length > 0) {
      const flags = likely.map((long) => `--${long}`);
      return say({ zh: `（是不是 ${flags.join(' 或 ')}？）`, en: ` (did you mean ${flags.join(' or ')}?)` });
    }
    const takers = commandNames.filter(
      (command) => command !== 'config' && flagsOf(command).some((flag) => isNamed(flag, name)),
    );
    if (takers.length === 0) return '';
    const [last = '', ...others] = takers.toReversed();
    const before = others.toReversed().join(', ');
    return say({
      zh: `：${this.#command} 不支持，支持它的命令：${takers.join('、')}`,
      en: `: ${this.#command} does not take it, ${others.length === 0 ? `${last} does` : `${before} and ${last} do`}`,
    });
  }
}
