import { hostAndPort, portOf } from '../host.ts';
import { asIs, type LocalizedText } from '../language.ts';
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
  if (cause instanceof ProxyError) return { code: 'transport.proxy', message: cause.text };
  const code = codeOf(cause, context);
  if (context.forwarder !== undefined && !context.written && code !== 'timeout.connect') {
    const why = sentence(code, cause, { ...context, origin: context.forwarder });
    const message = { zh: `代理失败。${why.zh}`, en: `The proxy failed. ${why.en}` };
    return { code: 'transport.proxy', message };
  }
  return { code, message: sentence(code, cause, context) };
}

/** The error of an exchange whose deadline passed: which wait took too long. */
export function deadlineError({ origin, timeout, ...reached }: FailureContext): ExchangeError {
  const host = hostOf(origin);
  const { zh, en } = withinText(timeout);
  if (reached.dialed && !reached.written) {
    const message = {
      zh: `${zh}未能与 ${host} 建立连接，请求未发出。`,
      en: `No connection to ${host} could be made ${en}; nothing was sent.`,
    };
    return { code: 'timeout.connect', message };
  }
  if (reached.headerArrived) {
    const message = {
      zh: `${zh}没有收完 ${host} 的响应体。`,
      en: `The response body of ${host} was not complete ${en}.`,
    };
    return { code: 'timeout.total', message };
  }
  if (reached.interim > 0) {
    const message = {
      zh: `${zh}，${host} 只发来 ${reached.interim} 个临时响应（1xx），没有最终响应。`,
      en: `${host} sent ${reached.interim} interim (1xx) responses and no final one ${en}.`,
    };
    return { code: 'timeout.total', message };
  }
  const message = {
    zh: `${zh}没有收到 ${host} 的完整响应头。`,
    en: `${host} sent no complete response header ${en}.`,
  };
  return { code: 'timeout.headers', message };
}

/** The error of a delivery whose deadline passed while it waited for a connection. @param timeout in ms */
export function queueDeadlineError(origin: string, timeout: number): ExchangeError {
  const host = hostOf(origin);
  const { zh, en } = withinText(timeout);
  const message = {
    zh: `${zh}没有等到 ${host} 的空闲连接，请求未发出。`,
    en: `No connection to ${host} became free ${en}; nothing was sent.`,
  };
  return { code: 'timeout.queue', message };
}

/** The error of a response that more bytes follow: they belong to no request. */
export function trailingBytesError(origin: string): ExchangeError {
  const host = hostOf(origin);
  const message = {
    zh: `${host} 在响应之后还发来了多余的字节：多发了一个响应，或内容超出了声明的长度或最后一个分块。这些字节没有读取，连接已关闭。`,
    en: `${host} sent more bytes after its response: a second response that nobody asked for, or more than its length or its last chunk says. They were not read, and the connection was closed.`,
  };
  return { code: 'protocol.trailing_bytes', message };
}

/** The error of a receiver that speaks the other scheme. */
export function wrongSchemeError(origin: string): ExchangeError {
  const host = hostOf(origin);
  const message = origin.startsWith('https:')
    ? {
        zh: `${host} 没有使用 TLS：请把 https:// 改为 http://。`,
        en: `${host} does not speak TLS; use http:// instead of https://.`,
      }
    : {
        zh: `${host} 使用 TLS：请把 http:// 改为 https://。`,
        en: `${host} speaks TLS; use https:// instead of http://.`,
      };
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

function sentence(code: ExchangeCode, cause: unknown, context: FailureContext): LocalizedText {
  const { origin } = context;
  const host = hostOf(origin);
  const errno = errnoOf(cause);
  const message = cause instanceof Error ? cause.message : String(cause);
  const detail = errno === '' ? message : `${errno}: ${message}`;
  switch (code) {
    case 'transport.dns':
      return {
        zh: `${origin} 的域名没有对应的地址（${errno}）。`,
        en: `The host name of ${origin} has no address (${errno}).`,
      };
    case 'transport.refused': {
      const tried = triedText(cause);
      return {
        zh: `${host}${tried.zh}没有服务在监听：连接被拒绝。`,
        en: `Nothing listens at ${host}${tried.en}: connection refused.`,
      };
    }
    case 'transport.unreachable': {
      const tried = triedText(cause);
      return {
        zh: `${host}${tried.zh}无法到达（${errno}）。`,
        en: `${host}${tried.en} cannot be reached (${errno}).`,
      };
    }
    case 'transport.exhausted': {
      const ports = errno === 'EADDRNOTAVAIL';
      return {
        zh: `本机已没有${ports ? '本地端口' : '套接字或文件句柄'}可用于连接 ${host}（${errno}）。`,
        en: `This machine has no more ${ports ? 'local ports' : 'sockets or file handles'} to reach ${host} (${errno}).`,
      };
    }
    case 'timeout.connect': {
      const tried = triedText(cause);
      return {
        zh: `系统放弃了到 ${host}${tried.zh}的连接（${errno}）。`,
        en: `The system gave up connecting to ${host}${tried.en} (${errno}).`,
      };
    }
    case 'transport.tls_expired':
      return { zh: `${host} 的证书已过期。`, en: `The certificate of ${host} has expired.` };
    case 'transport.tls_self_signed':
      return {
        zh: `${host} 的证书是自签名的：用 --cacert 信任它，或用 --insecure 接受任意证书。`,
        en: `The certificate of ${host} is self-signed; trust it with --cacert, or accept any with --insecure.`,
      };
    case 'transport.tls_unknown_ca':
      return {
        zh: `${host} 的证书由不受信任的机构签发（${errno}）：用 --cacert 指定该机构的证书。`,
        en: `The certificate of ${host} was issued by an authority that is not trusted (${errno}); name it with --cacert.`,
      };
    case 'transport.tls_wrong_host':
      return {
        zh: `${host} 的证书属于另一台主机：${firstLine(message)}`,
        en: `The certificate of ${host} is for another host: ${firstLine(message)}`,
      };
    case 'transport.tls': {
      const reason = opensslReason(message) ?? firstLine(detail);
      return {
        zh: `与 ${host} 的 TLS 握手失败（${reason}）。`,
        en: `The TLS handshake with ${host} failed (${reason}).`,
      };
    }
    case 'transport.wrong_scheme':
      return wrongSchemeError(origin).message;
    case 'transport.reset':
      return resetText(cause instanceof ConnectionError ? 'closed' : 'reset', host, context);
    case 'transport.truncated':
      return context.headerArrived
        ? {
            zh: `${host} 在响应体完整之前关闭了连接。`,
            en: `${host} closed the connection before the response body was complete.`,
          }
        : {
            zh: `${host} 在响应头发到一半时关闭了连接。`,
            en: `${host} closed the connection in the middle of the response header.`,
          };
    case 'protocol.invalid': {
      const { zh, en } = cause instanceof ConnectionError ? cause.text : asIs(message);
      return {
        zh: `${host} 的响应不是合法的 HTTP/1.1：${firstLine(zh)}。`,
        en: `The answer of ${host} is not valid HTTP/1.1: ${firstLine(en)}.`,
      };
    }
    case 'request.invalid':
      return { zh: `请求无法发送：${message}。`, en: `The request cannot be sent: ${message}.` };
    default: {
      const reason = firstLine(detail);
      return {
        zh: `与 ${host} 的连接失败（${reason}）。`,
        en: `The connection to ${host} failed (${reason}).`,
      };
    }
  }
}

/** `localhost:3000`, the port included even where it is the usual one. */
function hostOf(origin: string): string {
  const url = new URL(origin);
  return hostAndPort(url.hostname, portOf(url));
}

const withinText = (timeout: number): LocalizedText => ({
  zh: `自应发出时起 ${timeout} ms 内`,
  en: `within ${timeout} ms of the delivery being due`,
});

function resetText(
  how: 'closed' | 'reset',
  host: string,
  { origin, written, dialed, answered, repeated }: FailureContext,
): LocalizedText {
  const did = { zh: how === 'closed' ? '关闭' : '重置', en: how };
  if (!written && dialed) {
    return {
      zh: `连接正在建立时，${host} 就把它${did.zh}了。`,
      en: `${host} ${did.en} the connection while it was being made.`,
    };
  }
  const which = dialed
    ? { zh: '连接', en: 'connection' }
    : { zh: ' keep-alive 连接', en: 'kept-alive connection' };
  const when = answered
    ? { zh: '响应发到一半时', en: 'in the middle of its response' }
    : { zh: '没有响应就', en: 'without a response' };
  const again = repeated
    ? {
        zh: '这已是第二个连接，第一个是早先打开的，也没有响应就断开了',
        en: 'it was the second, after one that was open already and was lost without a response',
      }
    : { zh: '请求没有重发', en: 'the request was not repeated' };
  // A TLS 1.3 server asks for the client's certificate after the client has taken the handshake for done.
  const hint = origin.startsWith('https:') && dialed && !answered;
  return {
    zh: `${host} ${when.zh}${did.zh}了${which.zh}；${again.zh}。${hint ? '它可能需要客户端证书。' : ''}`,
    en: `${host} ${did.en} the ${which.en} ${when.en}; ${again.en}.${hint ? ' It may want a client certificate.' : ''}`,
  };
}

/** The resolved addresses that were tried, where they say more than the address asked for. */
function triedText(cause: unknown): LocalizedText {
  const errors: unknown[] = cause instanceof AggregateError ? cause.errors : [cause];
  const tried = errors.flatMap((error) => {
    const { address, port } = error as { address?: unknown; port?: unknown };
    if (typeof address !== 'string') return [];
    return [hostAndPort(address, Number(port))];
  });
  const each = [...new Set(tried)];
  return each.length === 0
    ? { zh: ' ', en: '' }
    : { zh: `（已尝试 ${each.join('、')}）`, en: ` (tried ${each.join(' and ')})` };
}

/** `…:SSL routines:ssl3_read_bytes:sslv3 alert handshake failure:…` → the reason alone. */
function opensslReason(message: string): string | undefined {
  return /:SSL routines:[^:]*:([^:]+)/.exec(message)?.[1];
}

const firstLine = (text: string): string => (text.split('\n', 1)[0] ?? '').trim().replace(/[.:]+$/, '');
