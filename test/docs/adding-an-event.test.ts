import { describePage } from './support/page.ts';

// The page adds files to the repository and builds it, so its commands run in a copy.
describePage('docs/adding-an-event.md', { copied: true });
