import { describePage } from './support/page.ts';

// Files are added to the repository and built: in a copy.
describePage('docs/adding-an-event.md', { copied: true });
