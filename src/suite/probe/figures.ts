import { numberOf, numbersOf } from './numbers.ts';

/** What can be measured in a state. */
export interface Figures {
  /** Numbers, and the lengths of lists, each by its place. */
  readonly single: ReadonlyMap<string, number>;
  /** Sums over the members of an object or array, `*` in the place of their keys: `copies.*`, `*.length`. */
  readonly sums: ReadonlyMap<string, number>;
}

/** More says nothing more, and would take long. */
const most = 20_000;
const deepest = 20;
const longestLabel = 60;

/**
 * The figures of a state: of a JSON document, or of a line of JSON each, every number, whether it is written as a
 * number or a text, and the lengths of arrays and objects; of any other text, its numbers by what stands before them
 * in their line, and the number of its lines.
 */
export function figuresOf(state: string): Figures {
  const figures = new FigureSet();
  const document = parseState(state);
  if (document === undefined) figures.addText([], state);
  else figures.add([], document.value);
  return figures;
}

/** A state without the order of its lines, or of the members of its arrays and objects. */
export function unordered(state: string): string {
  const document = parseState(state);
  if (document === undefined) return state.split(/\r?\n/).map(unorderedLine).sort().join('\n');
  return JSON.stringify(sorted(document.value, 0));
}

/** A list in one line, such as `{'b', 'a'}`. */
const unorderedLine = (line: string): string =>
  line
    .replace(/^\s*[[{(]|[\]})]\s*$/g, '')
    .split(/[,;|]/)
    .map((member) => member.trim())
    .sort()
    .join();

/** A state without dates and times of day. */
export function withoutTimes(state: string): string {
  const dated = state.replace(
    /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?|\b\d{1,2}:\d\d:\d\d(?:\.\d+)?/g,
    '·',
  );
  return dated.replace(/\b\d{10,16}(?:\.\d+)?\b/g, (digits) => (isTime(Number(digits)) ? '0' : digits));
}

/** A state without hashes, UUIDs and other long ids. */
export const withoutDigests = (state: string): string =>
  state.replace(
    /[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}|\b(?=[a-z]*\d)[\da-f]{16,}\b|[\w+/]{27,}={0,2}/gi,
    '·',
  );

function sorted(value: unknown, depth: number): unknown {
  if (typeof value !== 'object' || value === null || depth > deepest) return value;
  if (!Array.isArray(value)) {
    return Object.entries(value)
      .map(([key, inner]): [string, unknown] => [key, sorted(inner, depth + 1)])
      .sort(([a], [b]) => (a < b ? -1 : 1));
  }
  const members = value.map((inner): [string, unknown] => {
    const member = sorted(inner, depth + 1);
    return [JSON.stringify(member) ?? '', member];
  });
  return members.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, member]) => member);
}

/** A JSON document; or a line of JSON each, as an array. */
function parseState(state: string): { readonly value: unknown } | undefined {
  const text = state.replace(/^\uFEFF/, '');
  const whole = parseJson(text);
  if (whole !== undefined) return whole;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  const documents: unknown[] = [];
  for (const line of lines) {
    const document = /^\s*[[{]/.test(line) ? parseJson(line) : undefined;
    if (document === undefined) return undefined;
    documents.push(document.value);
  }
  return { value: documents };
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}

class FigureSet implements Figures {
  readonly single = new Map<string, number>();
  readonly sums = new Map<string, number>();

  add(path: readonly string[], value: unknown): void {
    if (typeof value === 'number') this.#set(path, value);
    if (typeof value === 'string') this.#addString(path, value);
    if (typeof value !== 'object' || value === null || path.length > deepest) return;
    const entries = Object.entries(value);
    this.#set([...path, 'length'], entries.length);
    for (const [key, inner] of entries) this.add([...path, key], inner);
  }

  #addString(path: readonly string[], text: string): void {
    const value = numberOf(text);
    if (value === undefined) this.addText(path, text);
    else this.#set(path, value);
  }

  /** A text with numbers in it, or a list of ids. */
  addText(path: readonly string[], text: string): void {
    const lines = text.split(/\r?\n/);
    const filled = lines.filter((line) => line.trim() !== '');
    if (path.length === 0 || lines.length > 1) this.#set([...path, 'lines'], filled.length);
    const list = /^[\w:.@-]+(?:\s*[,;|]\s*[\w:.@-]+)*$|^[\w:.@-]+(?:\s+[\w:.@-]+)*$/;
    if (filled.length === 1 && list.test(text.trim()))
      this.#set([...path, 'items'], text.trim().split(/[\s,;|]+/).length);
    for (const [number, line] of lines.entries()) this.#addLine(path, line, number + 1);
  }

  #addLine(path: readonly string[], line: string, number: number): void {
    for (const { label, value } of numbersOf(line)) {
      const words = label.replace(/[\s:=]+$/, '').trim();
      const place = words === '' ? `line ${number}` : words.slice(-longestLabel);
      this.#set([...path, place], value);
      // Another number before it in the line may have changed as well.
      const general = place.replace(/\d[\d.,]*/g, '#');
      if (words !== '' && general !== place) this.#set([...path, general], value);
    }
  }

  #set(path: readonly string[], value: number): void {
    if (this.single.size >= most || isTime(value)) return;
    const name = path.length === 0 ? 'value' : path.join('.');
    this.single.set(name, value);
    // The last key of a length or of a text's line is ours.
    for (const general of generalPaths(path)) this.sums.set(general, (this.sums.get(general) ?? 0) + value);
  }
}

/** The path with one key left open, and with all but the last and all keys left open. */
function generalPaths(path: readonly string[]): Set<string> {
  const open = (isOpen: (place: number) => boolean): string =>
    path.map((key, place) => (isOpen(place) ? '*' : key)).join('.');
  const last = path.length - 1;
  return new Set([
    ...path.map((_, one) => open((place) => place === one)),
    ...(path.length > 2 ? [open((place) => place < last), open(() => true)] : []),
  ]);
}

/** Whether a number is a time of these years, in s, ms or µs since 1970: it grows with the clock, not with deliveries. */
function isTime(value: number): boolean {
  return [1, 1e3, 1e6].some((unit) => value >= 1.5e9 * unit && value < 2.2e9 * unit);
}
