import type { LocalizedText } from '../define/basis.ts';

/** What a finding code means, and how much it weighs. */
export interface CodeEntry {
  readonly severity: 'error' | 'warning';
  readonly meaning: LocalizedText;
}

const error = (en: string, zh: string): CodeEntry => ({ severity: 'error', meaning: { zh, en } });

/** Every way in which an exchange can break off, in the order in which an exchange goes through them. */
export const exchangeCodes = {
  'request.invalid': error(
    'The request cannot be sent over HTTP/1.1 as given',
    '请求不符合 HTTP/1.1，无法发送',
  ),
  aborted: error('Interrupted by the user', '被用户中断'),
  'timeout.queue': error(
    'The deadline passed before a connection was free; nothing was sent',
    '等待空闲连接时已超时，请求未发出',
  ),
  'timeout.connect': error(
    'The deadline passed while the connection was being made',
    '建立连接时超时，请求未发出',
  ),
  'timeout.headers': error(
    'The deadline passed before the response header was complete',
    '在收到完整响应头之前超时',
  ),
  'timeout.total': error(
    'The deadline passed while a response was still arriving',
    '响应已开始，但在截止时间前没有结束',
  ),
  'transport.dns': error('The host name has no address', '域名解析失败'),
  'transport.refused': error('Nothing listens at the address', '连接被拒绝，该地址没有服务在监听'),
  'transport.unreachable': error('There is no route to the address', '网络或主机不可达'),
  'transport.exhausted': error(
    'This machine has no more sockets or file handles',
    '本机的套接字或文件句柄已用尽',
  ),
  'transport.proxy': error('The proxy did not pass the request on', '代理没有转发请求'),
  'transport.tls': error('The TLS handshake failed', 'TLS 握手失败'),
  'transport.tls_expired': error('The certificate has expired', '证书已过期'),
  'transport.tls_self_signed': error('The certificate is self-signed', '证书是自签名的'),
  'transport.tls_unknown_ca': error(
    'The certificate was issued by an authority that is not trusted',
    '证书的签发机构不受信任',
  ),
  'transport.tls_wrong_host': error('The certificate is for another host', '证书与主机名不匹配'),
  'transport.wrong_scheme': error(
    'The port speaks the other scheme, http or https',
    '协议不对：应在 http 与 https 之间换用另一个',
  ),
  'transport.reset': error(
    'The connection was reset or closed before a response came',
    '连接在收到响应前被重置或关闭',
  ),
  'transport.truncated': error('The response broke off before its end', '响应不完整，中途断开'),
  'transport.failed': error('The connection failed for another reason', '连接因其他原因失败'),
  'protocol.invalid': error('The answer is not valid HTTP/1.1', '响应不是合法的 HTTP/1.1'),
  'body.too_large': error(
    'The response body exceeds the cap, as sent or after decoding',
    '响应体超过上限（按传输大小或解压后的大小）',
  ),
  'body.undecodable': error(
    'The content encoding of the response body is unknown or broken',
    '响应体的 Content-Encoding 未知或内容已损坏',
  ),
} as const satisfies Record<string, CodeEntry>;

export type ExchangeCode = keyof typeof exchangeCodes;
