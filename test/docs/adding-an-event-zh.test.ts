import { describePage } from './support/page.ts';

// Its commands that add files to the repository are those of the English page.
describePage('docs/adding-an-event.zh-CN.md', { besides: 'docs/adding-an-event.md' });
