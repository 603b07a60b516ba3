import type { ScenarioDocument } from '../../catalog/document.ts';
import { formatChoices } from '../../define/dimension.ts';
import { bilingual, factLine, page, section } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

export function renderScenarioPage(scenario: ScenarioDocument, paint: Paint): string {
  const { id, name, title, basis, platform } = scenario;
  const width = Math.max(...scenario.steps.map(({ event }) => event.length));
  const steps = scenario.steps.map(({ event, variant, words }, i) => {
    const number = String(i + 1).padStart(2);
    const choices = paint.faint(formatChoices(variant));
    return `  ${number}  ${paint.accent(event.padEnd(width))}  ${bilingual(words, paint)}  ${choices}`.trimEnd();
  });
  const disorders = scenario.disorders.map(
    (disorder) => `  ${disorder.arrivals.join(', ')}  ${bilingual(disorder, paint)}`,
  );
  const facts = [factLine('basis', basis, paint, 10), factLine('platform', platform.title.zh, paint, 10)];
  const usage = `\`webhook-sim send ${name}\` sends it, \`--step 2\` one step, \`generate ${name}\` prints it.`;
  return page([
    `${[`${paint.strong(paint.accent(id))}  ${title.zh} · ${title.en}`, ...facts].join('\n')}\n`,
    section('Steps', steps, paint),
    section('Orders of arrival that `test` tries', disorders, paint),
    `${paint.faint(usage)}\n`,
  ]);
}
