import { didYouMean } from '../../catalog/nearest.ts';
import { parseHeader } from '../../delivery/headers.ts';
import { formatDuration, parseDuration } from '../../duration.ts';
import { UsageError } from '../../errors.ts';
import { completeAddress } from '../../host.ts';
import { type LanguageChoice, languages, readLanguage } from '../../language.ts';
import { limits, rangeText } from '../../limits.ts';
import { parseStages, writeStages } from '../../load/schedule/stages-text.ts';
import { parseShare, writeShare } from '../../load/workload/share-text.ts';
import { parseRate, writeRate } from '../../rate.ts';
import { readResolution } from '../../resolution.ts';
import type { JsonSchema } from '../../schema.ts';
import type { Shard } from '../../suite/plan/selection.ts';
import type { CompletionSource } from '../commands.ts';
import type { FlagKind } from './flag.ts';

const textSchema: JsonSchema = { type: ['string', 'number'] };

/** Any text; the command parses it. */
export function text(placeholder: string, complete: CompletionSource = 'anything'): FlagKind<string> {
  return {
    placeholder,
    read(given, label) {
      if (given.includes('\0')) {
        throw new UsageError({
          zh: `${label} 含有 NUL 字符，命令行无法传递`,
          en: `${label} contains a NUL character, which no command line can hold`,
        });
      }
      return given;
    },
    print: (value) => value,
    schema: textSchema,
    example: '…',
    complete,
  };
}

/** Text that may be anything: quotes around it belong to it. */
export const verbatim = (placeholder: string): FlagKind<string> => ({ ...text(placeholder), verbatim: true });

/** A shell command. */
export const command: FlagKind<string> = {
  ...verbatim('command'),
  read(given, label) {
    if (given.trim() === '')
      throw new UsageError({
        zh: `${label} '${given}'：请写一条命令`,
        en: `${label} '${given}': write a command`,
      });
    return given;
  },
};

export const path = (placeholder: 'file' | 'path'): FlagKind<string> => ({
  ...text(placeholder, 'files'),
  content: 'path',
});

/** A request body: a file, also as curl has it, `@file`; or JSON. */
export const body: FlagKind<string> = {
  ...path('file'),
  verbatim: true,
  read: (given, label) => text('file').read(given.replace(/^@(?=.)/s, ''), label),
};

/** Whether the value of `--body` is the body itself. */
export const isInlineBody = (given: string): boolean => /^\s*[[{]/.test(given);

/** A URL. */
export const url: FlagKind<string> = {
  ...text('url'),
  schema: { type: 'string' },
  content: 'address',
  read: (given, label) => completeAddress(text('url').read(given, label)),
};

/** `name`, or `name=file`; a file alone names its report by how it ends. */
export const report = (complete: CompletionSource): FlagKind<string> => ({
  ...text('name[=file]', complete),
  content: 'report',
  read: completeReport,
});

const reportEndings: Readonly<Record<string, string>> = {
  xml: 'junit',
  html: 'html',
  tap: 'tap',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  prom: 'prom',
};

/** `junit=junit.xml` for `junit.xml`, and for `junit:junit.xml`. */
export function completeReport(given: string): string {
  const [, name, file] = /^([a-z]+):(.+)$/s.exec(given) ?? [];
  if (name !== undefined && Object.values(reportEndings).includes(name)) return `${name}=${file}`;
  const ending = given.includes('=') ? undefined : /[^/\\]\.([a-z]+)$/i.exec(given)?.[1]?.toLowerCase();
  const report = ending === undefined ? undefined : reportEndings[ending];
  return report === undefined ? given : `${report}=${given}`;
}

/** A whole number from `least` to `most`. */
export const wholeNumber = (least: number, most: number = Number.MAX_SAFE_INTEGER): FlagKind<number> => ({
  placeholder: 'number',
  read(given, label) {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (!Number.isSafeInteger(value) || value < least || value > most) {
      const range = rangeText(least, most);
      throw new UsageError({
        zh: `${label} '${given}'：请写整数，${range.zh}`,
        en: `${label} '${given}': write a whole number, ${range.en}`,
      });
    }
    return value;
  },
  print: String,
  schema: {
    anyOf: [
      { type: 'integer', minimum: 0 },
      { type: 'string', pattern: '^\\d+$' },
    ],
  },
  example: '1',
  content: 'plain',
  complete: 'anything',
});

/** `250ms`, `5s`, `2m`, `1m30s`, in ms. @param least the minimum, ms */
export const duration = (least = 0): FlagKind<number> => ({
  placeholder: 'duration',
  read: (given, label) => parseDuration(label, least)(given),
  print: formatDuration,
  schema: { type: 'string', pattern: '^(\\d+(\\.\\d+)?(ms|s|m|h))+$' },
  example: '1s',
  content: 'plain',
  complete: 'anything',
});

/** One of the given words. */
export const oneOf = <T extends string>(placeholder: string, words: readonly T[]): FlagKind<T> => ({
  placeholder,
  read(given, label) {
    const word = words.find((candidate) => candidate === given);
    if (word !== undefined) return word;
    throw new UsageError({
      zh: `${label} '${given}'${didYouMean(given, words)}：请从中选一个：${words.join('、')}`,
      en: `${label} '${given}'${didYouMean(given, words)}: write one of ${words.join(', ')}`,
    });
  },
  print: (value) => value,
  schema: { enum: words },
  example: words[0] ?? '…',
  content: 'plain',
  words,
});

/** A language, or the system's. */
export const language: FlagKind<LanguageChoice> = {
  ...oneOf('language', [...languages, 'auto']),
  read: (given, label) => readLanguage(given) ?? oneOf('language', [...languages, 'auto']).read(given, label),
};

/** One of the words of a registry, completed with a description of each. */
export const member = <T extends string>(
  placeholder: string,
  words: readonly T[],
  complete: CompletionSource,
): FlagKind<T> => ({ ...oneOf(placeholder, words), schema: textSchema, complete });

/** `Name: value`. */
export const header: FlagKind<readonly [name: string, value: string]> = {
  ...text('header'),
  read: parseHeader,
  print: (pair) => pair.join(': '),
};

/** `shop.example:443:127.0.0.1`, as curl has it. */
export const resolution: FlagKind<string> = {
  ...text('host:port:addr'),
  schema: { type: 'string' },
  read: readResolution,
  example: 'shop.example:443:127.0.0.1',
};

/** A change of the payload, as typed. */
export interface Edit {
  readonly op: 'set' | 'unset';
  readonly text: string;
}

export const edit = (op: Edit['op'], placeholder: string, complete: CompletionSource): FlagKind<Edit> => ({
  ...text(placeholder, complete),
  verbatim: true,
  read: (given) => ({ op, text: given }),
  print: (value) => value.text,
});

/** `2/4`: the second of four parts. */
export const shard: FlagKind<Shard> = {
  ...text('part'),
  read(given, label) {
    const [, index, of] = /^(\d+)\/(\d+)$/.exec(given) ?? [];
    const part = { index: Number(index), of: Number(of) };
    if (part.index >= 1 && part.index <= part.of && Number.isSafeInteger(part.of)) return part;
    throw new UsageError({
      zh: `${label} '${given}'：请写第几份和总份数，例如 2/4`,
      en: `${label} '${given}': write a part and the number of parts, such as 2/4`,
    });
  },
  print: ({ index, of }) => `${index}/${of}`,
  example: '1/2',
};

/** `2000/s`, in deliveries per second. */
export const rate: FlagKind<number> = {
  ...text('rate'),
  read: (given, label) => parseRate(label)(given),
  print: writeRate,
  example: '100/s',
};

/** `100/s:30s,0/s..2000/s:60s`. */
export const stages: FlagKind<ReturnType<ReturnType<typeof parseStages>>> = {
  ...text('rate:duration'),
  read: (given, label) => parseStages(label)(given),
  print: writeStages,
  example: '100/s:30s',
};

/** `2%`, as a fraction from 0 to 1. */
export const share: FlagKind<number> = {
  ...text('share'),
  read: (given, label) => parseShare(label)(given),
  print: writeShare,
  example: '2%',
};

/** A number of threads, or `auto`. */
export const threads: FlagKind<number | 'auto'> = {
  ...text('count'),
  read(given, label) {
    if (given === 'auto') return given;
    if (/^[1-9]\d{0,3}$/.test(given) && Number(given) <= limits.workers) return Number(given);
    const range = rangeText(1, limits.workers);
    throw new UsageError({
      zh: `${label} '${given}'：请写线程数，${range.zh}，或 auto`,
      en: `${label} '${given}': write a number of threads, ${range.en}, or auto`,
    });
  },
  print: String,
  example: 'auto',
  words: ['auto'],
};
