import type { EventDefinition } from '../../define/event.ts';
import type { Scenario } from '../../define/scenario.ts';
import { UsageError } from '../../errors.ts';
import type { Override } from '../../generate/overrides.ts';
import { parseSharedChoices } from '../../generate/variants.ts';
import { readInputFile } from '../../input-file.ts';
import type { PayloadOptions } from '../../send/payload-options.ts';
import { type Edit, isInlineBody } from './kinds.ts';
import type { FlagsOf } from './resolve.ts';

/** The flags that `generate` and `send` share. */
export type PayloadFlags = Pick<FlagsOf<'generate'>, keyof FlagsOf<'generate'> & keyof FlagsOf<'send'>>;

/**
 * Turns the flags into options of a run: reads the body file and parses variants and edits.
 * @param scenario the scenario to send; its steps fix the events and variants
 * @throws UsageError for --step without a scenario, or a flag that a scenario excludes
 */
export async function payloadOptions(
  events: readonly EventDefinition[],
  flags: PayloadFlags,
  scenario?: Scenario,
): Promise<PayloadOptions> {
  const { seed, now, count, index, step, coverage, force, token, contacts } = flags;
  if (scenario === undefined && step !== undefined) {
    throw new UsageError({
      zh: '--step 只用于场景，例如 contact-life：事件没有步骤',
      en: '--step needs a scenario, such as contact-life: an event has no steps',
    });
  }
  const given = (['variant', 'coverage', 'body'] as const).find((flag) => flags[flag] !== undefined);
  if (scenario !== undefined && given !== undefined) {
    throw new UsageError({
      zh: `${scenario.id} 是步骤固定的场景：不能使用 --${given}`,
      en: `${scenario.id} is a scenario with fixed steps: --${given} does not apply`,
    });
  }
  return {
    seed,
    now,
    count,
    index,
    scenario,
    step,
    coverage,
    overrides: await readEdits(flags.edits),
    force,
    token,
    contacts,
    ...(flags.variant && { variants: flags.variant.map((text) => parseSharedChoices(events, text)) }),
    ...(flags.body !== undefined && { body: await readBody(flags.body) }),
  };
}

async function readBody(path: string): Promise<Buffer> {
  if (isInlineBody(path)) return Buffer.from(path);
  if (path !== '-') return readInputFile(path, `--body ${path}`);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Parses the values of --set and --unset, in the order of the command line. */
export async function readEdits(edits: readonly Edit[] = []): Promise<Override[]> {
  if (edits.length === 0) return [];
  const { parseSet, parseUnset } = await import('../../generate/overrides.ts');
  return edits.map(({ op, text }) => (op === 'set' ? parseSet(text) : parseUnset(text)));
}
