import type { ScenarioDocument } from '../../catalog/document.ts';
import type { Paint } from '../text/paint.ts';

/** A scenario's page for a terminal. */
export function renderScenarioPage(page: ScenarioDocument, paint: Paint): string {
  const width = Math.max(...page.steps.map(({ event }) => event.length));
  const steps = page.steps.map(({ event, variant, words }, i) => {
    const choices = Object.entries(variant).map(([name, member]) => `${name}=${member}`);
    const what = `${words.zh} ${paint.faint(`· ${words.en}`)}`;
    return `  ${String(i + 1).padStart(2)}  ${paint.accent(event.padEnd(width))}  ${what}${choices.length === 0 ? '' : `  ${paint.faint(choices.join(','))}`}`;
  });
  const disorders = page.disorders.map(
    ({ zh, en, arrivals }) => `  ${arrivals.join(', ')}  ${zh} ${paint.faint(`· ${en}`)}`,
  );
  const sections = [
    [
      `${paint.strong(paint.accent(page.id))}  ${page.title.zh} · ${page.title.en}`,
      `  ${paint.faint('basis   ')}  ${page.basis}`,
      `  ${paint.faint('platform')}  ${page.platform.title.zh}`,
    ],
    [paint.strong('Steps'), ...steps],
    disorders.length === 0 ? [] : [paint.strong('Orders of arrival that `test` tries'), ...disorders],
    [
      paint.faint(
        `\`webhook-sim send ${page.name}\` tells it, \`--step 2\` one step, \`generate ${page.name}\` prints it.`,
      ),
    ],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}
