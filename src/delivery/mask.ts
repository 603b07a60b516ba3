import { jsonEscape } from '../json.ts';
import type { Delivery } from './delivery.ts';

/** Replaces a secret. */
export const masked = '***';

/** Masks secrets in a text, or in all texts of a record, keys included. */
export type Mask = <T>(record: T) => T;

/** Shorter values are not masked: they occur everywhere in ordinary text. */
const minLength = 4;

/** A mask for secrets, in every spelling that JSON, URLs, shells and encodings give them, in any letter case. */
export function masker(secrets: readonly string[]): Mask {
  const texts = new Set<string>();
  const exact = new Set<string>();
  const escaped: string[] = [];
  for (const secret of [...new Set(secrets)].sort((a, b) => b.length - a.length)) {
    if (secret.length < minLength) continue;
    escaped.push([...secret].map(escapesOf).join(''), ...byteLists(Buffer.from(secret)));
    const inJson = jsonEscape(secret);
    for (const spelling of [
      secret,
      inJson,
      // In our body when a receiver quotes it in a JSON string.
      jsonEscape(inJson),
      encodeURIComponent(Buffer.from(secret).toString()),
      new URLSearchParams({ '': secret }).toString().slice(1),
      secret.replaceAll("'", "'\\''"),
    ]) {
      // UTF-8 in headers is read as Latin-1.
      texts.add(spelling).add(Buffer.from(spelling).toString('latin1'));
    }
    const utf16 = Buffer.from(secret, 'utf16le');
    for (const bytes of [Buffer.from(secret), utf16, Buffer.from(utf16).swap16()]) {
      texts.add(bytes.toString('hex')).add(percentEncoded(bytes));
      for (const spelling of base64Spellings(bytes)) exact.add(spelling);
    }
    // UTF-16 that was read as UTF-8 or Latin-1.
    if (/^[\u0001-\u007f]+$/.test(secret)) texts.add([...secret].join('\0')).add([...secret].join('\\u0000'));
  }
  if (texts.size === 0) return (record) => record;
  const escapes = new RegExp(escaped.join('|'), 'gi');
  const pattern = anyOf(texts, 'gi');
  const encoded = anyOf(exact, 'g');
  const spellings = [...texts, ...exact];
  const lowest = spellings.map((text) => text.toLowerCase());
  // An excerpt may end inside a secret.
  const maskCut = (text: string): string => {
    if (!text.endsWith('…')) return text;
    const lower = text.toLowerCase();
    for (const spelling of lowest) {
      for (let length = spelling.length - 1; length >= minLength; length -= 1) {
        if (lower.endsWith(`${spelling.slice(0, length)}…`)) return `${text.slice(0, -length - 1)}${masked}…`;
      }
    }
    return text;
  };
  const mask = (value: unknown): unknown => {
    if (typeof value === 'string') {
      return maskCut(value.replace(pattern, masked).replace(encoded, masked).replace(escapes, masked));
    }
    if (Array.isArray(value)) return value.map(mask);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [mask(key) as string, mask(inner)]),
    );
  };
  return <T>(record: T): T => mask(record) as T;
}

const literal = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

/** Longest first, so that no part of a secret remains. */
function anyOf(texts: ReadonlySet<string>, flags: string): RegExp {
  const escaped = [...texts].sort((a, b) => b.length - a.length).map(literal);
  return new RegExp(escaped.length === 0 ? '(?!)' : escaped.join('|'), flags);
}

const namedEntities: Readonly<Record<string, string>> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
};

/** A pattern for a character as it is, or as JSON, HTML or a URL, also one within another, may escape it. */
function escapesOf(character: string): string {
  // Nobody escapes these alone, and the pattern of a signature is compiled for each delivery.
  if (/[\w.~-]/.test(character)) return literal(character);
  const code = character.codePointAt(0) as number;
  const hex = code.toString(16);
  const units = [...character].flatMap((one) =>
    Array.from({ length: one.length }, (_, i) => one.charCodeAt(i)),
  );
  const unicode = units.map((unit) => `\\\\{1,8}u${unit.toString(16).padStart(4, '0')}`).join('');
  const percent = [...Buffer.from(character)]
    .map((byte) => `%(?:25){0,4}${byte.toString(16).padStart(2, '0')}`)
    .join('');
  const named = namedEntities[character];
  const forms = [
    `\\\\{0,8}${literal(character)}`,
    unicode,
    percent,
    `&(?:amp;){0,4}#(?:${code}|x0{0,6}${hex});`,
    ...(named === undefined ? [] : [`&(?:amp;){0,4}${named};`]),
    ...(character === ' ' ? ['\\+'] : []),
  ];
  return `(?:${forms.join('|')})`;
}

/** Patterns for bytes in hexadecimal with something between them, and as a list of numbers. */
const byteLists = (bytes: Buffer): string[] => [
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('[:\\s-]'),
  [...bytes].join('\\s*,\\s*'),
];

/** Every byte as `%2a`. */
const percentEncoded = (bytes: Buffer): string => bytes.toString('hex').replace(/../g, '%$&');

/**
 * The characters that Base64 (RFC 4648) gives these bytes alone, in both alphabets, wherever they stand in what is
 * encoded: their place decides which bits share a character with their neighbours. Short ones would occur by chance.
 */
function base64Spellings(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64url');
    const whole = Math.floor(((before + bytes.length) * 8) / 6);
    const own = text.slice(Math.ceil((before * 8) / 6), whole);
    const standard = own.replaceAll('-', '+').replaceAll('_', '/');
    return own.length < minLength ? [] : [own, standard];
  });
}

/** Masks a record, except for its identity and the codes of its verdict. */
export function hideSecrets(delivery: Delivery, hide: Mask): Delivery {
  const { request, attempts, verdict, repro } = delivery;
  return {
    ...delivery,
    request: hideWithBody(request, hide),
    attempts: attempts.map((attempt) => hideWithBody(attempt, hide)),
    verdict: {
      ...verdict,
      findings: verdict.findings.map((finding) => {
        const { check, code, severity } = finding;
        return { ...hide(finding), check, code, severity };
      }),
    },
    repro: hide(repro),
  };
}

/** Removes the exact bytes of a body whose text had to be masked: they would reveal it. */
function hideWithBody<T extends { readonly body: string; readonly bodyBase64?: string }>(
  record: T,
  hide: Mask,
): T {
  const { bodyBase64: _, ...rest } = record;
  return hide(record.body) === record.body ? hide(record) : (hide(rest) as T);
}
