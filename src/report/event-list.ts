import type { EventSummary, PlatformSummary } from '../define/summary.ts';
import type { Paint } from './paint.ts';

/** Thousands apart, `1,599`. */
export const count = (n: number): string => String(n).replace(/\B(?=(\d{3})+$)/g, ',');

/** The events of each platform, as a table for people. */
export function renderList(
  events: readonly EventSummary[],
  platforms: readonly PlatformSummary[],
  paint: Paint,
): string {
  const width = Math.max(...events.map(({ name }) => name.length));
  const lines: string[] = [];
  for (const platform of platforms) {
    const own = events.filter((event) => event.platform === platform.id);
    if (own.length === 0) continue;
    lines.push(
      `${paint.strong(platform.id)}  ${platform.title.zh} · ${platform.title.en}`,
      paint.faint(`  ${'event'.padEnd(width)}  ${'basis'.padEnd(10)}  dims   each  pairwise    all`),
    );
    for (const { name, basis, dimensions, variants, title } of own) {
      const numbers = [
        count(dimensions).padStart(4),
        count(variants.each).padStart(5),
        count(variants.pairwise).padStart(8),
        count(variants.full).padStart(5),
      ].join('  ');
      lines.push(
        `  ${paint.accent(name.padEnd(width))}  ${paint.faint(basis.padEnd(10))}  ${numbers}  ${title.zh} ${paint.faint(`· ${title.en}`)}`,
      );
    }
    lines.push('');
  }
  lines.push(
    paint.faint(
      `${count(events.length)} ${events.length === 1 ? 'event' : 'events'}. \`webhook-sim show <event>\` explains one.`,
    ),
  );
  return `${lines.join('\n')}\n`;
}
