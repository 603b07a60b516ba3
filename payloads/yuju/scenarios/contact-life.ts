import { defineScenario } from '../../../src/define/index.ts';
import { yuju } from '../_platform.ts';
import created from '../contact.created.ts';
import deleted from '../contact.deleted.ts';
import updated from '../contact.updated.ts';

export default defineScenario({
  name: 'contact-life',
  platform: yuju,
  title: { zh: '联系人生命周期', en: "A contact's whole life" },
  basis: 'inferred',
  steps: [
    { event: created, words: { zh: '新增', en: 'created' } },
    { event: updated, words: { zh: '第一次更新', en: 'updated' } },
    { event: updated, words: { zh: '第二次更新', en: 'updated again' } },
    { event: updated, words: { zh: '第三次更新', en: 'updated a third time' } },
    { event: deleted, words: { zh: '删除', en: 'deleted' } },
  ],
  disorders: [
    { zh: '删除之后才到达的更新', en: 'a late update after the deletion', arrivals: [0, 1, 4, 3] },
    { zh: '更新先于新增到达', en: 'an update before the creation', arrivals: [1, 0, 4] },
    { zh: '两次更新顺序颠倒', en: 'two updates swapped', arrivals: [0, 2, 1, 4] },
  ],
});
