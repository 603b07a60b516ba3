import { caseId, type Planner, retryBasis } from './planner.ts';

/** Cases that send nothing: each watches all deliveries of an event during the run. */
export const planDeadline: Planner = function* ({ events }) {
  for (const event of events) {
    yield {
      id: caseId(event.id, 'every response in time'),
      group: 'deadline',
      subject: event.id,
      basis: retryBasis(event),
      words: `${event.title.en}: every response of the run within the deadline`,
      steps: [],
    };
  }
};
