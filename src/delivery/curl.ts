import { asIs } from '../language.ts';
import { shellWord, survivesCopying } from './shell.ts';

/**
 * A POSIX shell command that sends exactly these bytes. `head -c` removes the line feed at the end of the here-document;
 * a body that a terminal would change is encoded as base64.
 */
export function curlCommand(request: {
  /** Default POST. */
  readonly method?: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** A secret in the body is masked; the body has another length once it is filled in. */
  readonly masked?: boolean;
  /** Further flags of curl, such as `-k`. */
  readonly flags?: readonly string[];
}): string {
  const flags = Object.entries(request.headers).flatMap(([name, value]) => [
    '-H',
    // `Name:` would make curl leave the header out.
    shellWord(value === '' ? `${name};` : `${name}: ${value}`),
  ]);
  // Neither ~/.curlrc nor a proxy of the environment counts: -q must come first.
  // An empty list of exceptions overrides NO_PROXY where there is a proxy.
  const proxied = (request.flags ?? []).some((word) => /^(?:-x|--proxy(?:=.*)?)$/.test(word));
  const noproxy = `--noproxy ${proxied ? "''" : "'*'"}`;
  // curl would ask before it sends a long body, which we never do.
  flags.push('-H', shellWord(asIs('Expect:').en));
  // -g: brackets and braces in the address are not globs.
  const own = (request.flags ?? []).map((word) => ` ${shellWord(word)}`).join('');
  const { method = 'POST' } = request;
  const start = `curl -q -gsS --http1.1 ${noproxy}${own} -X ${shellWord(method)} ${shellWord(request.url)} ${flags.join(' ')}`;
  // A GET with a body would be another invalid request than a GET.
  if (request.body.length === 0 && method !== 'POST') return start;
  const curl = `${start} --data-binary @-`;
  if (!survivesCopying(request.body)) {
    const lines = request.body.toString('base64').replace(/.{76}/g, '$&\n');
    return `base64 -d <<'BODY' | ${curl}\n${lines}\nBODY`;
  }
  const text = request.body.toString('utf8');
  let delimiter = 'BODY';
  while (text.split('\n').includes(delimiter)) delimiter += '_';
  // For a body without line feeds no length is needed.
  const take =
    request.masked === true && !text.includes('\n') ? "tr -d '\\n'" : `head -c ${request.body.length}`;
  return `${take} <<'${delimiter}' | ${curl}\n${text}\n${delimiter}`;
}
