import { describePage } from './support/page.ts';

describePage('CONTRIBUTING.md');
