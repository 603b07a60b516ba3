import type { PlatformSummary } from '../../define/summary.ts';
import { renderList } from '../../report/catalog/event-list.ts';
import type { ExitCode } from '../exit-code.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { type Io, printed } from '../io/io.ts';
import { openCatalog } from './open-catalog.ts';

/** `list [pattern]` */
export async function list(pattern: string, flags: FlagsOf<'list'>, io: Io): Promise<ExitCode> {
  const catalog = await openCatalog(flags.eventFiles);
  const { events, scenarios } = catalog.find(pattern);
  const listed = new Set([...events, ...scenarios].map(({ platform }) => platform));
  const platforms = catalog.platforms.filter(({ id }) => listed.has(id));
  if (flags.json === true) {
    const lines: object[] = [...events, ...scenarios].map(({ load: _, ...summary }) => summary);
    if (flags.known === true) lines.push(...platforms.flatMap(titlesOf));
    await io.out.write(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  } else {
    const titles = flags.known === true ? 'listed' : pattern === '*' ? 'counted' : 'hidden';
    await io.out.write(renderList(events, scenarios, platforms, titles, await io.paint()), 'text');
  }
  return printed(io);
}

/** Nothing but their titles is known: they have no name, and are not sent. */
const titlesOf = ({ id, titleOnly = [] }: PlatformSummary): readonly object[] =>
  titleOnly.map(({ zh, en, ...more }) => ({ platform: id, title: { zh, en }, basis: 'title', ...more }));
