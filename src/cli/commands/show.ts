import { documentEvent, documentScenario } from '../../catalog/document.ts';
import { jsonSchema } from '../../catalog/json-schema.ts';
import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { UsageError } from '../../errors.ts';
import { examplePayload } from '../../generate/example.ts';
import { renderEventPage } from '../../report/catalog/event-page.ts';
import type { ExitCode } from '../exit-code.ts';
import type { FlagsOf } from '../flags/resolve.ts';
import { type Io, printed } from '../io/io.ts';
import { openCatalog } from './open-catalog.ts';

/** `show <event>` */
export async function show(pattern: string, flags: FlagsOf<'show'>, io: Io): Promise<ExitCode> {
  const catalog = await openCatalog(flags.eventFiles);
  const scenario = await catalog.scenario(pattern);
  if (scenario !== undefined) return showScenario(scenario, flags, io);
  const events = await catalog.load(pattern);
  const paint = await io.paint();
  const render = (event: EventDefinition): string => {
    if (flags.schema === true) return json(jsonSchema(event), io);
    if (flags.example === true) return json(examplePayload(event), io);
    const example = examplePayload(event);
    const page = documentEvent(event);
    return flags.json === true
      ? `${JSON.stringify({ ...page, example })}\n`
      : renderEventPage(page, example, paint);
  };
  for (const [i, event] of events.entries()) {
    if (i > 0 && flags.json !== true) await io.out.write('\n');
    const isData = flags.json === true || flags.schema === true || flags.example === true;
    await io.out.write(render(event), isData ? 'data' : 'text');
  }
  return printed(io);
}

async function showScenario(scenario: Scenario, flags: FlagsOf<'show'>, io: Io): Promise<ExitCode> {
  const given = (['schema', 'example'] as const).find((flag) => flags[flag] === true);
  if (given !== undefined) {
    throw new UsageError({
      zh: `${scenario.id} 是场景：--${given} 只用于事件；\`webhook-sim generate ${scenario.name}\` 可输出它的消息体`,
      en: `${scenario.id} is a scenario: --${given} needs an event; \`webhook-sim generate ${scenario.name}\` prints its payloads`,
    });
  }
  const page = documentScenario(scenario);
  const text =
    flags.json === true
      ? `${JSON.stringify(page)}\n`
      : (await import('../../report/catalog/scenario-page.ts')).renderScenarioPage(page, await io.paint());
  await io.out.write(text, flags.json === true ? 'data' : 'text');
  return printed(io);
}

/** Indented on a terminal, one line in a pipe. */
const json = (value: unknown, io: Io): string =>
  `${JSON.stringify(value, null, io.terminal ? 2 : undefined)}\n`;
