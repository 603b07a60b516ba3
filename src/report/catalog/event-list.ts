import type { EventSummary, PlatformSummary, ScenarioSummary } from '../../define/summary.ts';
import { bilingual } from '../text/layout.ts';
import { count, counted } from '../text/numbers.ts';
import type { Paint } from '../text/paint.ts';

/**
 * The events and scenarios of each platform, as a table for people.
 * @param platforms those that have any
 * @param titleOnly what is said of callbacks of which only the title is known
 */
export function renderList(
  events: readonly EventSummary[],
  scenarios: readonly ScenarioSummary[],
  platforms: readonly PlatformSummary[],
  titleOnly: 'listed' | 'counted' | 'left out',
  paint: Paint,
): string {
  const width = Math.max(...[...events, ...scenarios].map(({ name }) => name.length));
  const line = ({ name, basis, title }: EventSummary | ScenarioSummary, about: string): string =>
    `  ${paint.accent(name.padEnd(width))}  ${paint.faint(basis.padEnd(10))}  ${about}  ${bilingual(title, paint)}`;
  const lines: string[] = [];
  for (const platform of platforms) {
    const own = events.filter((event) => event.platform === platform.id);
    const ownScenarios = scenarios.filter((scenario) => scenario.platform === platform.id);
    lines.push(`${paint.strong(platform.id)}  ${platform.title.zh} · ${platform.title.en}`);
    if (own.length > 0) {
      const head = `  ${'event'.padEnd(width)}  ${'basis'.padEnd(10)}  dims   each  pairwise    all`;
      lines.push(paint.faint(head));
    }
    for (const event of own) {
      const { each, pairwise, full } = event.variants;
      const numbers = [
        count(event.dimensions).padStart(4),
        count(each).padStart(5),
        count(pairwise).padStart(8),
        count(full).padStart(5),
      ];
      lines.push(line(event, numbers.join('  ')));
    }
    if (ownScenarios.length > 0) lines.push(paint.faint('  scenario'));
    for (const scenario of ownScenarios) {
      lines.push(line(scenario, counted(scenario.steps.length, 'step').padEnd(30)));
    }
    if (titleOnly === 'listed') lines.push(...titleLines(platform, paint));
    lines.push('');
  }
  const titles = platforms.flatMap((platform) => platform.titleOnly ?? []).length;
  const total = [
    events.length > 0 && counted(events.length, 'event'),
    scenarios.length > 0 && counted(scenarios.length, 'scenario'),
  ].filter(Boolean);
  const more =
    titles > 0 && titleOnly === 'counted'
      ? ` Of ${counted(titles, 'more callback')} only the title is known: \`webhook-sim list --known\`.`
      : '';
  lines.push(paint.faint(`${total.join(', ')}. \`webhook-sim show <name>\` explains one.${more}`));
  return `${lines.join('\n')}\n`;
}

function titleLines({ titleOnly = [] }: PlatformSummary, paint: Paint): string[] {
  if (titleOnly.length === 0) return [];
  return [
    paint.faint('  only the title is known, so that these are not sent'),
    ...titleOnly.map(({ path = '', note, ...title }) => {
      const what = note === undefined ? '' : ` ${paint.faint(`[${note.basis}] ${note.zh} · ${note.en}`)}`;
      const place = path === '' ? '' : `  ${paint.accent(path)}`;
      return `  ${bilingual(title, paint)}${place}${what}`;
    }),
  ];
}
