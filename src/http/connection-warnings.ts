import { counted, count as number } from '../counted.ts';
import { say } from '../language.ts';

/** What to tell of requests that were sent again, once in a run: a phrase without a full stop. @param count at least 1 */
export function reconnectWarning(count: number): string {
  const requests = counted(count, 'request');
  return say({
    zh: `接收端会直接关闭空闲连接，没有事先声明：已打开的连接上有 ${number(count)} 个请求没有收到任何响应字节，已各用新连接重发一次。响应头 \`Keep-Alive: timeout\` 或 \`Connection: close\` 可以事先声明；--no-keep-alive 让每次投递都新建连接`,
    en: `the receiver closes idle connections without saying so: ${requests} on a connection that was open already got not one byte of an answer, and ${count === 1 ? 'it was' : 'they were'} sent again, once, on a new one. A \`Keep-Alive: timeout\` or \`Connection: close\` header would announce it; --no-keep-alive opens a connection for every delivery`,
  });
}

/** What to tell of bytes that arrived on idle connections, once in a run: a phrase without a full stop. @param count at least 1 */
export function strayWarning(count: number): string {
  const times = count === 1 ? 'once' : counted(count, 'time');
  return say({
    zh: `接收端发来了多余的数据：共 ${number(count)} 次，当时连接上没有进行中的请求，此前的响应已经判定完毕。连接已关闭；多发了一个响应，或声明的长度过短，都会造成这种情况`,
    en: `the receiver sent bytes that nobody asked for: ${times}, on a connection without a request, after a response that had been judged already. The connection was closed; a second response, or a length that is too short, does that`,
  });
}
