import type { LocalizedText } from '../language.ts';

export interface CodeEntry {
  readonly severity: 'error' | 'warning';
  readonly meaning: LocalizedText;
  /** An error in the shape of a response: the level `status` does not look at it. */
  readonly shape?: boolean;
}

const error = (en: string, zh: string): CodeEntry => ({ severity: 'error', meaning: { zh, en } });

/** Every way in which an exchange can fail, in the order of its phases. */
export const exchangeCodes = {
  'request.invalid': error(
    'The request is not valid HTTP/1.1 and was not sent',
    '请求不符合 HTTP/1.1，无法发送',
  ),
  aborted: error('Interrupted by the user', '用户中断'),
  'timeout.queue': error(
    'Timed out waiting for a free connection; nothing was sent',
    '等待空闲连接时已超时，请求未发出',
  ),
  'timeout.connect': error('Timed out while connecting; nothing was sent', '建立连接时超时，请求未发出'),
  'timeout.headers': error('Timed out before the response header was complete', '在收到完整响应头之前超时'),
  'timeout.total': error('Timed out while the response was arriving', '响应已开始，但没有在时限内结束'),
  'transport.dns': error('The host name could not be resolved', '域名解析失败'),
  'transport.refused': error(
    'Connection refused: nothing listens at the address',
    '连接被拒绝，该地址没有服务在监听',
  ),
  'transport.unreachable': error('The network or the host is unreachable', '网络或主机不可达'),
  'transport.exhausted': error(
    'This machine has run out of sockets, local ports or file handles',
    '本机的套接字、本地端口或文件句柄已用尽',
  ),
  'transport.proxy': error('The proxy did not forward the request', '代理没有转发请求'),
  'transport.tls': error('The TLS handshake failed', 'TLS 握手失败'),
  'transport.tls_expired': error('The certificate has expired', '证书已过期'),
  'transport.tls_self_signed': error('The certificate is self-signed', '证书是自签名的'),
  'transport.tls_unknown_ca': error('The certificate authority is not trusted', '证书的签发机构不受信任'),
  'transport.tls_wrong_host': error('The certificate is for another host', '证书与主机名不匹配'),
  'transport.wrong_scheme': error(
    'Wrong scheme: the port expects https instead of http, or the reverse',
    '协议不对：端口要求 https 而不是 http，或者相反',
  ),
  'transport.reset': error(
    'The connection was reset or closed before a response',
    '连接在收到响应前被重置或关闭',
  ),
  'transport.truncated': error('The response ended before it was complete', '响应不完整，中途断开'),
  'transport.failed': error('The connection failed for another reason', '连接因其他原因失败'),
  'protocol.invalid': error('The response is not valid HTTP/1.1', '响应不是合法的 HTTP/1.1'),
  'protocol.trailing_bytes': error(
    'Bytes follow the response: a second one unasked, or more than its length says',
    '响应之后还有多余的字节：多发了一个响应，或内容超出了声明的长度',
  ),
  'body.too_large': error(
    'The response body exceeds the size limit, before or after decoding',
    '响应体超过上限（按传输大小或解压后的大小）',
  ),
  'body.undecodable': error(
    'The Content-Encoding of the response is unknown, or the body is corrupt',
    '响应体的 Content-Encoding 未知，或内容已损坏',
  ),
} as const satisfies Record<string, CodeEntry>;

export type ExchangeCode = keyof typeof exchangeCodes;
