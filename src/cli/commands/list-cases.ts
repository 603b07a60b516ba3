import { requestsOf } from '../../suite/plan/case.ts';
import type { SuitePlan } from '../../suite/plan/plan.ts';
import type { ExitCode } from '../exit-code.ts';
import { type Io, printed } from '../io/io.ts';

/** `test --list` */
export async function printPlan(
  plan: SuitePlan,
  flags: { readonly json?: boolean },
  io: Io,
): Promise<ExitCode> {
  const paint = await io.paint();
  const lines = plan.cases.map((one) => {
    const { id, group, subject, basis, words } = one;
    const requests = requestsOf(one);
    return flags.json === true
      ? JSON.stringify({ id, group, subject, basis, words, requests })
      : `${paint.faint(group.padEnd(10))}  ${id}`;
  });
  await io.out.write(`${lines.join('\n')}\n`);
  const cut = plan.cut.map(({ group, cases }) => `${cases} of ${group}`).join(', ');
  io.note(
    `${plan.cases.length} cases, ${plan.requests} requests${cut === '' ? '' : `; --max-cases left out ${cut}`}.`,
  );
  return printed(io);
}
