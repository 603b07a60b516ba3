import { expect, test } from 'vitest';
import { makePlan } from '../../../src/suite/plan/plan.ts';
import { eventNamed } from '../../laws/draws.ts';
import { serve } from '../serve.ts';
import { outcomes, run } from '../suites.ts';

test('an event that fails in some variants: those cases are errors that say why, the others run', async () => {
  const event = eventNamed('juzi/message.received');
  const faulty: typeof event = {
    ...event,
    scene: (scene) => {
      if (scene.variant['type'] === 'image') throw new Error('no image \u001b[31m');
      return event.scene(scene);
    },
  };
  await using receiver = await serve();
  const ran = await run(makePlan({ events: [faulty], only: ['variants', 'redelivery'] }), receiver.url);
  const failed = ran.results.filter(({ outcome }) => outcome !== 'passed');
  expect(failed.map(({ id }) => id)).toEqual(['juzi/message.received › type=image']);
  expect(failed[0]).toMatchObject({
    outcome: 'error',
    deliveries: [],
    findings: [
      {
        code: 'event.failed',
        message: expect.stringMatching(/^juzi\/message\.received \(type=image.*\), payload \d+: .*no image/),
      },
    ],
  });
  expect(outcomes(ran).passed).toBe(ran.results.length - 1);
});
