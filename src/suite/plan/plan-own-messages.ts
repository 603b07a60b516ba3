import { asIs, type LocalizedText } from '../../language.ts';
import { type PlannedDelivery, readState, type SuiteCase, sendStep } from './case.ts';
import { plannedStep, samePeople } from './plan-stories.ts';
import { caseId, indexOf, type Planner, titled } from './planner.ts';

/**
 * What the hosted account sends comes back to the receiver as a message. One that handles it as a customer's answers
 * itself, over and over. Only the receiver's state shows it, so these cases need a probe.
 */
export const planOwnMessages: Planner = function* ({ events, probe }) {
  for (const event of probe ? events : []) {
    if (event.ownMessage === undefined) continue;
    const id = caseId(event.id, asIs('own message comes back'));
    const index = indexOf(id);
    // The first message of a customer may add more than later ones.
    const scenario = samePeople(event, [{}, {}, event.ownMessage]);
    const planned = (step: number, words: LocalizedText): PlannedDelivery => ({
      ...plannedStep(scenario, step, index),
      words: titled(event, words),
      caseOnly: true,
    });
    const one: SuiteCase = {
      id,
      group: 'lifecycle',
      subject: event.id,
      basis: event.basis,
      words: titled(event, {
        zh: '客户发来消息，随后托管账号自己发出的消息回传',
        en: 'a customer writes, and then what the hosted account sent comes back',
      }),
      exclusive: true,
      steps: [
        readState('before', 'quiet'),
        sendStep(planned(0, { zh: '客户发来消息', en: 'the customer writes' })),
        readState('before-the-control', 'changed'),
        sendStep(planned(1, { zh: '客户再次发来消息', en: 'the customer writes again' })),
        readState('after-the-control', 'changed'),
        sendStep(planned(2, { zh: '托管账号自己发出的消息', en: 'the hosted account itself has written' })),
        readState('after-its-own', 'settled'),
      ],
      rules: [
        {
          kind: 'own_message',
          control: ['before-the-control', 'after-the-control'],
          change: ['after-the-control', 'after-its-own'],
        },
      ],
    };
    yield one;
  }
};
