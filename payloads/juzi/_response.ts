import type { Contract, ResponseKey } from '../../src/define/index.ts';

/** `{"errcode":0,"errmsg":"…"}`. That 0 means success is observed on the platform's own APIs. */
export const errcodeObject: Contract = {
  status: 200,
  mediaType: 'application/json',
  keys: [
    { name: 'errcode', type: 'number', label: { zh: '返回码', en: 'return code' }, success: 0 },
    {
      name: 'errmsg',
      type: 'string',
      label: { zh: '对返回码的文本描述内容', en: 'what the return code means, in words' },
    },
  ],
  example: '{"errcode":0,"errmsg":"string"}',
  basis: 'documented',
};

/** Of the `/v1/notify/…` callbacks, with a capital C. */
export const errCode: ResponseKey = {
  name: 'errCode',
  type: 'number',
  label: { zh: '返回码', en: 'return code' },
  success: 0,
};

/** `{"errCode":0}`, on the vendor's earlier documentation site. */
export const errCodeObject: Contract = {
  status: 200,
  mediaType: 'application/json',
  keys: [errCode],
  example: '{"errCode":0}',
  basis: 'documented',
};
