import type { ExchangeCode } from './codes.ts';
import type { ExchangeError } from './exchange.ts';
import { ProxyFailure } from './proxy-failure.ts';

/** What was known of an exchange when it failed. */
export interface FailureContext {
  /** The origin that was asked for: `http://localhost:3000`. */
  readonly origin: string;
  /** The origin of a proxy that forwards: it is what the connection goes to. */
  readonly forwarder: string | undefined;
  readonly connected: boolean;
  readonly reused: boolean;
  /** A byte of a response had arrived. */
  readonly answered: boolean;
  /** The final response's header had arrived. */
  readonly status: number | null;
}

interface Trouble {
  /** undici's parser errors carry no code of their own; their class's name stands for it. */
  readonly code: string;
  readonly message: string;
  /** The bytes that the parser stumbled over. */
  readonly data: string | undefined;
}

const parserError = 'HTTPParserError';

const byErrno: Readonly<Record<string, ExchangeCode>> = {
  ECONNREFUSED: 'transport.refused',
  ENOTFOUND: 'transport.dns',
  EAI_AGAIN: 'transport.dns',
  EAI_FAIL: 'transport.dns',
  EAI_NODATA: 'transport.dns',
  EHOSTUNREACH: 'transport.unreachable',
  EHOSTDOWN: 'transport.unreachable',
  ENETUNREACH: 'transport.unreachable',
  ENETDOWN: 'transport.unreachable',
  EADDRNOTAVAIL: 'transport.unreachable',
  EACCES: 'transport.unreachable',
  EPERM: 'transport.unreachable',
  EMFILE: 'transport.exhausted',
  ENFILE: 'transport.exhausted',
  ENOBUFS: 'transport.exhausted',
  ETIMEDOUT: 'timeout.connect',
  ECONNRESET: 'transport.reset',
  ECONNABORTED: 'transport.reset',
  EPIPE: 'transport.reset',
  CERT_HAS_EXPIRED: 'transport.tls_expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'transport.tls_self_signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'transport.tls_unknown_ca',
  UNABLE_TO_GET_ISSUER_CERT: 'transport.tls_unknown_ca',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'transport.tls_unknown_ca',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'transport.tls_unknown_ca',
  CERT_UNTRUSTED: 'transport.tls_unknown_ca',
  ERR_TLS_CERT_ALTNAME_INVALID: 'transport.tls_wrong_host',
  ERR_SSL_WRONG_VERSION_NUMBER: 'transport.wrong_scheme',
  ERR_SSL_PACKET_LENGTH_TOO_LONG: 'transport.wrong_scheme',
  ERR_SSL_HTTP_REQUEST: 'transport.wrong_scheme',
  // The parser of undici asserts what a receiver can break: a status below 100 ends here.
  ERR_ASSERTION: 'protocol.invalid',
  UND_ERR_HEADERS_OVERFLOW: 'protocol.invalid',
  UND_ERR_INVALID_ARG: 'request.invalid',
  UND_ERR_NOT_SUPPORTED: 'request.invalid',
  UND_ERR_REQ_CONTENT_LENGTH_MISMATCH: 'request.invalid',
};

/** Turns whatever the transport threw into a finding code and a sentence for a person. Never throws. */
export function classify(cause: unknown, scene: FailureContext): ExchangeError {
  if (cause instanceof ProxyFailure) return { code: 'transport.proxy', message: cause.message };
  const trouble = troubleOf(cause);
  const code = codeOf(trouble, scene);
  if (scene.forwarder !== undefined && !scene.connected && code !== 'timeout.connect') {
    const why = sentence(code, trouble, cause, { ...scene, origin: scene.forwarder });
    return { code: 'transport.proxy', message: `The proxy failed. ${why}` };
  }
  return { code, message: sentence(code, trouble, cause, scene) };
}

function troubleOf(cause: unknown): Trouble {
  if (!(cause instanceof Error)) return { code: '', message: String(cause), data: undefined };
  const { code, data } = cause as { code?: unknown; data?: unknown };
  return {
    code: typeof code === 'string' ? code : cause.name === parserError ? parserError : '',
    message: cause.message,
    data: typeof data === 'string' ? data : undefined,
  };
}

function codeOf({ code, message, data }: Trouble, scene: FailureContext): ExchangeCode {
  const known = Object.hasOwn(byErrno, code) ? byErrno[code] : undefined;
  if (known !== undefined) return known;
  if (code === parserError) {
    if (message.includes('Invalid EOF state')) return 'transport.truncated';
    return looksLikeTls(data) ? 'transport.wrong_scheme' : 'protocol.invalid';
  }
  // Two different lengths are reported as a mismatch too, but before the header is complete.
  if (code === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH')
    return scene.status === null ? 'protocol.invalid' : 'transport.truncated';
  if (code === 'UND_ERR_SOCKET') {
    if (message === 'bad response' || message === 'bad upgrade') return 'protocol.invalid';
    return scene.answered ? 'transport.truncated' : 'transport.reset';
  }
  if (/^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|INVALID_|HOSTNAME_|EPROTO$)/.test(code))
    return 'transport.tls';
  return 'transport.failed';
}

/** A TLS record: alert or handshake, version 3.x. Servers that answer plain HTTP with an alert send one. */
function looksLikeTls(data: string | undefined): boolean {
  return data !== undefined && /^[\x15\x16]\x03/.test(data);
}

function sentence(
  code: ExchangeCode,
  { message, code: errno }: Trouble,
  cause: unknown,
  scene: FailureContext,
): string {
  const { origin } = scene;
  const host = hostOf(origin);
  const detail = errno === '' ? message : `${errno}: ${message}`;
  switch (code) {
    case 'transport.dns':
      return `The host name of ${origin} has no address (${errno}).`;
    case 'transport.refused':
      return `Nothing listens at ${host}${triedText(cause)}: connection refused.`;
    case 'transport.unreachable':
      return `${host}${triedText(cause)} cannot be reached (${errno}).`;
    case 'transport.exhausted':
      return `This machine has no more sockets or file handles to reach ${host} (${errno}).`;
    case 'timeout.connect':
      return `The system gave up connecting to ${host}${triedText(cause)} (${errno}).`;
    case 'transport.tls_expired':
      return `The certificate of ${host} has expired.`;
    case 'transport.tls_self_signed':
      return `The certificate of ${host} is self-signed; trust it with --cacert, or accept any with --insecure.`;
    case 'transport.tls_unknown_ca':
      return `The certificate of ${host} was issued by an authority that is not trusted (${errno}); name it with --cacert.`;
    case 'transport.tls_wrong_host':
      return `The certificate of ${host} is for another host: ${firstLine(message)}`;
    case 'transport.tls':
      return `The TLS handshake with ${host} failed (${opensslReason(message) ?? firstLine(detail)}).`;
    case 'transport.wrong_scheme':
      return wrongScheme(origin);
    case 'transport.reset':
      return resetText(errno, host, scene);
    case 'transport.truncated':
      return scene.status === null
        ? `${host} closed the connection in the middle of the response header.`
        : `${host} closed the connection before the response body was complete.`;
    case 'protocol.invalid':
      return `The answer of ${host} is not valid HTTP/1.1: ${protocolText(errno, message)}.`;
    case 'request.invalid':
      return `The request cannot be sent: ${message}.`;
    default:
      return `The connection to ${host} failed (${firstLine(detail)}).`;
  }
}

/** The message of `transport.wrong_scheme`. */
export function wrongScheme(origin: string): string {
  return origin.startsWith('https:')
    ? `${hostOf(origin)} does not speak TLS; use http:// instead of https://.`
    : `${hostOf(origin)} speaks TLS; use https:// instead of http://.`;
}

/** `localhost:3000`, the port included even where it is the usual one. */
export function hostOf(origin: string): string {
  const url = new URL(origin);
  return `${url.hostname}:${url.port || (url.protocol === 'https:' ? '443' : '80')}`;
}

function resetText(
  errno: string,
  host: string,
  { origin, connected, reused, answered }: FailureContext,
): string {
  const how = errno === 'UND_ERR_SOCKET' ? 'closed' : 'reset';
  if (!connected) return `${host} ${how} the connection while it was being made.`;
  const which = reused ? 'kept-alive connection' : 'connection';
  const when = answered ? 'in the middle of its response' : 'without a response';
  // A TLS 1.3 server asks for the client's certificate after the client has taken the handshake for done.
  const hint =
    origin.startsWith('https:') && !reused && !answered ? ' It may want a client certificate.' : '';
  return `${host} ${how} the ${which} ${when}; the request was not repeated.${hint}`;
}

function protocolText(errno: string, message: string): string {
  if (errno === 'ERR_ASSERTION') return 'its status is not a number from 100 to 999';
  if (errno === 'UND_ERR_HEADERS_OVERFLOW') return 'its header is larger than 16 KiB';
  if (errno === 'UND_ERR_RES_CONTENT_LENGTH_MISMATCH') return 'its Content-Length headers disagree';
  if (message === 'bad upgrade') return 'it switches protocols, which was not asked for';
  if (message === 'bad response') return 'it sends 100 Continue, or more than one response, unasked';
  return /\((.*)\)$/.exec(message)?.[1] ?? firstLine(message);
}

/** The resolved addresses that were tried, where they say more than the address asked for. */
function triedText(cause: unknown): string {
  const errors: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const tried = errors.flatMap((error) => {
    const { address, port } = error as { address?: unknown; port?: unknown };
    if (typeof address !== 'string') return [];
    return [`${address.includes(':') ? `[${address}]` : address}:${String(port)}`];
  });
  return tried.length === 0 ? '' : ` (tried ${[...new Set(tried)].join(' and ')})`;
}

/** `…:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:…` → the reason alone. */
function opensslReason(message: string): string | undefined {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
}

function firstLine(text: string): string {
  return (text.split('\n', 1)[0] ?? '').trim().replace(/[.:]+$/, '');
}
