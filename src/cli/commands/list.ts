import { renderList } from '../../report/catalog/event-list.ts';
import type { ExitCode } from '../exit-code.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { type Io, printed } from '../io/io.ts';
import { openCatalog } from './open-catalog.ts';

/** `list [pattern]` */
export async function list(pattern: string, flags: FlagsOf<'list'>, io: Io): Promise<ExitCode> {
  const catalog = await openCatalog(flags.events);
  const { events, scenarios } = catalog.find(pattern);
  if (flags.json === true) {
    const lines = [...events, ...scenarios].map(({ load: _, ...summary }) => `${JSON.stringify(summary)}\n`);
    await io.out.write(lines.join(''));
  } else {
    await io.out.write(renderList(events, scenarios, catalog.platforms, await io.paint()));
  }
  return printed(io);
}
