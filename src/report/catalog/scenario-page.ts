import type { ScenarioDocument } from '../../catalog/document.ts';
import { basisWords } from '../../define/basis.ts';
import { formatChoices } from '../../define/dimension.ts';
import { asIs, say } from '../../language.ts';
import { padColumns } from '../text/columns.ts';
import { bilingual, factLine, page, section } from '../text/layout.ts';
import type { Paint } from '../text/paint.ts';

export function renderScenarioPage(scenario: ScenarioDocument, paint: Paint): string {
  const { id, name, title, basis, platform } = scenario;
  const width = Math.max(...scenario.steps.map(({ event }) => event.length));
  const steps = scenario.steps.map(({ event, variant, words }, i) => {
    const number = String(i + 1).padStart(2);
    const choices = paint.faint(formatChoices(variant));
    return `  ${number}  ${paint.accent(padColumns(event, width))}  ${bilingual(words, paint)}  ${choices}`.trimEnd();
  });
  const disorders = scenario.disorders.map(
    (disorder) => `  ${disorder.arrivals.join(say({ zh: '、', en: ', ' }))}  ${bilingual(disorder, paint)}`,
  );
  const facts = [
    factLine(say({ zh: '依据', en: 'basis' }), say(basisWords[basis]), paint, 10),
    factLine(say({ zh: '平台', en: 'platform' }), platform.title.zh, paint, 10),
  ];
  const usage = say({
    zh: `\`webhook-sim send ${name}\` 发送整个场景，\`--step 2\` 只发其中一步，\`generate ${name}\` 打印消息体。`,
    en: `\`webhook-sim send ${name}\` sends it, \`--step 2\` one step, \`generate ${name}\` prints it.`,
  });
  return page([
    `${[`${paint.strong(paint.accent(id))}  ${say(asIs(`${title.zh} · ${title.en}`))}`, ...facts].join('\n')}\n`,
    section(say({ zh: '步骤', en: 'Steps' }), steps, paint),
    section(
      say({ zh: '`test` 会尝试的到达顺序', en: 'Orders of arrival that `test` tries' }),
      disorders,
      paint,
    ),
    `${paint.faint(usage)}\n`,
  ]);
}
