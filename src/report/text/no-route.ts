import type { Delivery } from '../../delivery/delivery.ts';
import { type LocalizedText, say } from '../../language.ts';

/** Events and addresses that are named. */
const mostNamed = 5;

interface Tried {
  readonly address: string;
  readonly statuses: Set<number>;
  /** It was answered with another status as well. */
  routed: boolean;
}

/** Finds the events that nothing in the receiver is there for: every answer to them was 404 or 405. */
export class NoRouteCounter {
  readonly #events = new Map<string, Tried>();

  add({ event, request, attempts }: Delivery): void {
    const status = attempts.at(-1)?.status;
    if (status === undefined || status === null) return;
    const [address = ''] = request.url.split('?', 1);
    const tried = this.#events.get(event) ?? { address, statuses: new Set(), routed: false };
    this.#events.set(event, tried);
    if (status === 404 || status === 405) tried.statuses.add(status);
    else tried.routed = true;
  }

  /**
   * Kinds of failures for people: where events have no route, that is one kind, whose first example stands for all, and
   * comes last. What else is wrong would be lost among them.
   */
  folded<C extends { readonly event: string }>(clusters: readonly C[]): readonly C[] {
    return this.lostLast(clusters, 1);
  }

  /** The same kinds, those of events without a route last. @param most how many of those at most */
  lostLast<C extends { readonly event: string }>(clusters: readonly C[], most?: number): readonly C[] {
    const isLost = ({ event }: C): boolean => this.#events.get(event)?.routed === false;
    return [...clusters.filter((cluster) => !isLost(cluster)), ...clusters.filter(isLost).slice(0, most)];
  }

  /**
   * Names the events together with the addresses, and says what to configure; `null` where every event has a route.
   */
  get text(): string | null {
    const lost = [...this.#events].filter(([, { routed }]) => !routed);
    if (lost.length === 0) return null;
    const statuses = [...new Set(lost.flatMap(([, { statuses }]) => [...statuses]))].sort();
    const addresses = [...new Set(lost.map(([, { address }]) => address))];
    const [names, places] = [named(lost.map(([event]) => event)), named(addresses)];
    return say({
      zh: `没有路由：${names.zh}，只得到 ${statuses.join(' 和 ')}；地址是 ${places.zh}。--to 把所有事件发到同一个地址，--base 后面会拼上各事件在文档中的子路径，配置里的 \`addresses\` 可以为单个事件另设地址。`,
      en:
        `No route: ${names.en} got only ${statuses.join(' and ')}, at ${places.en}. ` +
        '--to sends every event to exactly one address, --base adds the documented sub-path of each, ' +
        'and `addresses` in the configuration gives an event its own.',
    });
  }
}

function named(names: readonly string[]): LocalizedText {
  const shown = names.slice(0, mostNamed);
  if (names.length <= mostNamed) return { zh: shown.join('、'), en: shown.join(', ') };
  return {
    zh: `${shown.join('、')} 等共 ${names.length} 个`,
    en: `${shown.join(', ')} and ${names.length - mostNamed} more`,
  };
}
