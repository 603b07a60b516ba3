import { readFileSync } from 'node:fs';

export const root = new URL('../../../', import.meta.url);

export const readText = (path: string): string => readFileSync(new URL(path, root), 'utf8');

/** A fenced code block of a page. */
export interface Block {
  readonly lang: string;
  readonly text: string;
  /** The number of its first line, for test names. */
  readonly line: number;
}

export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: lang = '', 2: text = '', index }) => ({
    lang,
    text,
    line: markdown.slice(0, index).split('\n').length + 1,
  }));
}

/** A module without its comments. */
export const withoutRemarks = (text: string): string =>
  text.replace(/^\s*\/\/.*\n/gm, '').replace(/ \/\/ .*$/gm, '');

/** A command of a page, with the output that the page shows. */
export interface Example {
  readonly command: string;
  readonly shown?: string;
}

/** An `sh` block has one command per line; in a `console` block, a command starts with `$ `, and its output follows. */
export function examplesOf({ lang, text }: Block): Example[] {
  const lines = text.trimEnd().split('\n');
  if (lang === 'sh') return lines.filter((line) => line !== '').map((command) => ({ command }));
  return text
    .split(/^\$ /m)
    .slice(1)
    .map((part) => {
      const [command = '', ...output] = part.split('\n');
      return { command, shown: output.join('\n').trimEnd() };
    });
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** A pattern for shown output, in which a line `…` matches any number of lines. */
export function shownPattern(shown: string): RegExp {
  const lines = shown.split('\n').map((line) => (line === '…' ? '(?:.*\n)*?' : `${escaped(line)}\n`));
  return new RegExp(`^${lines.join('')}$`);
}

/** Replaces parts of an output that differ between runs. */
export function masked(output: string, pinned: boolean): string {
  const always = output
    .replace(/ +\d+(?:\.\d+)? m?s\b/g, ' <time>')
    .replace(/\([\d,]+\/s\)/g, '(<rate>)')
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:<port>')
    .replace(/^( {2}(?:sent|已发送) +)[\d.]+ (?:KiB|bytes|字节)/gm, '$1<size>');
  return pinned
    ? always
    : always.replace(/(seed|种子) \d+/g, '$1 <seed>').replace(/(clock|时钟) \S+/g, '$1 <clock>');
}
