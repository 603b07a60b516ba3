import { events, platforms } from '../../payloads/index.ts';
import { Catalog } from './catalog.ts';

/** The events that come with the package. */
export const builtinCatalog: Catalog = new Catalog(events, platforms);
