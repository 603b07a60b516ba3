import { hostAndPort, portOf } from '../host.ts';
import type { ExchangeCode } from './codes.ts';
import { ConnectionError } from './connection.ts';
import type { ExchangeError } from './exchange.ts';
import { ProxyError } from './proxy.ts';

/** What was known of an exchange when it failed. */
export interface FailureContext {
  /** The receiver's: `http://localhost:3000`. */
  readonly origin: string;
  /** The origin of a proxy that forwards plain HTTP. */
  readonly forwarder: string | undefined;
  /** ms, from when the delivery was due. */
  readonly timeout: number;
  /** A socket was opened for it, or an attempt made. */
  readonly dialed: boolean;
  /** The request was being written. */
  readonly written: boolean;
  /** A byte of a response had arrived. */
  readonly answered: boolean;
  /** The final response's header had arrived. */
  readonly headerArrived: boolean;
  /** Interim (1xx) responses. */
  readonly interim: number;
  /** It was sent for the second time. */
  readonly repeated: boolean;
}

/** The codes of Node.js's errors that have each finding code. */
const errnos: readonly (readonly [ExchangeCode, ...string[]])[] = [
  ['transport.refused', 'ECONNREFUSED'],
  ['transport.dns', 'ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA'],
  ['transport.unreachable', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETUNREACH', 'ENETDOWN'],
  ['transport.unreachable', 'EACCES', 'EPERM'],
  ['transport.exhausted', 'EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL'],
  ['timeout.connect', 'ETIMEDOUT'],
  ['transport.reset', 'ECONNRESET', 'ECONNABORTED', 'EPIPE'],
  ['transport.tls_expired', 'CERT_HAS_EXPIRED'],
  ['transport.tls_self_signed', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ['transport.tls_unknown_ca', 'SELF_SIGNED_CERT_IN_CHAIN', 'CERT_UNTRUSTED', 'UNABLE_TO_GET_ISSUER_CERT'],
  ['transport.tls_unknown_ca', 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
  ['transport.tls_wrong_host', 'ERR_TLS_CERT_ALTNAME_INVALID'],
  ['transport.wrong_scheme', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'],
  ['transport.wrong_scheme', 'ERR_SSL_HTTP_REQUEST'],
];
const tlsErrno = /^(ERR_SSL_|ERR_TLS_|ERR_OSSL_|CERT_|CRL_|UNABLE_TO_|INVALID_|HOSTNAME_|EPROTO$)/;

/**
 * Turns the error of an exchange into a finding code and a sentence for a person. Never throws.
 * @param cause as a connection reports it
 */
export function classify(cause: unknown, context: FailureContext): ExchangeError {
  if (cause instanceof ProxyError) return { code: 'transport.proxy', message: cause.message };
  const code = codeOf(cause, context);
  if (context.forwarder !== undefined && !context.written && code !== 'timeout.connect') {
    const why = sentence(code, cause, { ...context, origin: context.forwarder });
    return { code: 'transport.proxy', message: `The proxy failed. ${why}` };
  }
  return { code, message: sentence(code, cause, context) };
}

/** The error of an exchange whose deadline passed: which wait took too long. */
export function deadlineError({ origin, timeout, ...reached }: FailureContext): ExchangeError {
  const host = hostOf(origin);
  const within = withinText(timeout);
  if (reached.dialed && !reached.written) {
    const message = `No connection to ${host} could be made ${within}; nothing was sent.`;
    return { code: 'timeout.connect', message };
  }
  if (reached.headerArrived)
    return { code: 'timeout.total', message: `The response body of ${host} was not complete ${within}.` };
  if (reached.interim > 0) {
    const message = `${host} sent ${reached.interim} interim (1xx) responses and no final one ${within}.`;
    return { code: 'timeout.total', message };
  }
  return { code: 'timeout.headers', message: `${host} sent no complete response header ${within}.` };
}

/** The error of a delivery whose deadline passed while it waited for a connection. @param timeout in ms */
export function queueDeadlineError(origin: string, timeout: number): ExchangeError {
  const message = `No connection to ${hostOf(origin)} became free ${withinText(timeout)}; nothing was sent.`;
  return { code: 'timeout.queue', message };
}

/** The error of a response that more bytes follow: they belong to no request. */
export function trailingBytesError(origin: string): ExchangeError {
  const message = `${hostOf(origin)} sent more bytes after its response: a second response that nobody asked for, or more than its length or its last chunk says. They were not read, and the connection was closed.`;
  return { code: 'protocol.trailing_bytes', message };
}

/** The error of a receiver that speaks the other scheme. */
export function wrongSchemeError(origin: string): ExchangeError {
  const host = hostOf(origin);
  const message = origin.startsWith('https:')
    ? `${host} does not speak TLS; use http:// instead of https://.`
    : `${host} speaks TLS; use https:// instead of http://.`;
  return { code: 'transport.wrong_scheme', message };
}

function codeOf(cause: unknown, { answered }: FailureContext): ExchangeCode {
  if (cause instanceof ConnectionError)
    return cause.code === 'transport.reset' && answered ? 'transport.truncated' : cause.code;
  const errno = errnoOf(cause);
  const known = errnos.find(([, ...names]) => names.includes(errno));
  if (errno === 'EADDRNOTAVAIL' && lacksFamily(cause)) return 'transport.unreachable';
  if (known !== undefined) return known[0];
  return tlsErrno.test(errno) ? 'transport.tls' : 'transport.failed';
}

function errnoOf(cause: unknown): string {
  // Of several addresses. A machine without IPv6 has no address for ::1; otherwise that is a lack of local ports.
  if (cause instanceof AggregateError && cause.errors.length > 0) {
    const codes = (cause.errors as unknown[]).map((each) => ({ code: errnoOf(each), each }));
    const telling = codes.filter(({ code, each }) => code !== 'EADDRNOTAVAIL' || !lacksFamily(each));
    return telling.find(({ code }) => code === 'EADDRNOTAVAIL')?.code ?? (telling[0] ?? codes[0])?.code ?? '';
  }
  const { code } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : {};
  return typeof code === 'string' ? code : '';
}

/** Whether an address is IPv6, and this machine has no IPv6. */
function lacksFamily(cause: unknown): boolean {
  const { address } = cause as { address?: unknown };
  if (typeof address !== 'string' || !address.includes(':')) return false;
  const { networkInterfaces } = process.getBuiltinModule('node:os');
  return !Object.values(networkInterfaces()).some((each) => each?.some(({ family }) => family === 'IPv6'));
}

function sentence(code: ExchangeCode, cause: unknown, context: FailureContext): string {
  const { origin } = context;
  const host = hostOf(origin);
  const errno = errnoOf(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  const detail = errno === '' ? message : `${errno}: ${message}`;
  switch (code) {
    case 'transport.dns':
      return `The host name of ${origin} has no address (${errno}).`;
    case 'transport.refused':
      return `Nothing listens at ${host}${triedText(cause)}: connection refused.`;
    case 'transport.unreachable':
      return `${host}${triedText(cause)} cannot be reached (${errno}).`;
    case 'transport.exhausted':
      return `This machine has no more ${errno === 'EADDRNOTAVAIL' ? 'local ports' : 'sockets or file handles'} to reach ${host} (${errno}).`;
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
      return wrongSchemeError(origin).message;
    case 'transport.reset':
      return resetText(cause instanceof ConnectionError ? 'closed' : 'reset', host, context);
    case 'transport.truncated':
      return context.headerArrived
        ? `${host} closed the connection before the response body was complete.`
        : `${host} closed the connection in the middle of the response header.`;
    case 'protocol.invalid':
      return `The answer of ${host} is not valid HTTP/1.1: ${firstLine(message)}.`;
    case 'request.invalid':
      return `The request cannot be sent: ${message}.`;
    default:
      return `The connection to ${host} failed (${firstLine(detail)}).`;
  }
}

/** `localhost:3000`, the port included even where it is the usual one. */
function hostOf(origin: string): string {
  const url = new URL(origin);
  return hostAndPort(url.hostname, portOf(url));
}

const withinText = (timeout: number): string => `within ${timeout} ms of the delivery being due`;

function resetText(
  how: 'closed' | 'reset',
  host: string,
  { origin, written, dialed, answered, repeated }: FailureContext,
): string {
  if (!written && dialed) return `${host} ${how} the connection while it was being made.`;
  const which = dialed ? 'connection' : 'kept-alive connection';
  const when = answered ? 'in the middle of its response' : 'without a response';
  // A TLS 1.3 server asks for the client's certificate after the client has taken the handshake for done.
  const hint = origin.startsWith('https:') && dialed && !answered ? ' It may want a client certificate.' : '';
  const again = repeated
    ? 'it was the second, after one that was open already and was lost without a response'
    : 'the request was not repeated';
  return `${host} ${how} the ${which} ${when}; ${again}.${hint}`;
}

/** The resolved addresses that were tried, where they say more than the address asked for. */
function triedText(cause: unknown): string {
  const errors: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const tried = errors.flatMap((error) => {
    const { address, port } = error as { address?: unknown; port?: unknown };
    if (typeof address !== 'string') return [];
    return [hostAndPort(address, Number(port))];
  });
  return tried.length === 0 ? '' : ` (tried ${[...new Set(tried)].join(' and ')})`;
}

/** `…:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:…` → the reason alone. */
function opensslReason(message: string): string | undefined {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').trim().replace(/[.:]+$/, '');
