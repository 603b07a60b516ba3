import { asIs } from '../../language.ts';
import { caseId, type Planner, retryBasis, titled } from './planner.ts';

/** Cases that send nothing: each watches all deliveries of an event during the run. */
export const planDeadline: Planner = function* ({ events }) {
  for (const event of events) {
    yield {
      id: caseId(event.id, asIs('every response in time')),
      group: 'deadline',
      subject: event.id,
      basis: retryBasis(event),
      words: titled(event, {
        zh: '本次运行的所有响应都在时限内',
        en: 'every response of the run within the deadline',
      }),
      steps: [],
    };
  }
};
