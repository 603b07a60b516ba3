import { describePage } from './support/page.ts';

describePage('docs/usage.md');
