import { shellWord, survivesCopying } from './shell.ts';

/**
 * A POSIX shell command that posts exactly these bytes. `head -c` takes off the line feed that a here-document
 * ends with; a body that does not survive being shown travels as base64.
 */
export function curlCommand(request: {
  /** Default POST. */
  readonly method?: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Something in the body is masked, and will be another length once it is put back. */
  readonly masked?: boolean;
  /** Further words of curl's own, such as `-k`. */
  readonly flags?: readonly string[];
}): string {
  const flags = Object.entries(request.headers).flatMap(([name, value]) => [
    '-H',
    // With a colon, curl takes an empty value as a header to leave out.
    shellWord(value === '' ? `${name};` : `${name}: ${value}`),
  ]);
  // -g: brackets and braces in an address are no patterns.
  const own = (request.flags ?? []).map((word) => ` ${shellWord(word)}`).join('');
  const { method = 'POST' } = request;
  const start = `curl -gsS${own} -X ${shellWord(method)} ${shellWord(request.url)} ${flags.join(' ')}`;
  // A GET with a body would be another mistake than a GET.
  if (request.body.length === 0 && method !== 'POST') return start;
  const curl = `${start} --data-binary @-`;
  if (!survivesCopying(request.body)) {
    const lines = request.body.toString('base64').replace(/.{76}/g, '$&\n');
    return `base64 -d <<'BODY' | ${curl}\n${lines}\nBODY`;
  }
  const text = request.body.toString('utf8');
  let delimiter = 'BODY';
  while (text.split('\n').includes(delimiter)) delimiter += '_';
  // A body that holds no line feed of its own can be taken without counting.
  const take =
    request.masked === true && !text.includes('\n') ? "tr -d '\\n'" : `head -c ${request.body.length}`;
  return `${take} <<'${delimiter}' | ${curl}\n${text}\n${delimiter}`;
}
