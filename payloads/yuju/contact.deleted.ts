import { defineEvent, emptyObject } from '../../src/define/index.ts';
import { contactEvent } from './_contact.ts';
import { yuju } from './_platform.ts';

export default defineEvent({
  name: 'contact.deleted',
  platform: yuju,
  title: { zh: '当有联系人删除时', en: 'A contact was deleted' },
  docs: { page: '语聚AI API 文档：当有联系人删除时', read: '2026-11-21' },
  basis: 'inferred',
  note: {
    zh: '标题来自文档；消息体没有文档，推测与 contact.updated 相同。',
    en: 'The title is documented; the body is not, and is inferred to be that of contact.updated.',
  },
  ...contactEvent('deleted'),
  address: { basis: 'documented' },
  response: emptyObject('inferred'),
});
