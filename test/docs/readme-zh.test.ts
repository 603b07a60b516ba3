import { describePage } from './support/page.ts';

describePage('README.zh-CN.md', { besides: 'README.md' });
