import { caseId } from './case-id.ts';
import type { Planner } from './planner.ts';

/** What the deadline's case of an event is called. */
export const inTime = 'every response in time';

/** Sends nothing of its own: it watches every delivery of the run. */
export const planDeadline: Planner = function* ({ events }) {
  for (const event of events) {
    yield {
      id: caseId(event.id, inTime),
      group: 'deadline',
      subject: event.id,
      basis: event.platform.policy.retries === undefined ? 'observed' : 'documented',
      words: `${event.title.en}: every response of the run within the deadline`,
      steps: [],
    };
  }
};
