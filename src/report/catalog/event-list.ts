import type { EventSummary, PlatformSummary, ScenarioSummary } from '../../define/summary.ts';
import { count } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';

/** The events and scenarios of each platform, as a table for people. */
export function renderList(
  events: readonly EventSummary[],
  scenarios: readonly ScenarioSummary[],
  platforms: readonly PlatformSummary[],
  paint: Paint,
): string {
  const width = Math.max(...[...events, ...scenarios].map(({ name }) => name.length));
  const lines: string[] = [];
  for (const platform of platforms) {
    const own = events.filter((event) => event.platform === platform.id);
    const stories = scenarios.filter((scenario) => scenario.platform === platform.id);
    if (own.length + stories.length === 0) continue;
    lines.push(`${paint.strong(platform.id)}  ${platform.title.zh} · ${platform.title.en}`);
    if (own.length > 0)
      lines.push(
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
    if (stories.length > 0) lines.push(paint.faint(`  ${'scenario'.padEnd(width)}`.trimEnd()));
    for (const { name, basis, steps, title } of stories) {
      const told = `${steps.length} steps`.padEnd(30);
      lines.push(
        `  ${paint.accent(name.padEnd(width))}  ${paint.faint(basis.padEnd(10))}  ${told}  ${title.zh} ${paint.faint(`· ${title.en}`)}`,
      );
    }
    lines.push('');
  }
  lines.push(paint.faint(`${numbers(events, scenarios)}. \`webhook-sim show <name>\` explains one.`));
  return `${lines.join('\n')}\n`;
}

function numbers(events: readonly unknown[], scenarios: readonly unknown[]): string {
  const some = (n: number, word: string): string[] =>
    n === 0 ? [] : [`${count(n)} ${word}${n === 1 ? '' : 's'}`];
  return [...some(events.length, 'event'), ...some(scenarios.length, 'scenario')].join(', ');
}
