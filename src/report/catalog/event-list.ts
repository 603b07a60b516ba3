import { basisWords } from '../../define/basis.ts';
import type { EventSummary, PlatformSummary, ScenarioSummary } from '../../define/summary.ts';
import { asIs, say } from '../../language.ts';
import { columnsOf, padColumns } from '../text/columns.ts';
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
  titleOnly: 'listed' | 'counted' | 'hidden',
  paint: Paint,
): string {
  const width = Math.max(...[...events, ...scenarios].map(({ name }) => columnsOf(name)));
  const line = ({ name, basis, title }: EventSummary | ScenarioSummary, about: string): string =>
    `  ${paint.accent(padColumns(name, width))}  ${paint.faint(padColumns(say(basisWords[basis]), 10))}  ${about}  ${bilingual(title, paint)}`;
  const lines: string[] = [];
  for (const platform of platforms) {
    const own = events.filter((event) => event.platform === platform.id);
    const ownScenarios = scenarios.filter((scenario) => scenario.platform === platform.id);
    lines.push(`${paint.strong(platform.id)}  ${say(asIs(`${platform.title.zh} · ${platform.title.en}`))}`);
    if (own.length > 0) {
      const event = padColumns(say({ zh: '事件', en: 'event' }), width);
      const basis = padColumns(say({ zh: '依据', en: 'basis' }), 10);
      const numbers = say({ zh: '维度   each  pairwise   full', en: 'dims   each  pairwise    all' });
      lines.push(paint.faint(`  ${event}  ${basis}  ${numbers}`));
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
    if (ownScenarios.length > 0) lines.push(paint.faint(`  ${say({ zh: '场景', en: 'scenario' })}`));
    for (const scenario of ownScenarios) {
      const { length } = scenario.steps;
      const steps = say({ zh: `${count(length)} 步`, en: counted(length, 'step') });
      lines.push(line(scenario, padColumns(steps, 30)));
    }
    if (titleOnly === 'listed') lines.push(...titleLines(platform, paint));
    lines.push('');
  }
  const titles = platforms.flatMap((platform) => platform.titleOnly ?? []).length;
  const counts = [
    { n: events.length, zh: '个事件', en: 'event' },
    { n: scenarios.length, zh: '个场景', en: 'scenario' },
  ].filter(({ n }) => n > 0);
  const more = titles > 0 && titleOnly === 'counted';
  const total = say({
    zh:
      `${counts.map(({ n, zh }) => `${count(n)} ${zh}`).join('，')}。\`webhook-sim show <名称>\` 查看详情。` +
      (more ? `另有 ${count(titles)} 个回调只知道标题：\`webhook-sim list --known\`。` : ''),
    en:
      `${counts.map(({ n, en }) => counted(n, en)).join(', ')}. \`webhook-sim show <name>\` explains one.` +
      (more
        ? ` Of ${counted(titles, 'more callback')} only the title is known: \`webhook-sim list --known\`.`
        : ''),
  });
  lines.push(paint.faint(total));
  return `${lines.join('\n')}\n`;
}

function titleLines({ titleOnly = [] }: PlatformSummary, paint: Paint): string[] {
  if (titleOnly.length === 0) return [];
  return [
    paint.faint(
      `  ${say({ zh: '以下只知道标题，不会发送', en: 'only the title is known, so that these are not sent' })}`,
    ),
    ...titleOnly.map(({ path = '', note, ...title }) => {
      const what =
        note === undefined
          ? ''
          : ` ${paint.faint(`[${say(basisWords[note.basis])}] ${say(asIs(`${note.zh} · ${note.en}`))}`)}`;
      const place = path === '' ? '' : `  ${paint.accent(path)}`;
      return `  ${bilingual(title, paint)}${place}${what}`;
    }),
  ];
}
