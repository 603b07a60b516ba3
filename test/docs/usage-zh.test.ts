import { describePage } from './support/page.ts';

describePage('docs/usage.zh-CN.md', { besides: 'docs/usage.md' });
