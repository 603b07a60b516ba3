import { Command, Help, type Option } from 'commander';
import { didYouMean } from '../catalog/nearest.ts';
import { errorLine } from '../errors.ts';
import { type LocalizedText, say } from '../language.ts';
import { columnsOf, wrapped } from '../report/text/columns.ts';

/** commander's own words, which it has in English alone. */
const headings: Readonly<Record<string, LocalizedText>> = {
  'Usage:': { zh: '用法：', en: 'Usage:' },
  'Arguments:': { zh: '位置参数：', en: 'Arguments:' },
  'Options:': { zh: '参数：', en: 'Options:' },
};

/** The help of a command, in the language in effect. */
class LocalizedHelp extends Help {
  override styleTitle(title: string): string {
    const known = headings[title];
    return known === undefined ? title : say(known);
  }

  override commandUsage(command: Command): string {
    return super.commandUsage(command).replace('[options]', say({ zh: '[参数]', en: '[options]' }));
  }

  override argumentDescription(argument: Parameters<Help['argumentDescription']>[0]): string {
    const { description, defaultValue } = argument;
    const standard = say({
      zh: `（默认：${defaultValue}）`,
      en: ` (default: ${JSON.stringify(defaultValue)})`,
    });
    return defaultValue === undefined ? description : `${description}${standard}`;
  }

  override displayWidth(text: string): number {
    return columnsOf(text);
  }

  override boxWrap(text: string, width: number): string {
    if (width < this.minWidthToWrap) return text;
    return text
      .split('\n')
      .flatMap((line) => (line === '' ? [''] : wrappedHelp(line, width)))
      .join('\n');
  }

  override formatHelp(command: Command, helper: Help): string {
    // A full-width colon has its space within.
    return super.formatHelp(command, helper).replace(/^(\S+：) /, '$1');
  }
}

/** Wrapped, with the note in brackets at the end of a Chinese text on a line of its own rather than on two. */
function wrappedHelp(text: string, width: number): readonly string[] {
  const [note = ''] = /（[^（）]*）$/.exec(text) ?? [];
  const lines = wrapped(text.slice(0, text.length - note.length), width);
  if (note === '' || lines.length === 0) return lines;
  const last = `${lines.at(-1)}${note}`;
  return columnsOf(last) <= width ? [...lines.slice(0, -1), last] : [...lines, ...wrapped(note, width)];
}

/** A command whose help and errors are in the language in effect. Only its errors that a user can meet are. */
export class LocalizedCommand extends Command {
  override createCommand(name?: string): Command {
    return new LocalizedCommand(name);
  }

  override createHelp(): Help {
    return Object.assign(new LocalizedHelp(), this.configureHelp());
  }

  missingArgument(name: string): void {
    this.#refuse('commander.missingArgument', {
      zh: `缺少必需的位置参数 ${name}`,
      en: `missing required argument '${name}'`,
    });
  }

  optionMissingArgument({ flags }: Option): void {
    this.#refuse('commander.optionMissingArgument', {
      zh: `参数 ${flags} 缺少值`,
      en: `option '${flags}' argument missing`,
    });
  }

  unknownOption(flag: string): void {
    const known = [this, this.parent].flatMap((command) =>
      (command?.options ?? []).flatMap(({ long }) => long ?? []),
    );
    const hint = didYouMean(flag, [...known, '--help']);
    this.#refuse('commander.unknownOption', {
      zh: `未知参数 ${flag}${hint}`,
      en: `unknown option '${flag}'${hint}`,
    });
  }

  unknownCommand(): void {
    const [name = ''] = this.args;
    const hint = didYouMean(
      name,
      this.commands.map((command) => command.name()),
    );
    this.#refuse('commander.unknownCommand', {
      zh: `未知命令 ${name}${hint}`,
      en: `unknown command '${name}'${hint}`,
    });
  }

  _excessArguments(given: readonly string[]): void {
    const most = this.registeredArguments.length;
    // Unquoted, the shell replaces juzi/* by file names.
    const pattern = ['list', 'show'].includes(this.name());
    this.#refuse('commander.excessArguments', {
      zh: `${this.name()} 的位置参数过多：最多 ${most} 个，实际 ${given.length} 个。${pattern ? "通配符要加引号：'juzi/*'。" : ''}`,
      en: `too many arguments for '${this.name()}'. Expected ${most} argument${most === 1 ? '' : 's'} but got ${given.length}.${pattern ? " Quote a pattern: 'juzi/*'." : ''}`,
    });
  }

  #refuse(code: string, what: LocalizedText): never {
    return this.error(errorLine(say(what)), { code });
  }
}
