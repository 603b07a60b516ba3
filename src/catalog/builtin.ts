import { events, platforms, scenarios } from '../../payloads/index.ts';
import { Catalog } from './catalog.ts';

/** The events and scenarios that come with the package. */
export const builtinCatalog: Catalog = new Catalog(events, platforms, scenarios);
