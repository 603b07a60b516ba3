import { describePage } from './support/page.ts';

describePage('README.md');
