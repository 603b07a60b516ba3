import { shellWord } from './shell.ts';

// What a terminal, an editor or a here-document would change: everything but tab, line feed and printable text.
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffd]/u;

/**
 * A POSIX shell command that posts exactly these bytes. `head -c` takes off the line feed that a here-document
 * ends with; a body that does not survive being shown travels as base64.
 */
export function curlCommand(request: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}): string {
  const flags = Object.entries(request.headers).flatMap(([name, value]) => [
    '-H',
    // With a colon, curl takes an empty value as a header to leave out.
    shellWord(value === '' ? `${name};` : `${name}: ${value}`),
  ]);
  // -g: brackets and braces in an address are no patterns.
  const curl = `curl -gsS -X POST ${shellWord(request.url)} ${flags.join(' ')} --data-binary @-`;
  const text = request.body.toString('utf8');
  if (unprintable.test(text) || text.includes('\r')) {
    const lines = request.body.toString('base64').replace(/.{76}/g, '$&\n');
    return `base64 -d <<'BODY' | ${curl}\n${lines}\nBODY`;
  }
  let delimiter = 'BODY';
  while (text.split('\n').includes(delimiter)) delimiter += '_';
  return `head -c ${request.body.length} <<'${delimiter}' | ${curl}\n${text}\n${delimiter}`;
}
