import type { Contract } from '../../src/define/contract.ts';
import { emptyObject } from '../../src/define/contract.ts';
import type { Exchange } from '../../src/http/exchange.ts';

/** A complete exchange, 200 with a JSON body unless told otherwise. */
export function exchange(body: string | Uint8Array = '{}', change: Partial<Exchange> = {}): Exchange {
  const bytes = Buffer.from(body);
  return {
    startedAt: 1_735_660_800_000,
    status: 200,
    statusText: 'OK',
    headers: { 'content-type': 'application/json' },
    body: bytes,
    bytes: bytes.length,
    timings: { queue: 0, connect: 0.41, firstByte: 2.1, total: 2.3 },
    reconnects: 0,
    error: null,
    ...change,
  };
}

export const empty: Contract = emptyObject('documented');

/** `{"errcode":0,"errmsg":"string"}` */
export const errcode: Contract = {
  status: 200,
  mediaType: 'application/json',
  keys: [
    { name: 'errcode', type: 'number', label: { zh: '返回码', en: 'return code' }, success: 0 },
    { name: 'errmsg', type: 'string', label: { zh: '文本描述', en: 'description' } },
  ],
  example: '{"errcode":0,"errmsg":"string"}',
  basis: 'documented',
};

/** `{}`, where `errCode` is understood all the same. */
export const emptyOrErrCode: Contract = emptyObject('inferred', [
  { name: 'errCode', type: 'number', label: { zh: '返回码', en: 'return code' }, success: 0 },
]);
