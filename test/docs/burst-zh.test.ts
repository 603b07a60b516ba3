import { describePage } from './support/page.ts';

describePage('docs/burst.zh-CN.md', { besides: 'docs/burst.md' });
