import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { contactEvent } from './_contact.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'contact.updated',
  platform: yuju,
  title: { zh: '当有联系人更新时', en: 'A contact was updated' },
  docs: { page: '语聚AI API 文档：当有联系人更新时', read: '2026-11-21' },
  basis: 'documented',
  note: {
    zh: '页面只给出键和类型，没有标签；这里的标签是我们写的。',
    en: 'The page gives keys and types, and no labels: those here are ours.',
  },

  ...contactEvent('updated'),
  address: { basis: 'documented' },
  response: emptyObject('documented'),
});
