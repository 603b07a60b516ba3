import type { EventSummary } from '../../define/summary.ts';
import type { Route } from './routes.ts';

/** Where a receiver seems to take the platforms' calls. */
export interface AddressGuess {
  readonly key: 'to' | 'base';
  /** The path: `/hooks` */
  readonly path: string;
  /** The files in which the routes are. */
  readonly from: readonly string[];
  /** The events that have a route; none if that cannot be told. */
  readonly events: readonly string[];
  /** Other POST routes that may be meant. */
  readonly others: readonly string[];
  /** Nothing but its being a POST route speaks for it. */
  readonly weak: boolean;
}

/**
 * Chooses an address among the routes: a base where routes are documented sub-paths of several events, or one takes
 * any sub-path; else the exact address that looks most like a webhook.
 */
export function guessAddress(
  routes: readonly Route[],
  events: readonly Pick<EventSummary, 'id' | 'path'>[],
): AddressGuess | undefined {
  return documentedBase(routes, events) ?? openBase(routes) ?? exactAddress(routes, events);
}

function documentedBase(
  routes: readonly Route[],
  events: readonly Pick<EventSummary, 'id' | 'path'>[],
): AddressGuess | undefined {
  const bases = new Map<string, { events: string[]; from: Set<string>; paths: Set<string> }>();
  for (const { path, file } of routes) {
    for (const { id, path: subPath } of events) {
      const whole = path.replace(/\/$/, '');
      if (subPath === undefined || !whole.endsWith(subPath)) continue;
      const base = whole.slice(0, -subPath.length);
      if (parameter.test(base)) continue;
      const found = bases.get(base) ?? { events: [], from: new Set(), paths: new Set() };
      found.events.push(id);
      found.from.add(file);
      found.paths.add(path);
      bases.set(base, found);
    }
  }
  const [best] = [...bases].sort(([, a], [, b]) => b.events.length - a.events.length);
  if (best === undefined || best[1].events.length < 2) return undefined;
  const [path, { events: served, from, paths }] = best;
  const others = likely(routes.filter((route) => !paths.has(route.path)));
  return { key: 'base', path, from: [...from], events: served.sort(), others, weak: false };
}

/** A parameter of Express and Rails, of Spring, Laravel and Go, of Flask, of Next.js; a wildcard. */
const parameter = /[:{<[*(]/;

/** A route such as `/hooks/:event`, which takes any sub-path. */
function openBase(routes: readonly Route[]): AddressGuess | undefined {
  const open = routes.flatMap(({ path, file }) => {
    const [, base, last] = /^(.*)\/([^/]*)\/?$/.exec(path) ?? [];
    const isOpen = base !== undefined && last !== undefined && parameter.test(last) && !parameter.test(base);
    return isOpen && score({ path, file }) > 0 ? [{ path, base, file }] : [];
  });
  const [first] = open;
  if (first === undefined) return undefined;
  const others = likely(routes.filter(({ path }) => path !== first.path));
  return { key: 'base', path: first.base, from: [first.file], events: [], others, weak: false };
}

function exactAddress(
  routes: readonly Route[],
  events: readonly Pick<EventSummary, 'id' | 'path'>[],
): AddressGuess | undefined {
  const usable = routes.filter(({ path }) => !parameter.test(path));
  const [best, ...rest] = [...usable].sort((a, b) => score(b) - score(a));
  if (best === undefined) return undefined;
  const whole = best.path.replace(/\/$/, '');
  const documented = events.filter(({ path }) => path !== undefined && whole.endsWith(path));
  const platform = /juzi|yuju/i.exec(best.path)?.[0].toLowerCase();
  const served = documented.length > 0 ? documented.map(({ id }) => id) : platform ? [`${platform}/*`] : [];
  return {
    key: 'to',
    path: best.path,
    from: [best.file],
    events: served,
    others: likely(rest),
    weak: score(best) === 0,
  };
}

const likely = (routes: readonly Route[]): string[] =>
  routes.filter((route) => score(route) > 0).map(({ path }) => path || '/');

/** How much a route looks like one that a platform calls. */
function score({ path, file }: Route): number {
  if (/juzi|yuju|语聚|句子/i.test(path)) return 4;
  if (/hook|callback|wecom|wxwork|weixin|wechat/i.test(path)) return 3;
  if (/notif|notice|push|event|message|msg|receive|inbound|incoming/i.test(path)) return 2;
  return /hook|callback|juzi|yuju|wecom/i.test(file) ? 1 : 0;
}
