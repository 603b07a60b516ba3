import { describePage } from './support/page.ts';

describePage('docs/burst.md');
