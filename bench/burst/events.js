// The events that are measured, and what their pages say a receiver answers: nothing is measured but successes.
import { builtinCatalog } from '../../dist/src/catalog/builtin.js';
import { cover } from '../../dist/src/generate/coverage.js';
import { PayloadGenerator } from '../../dist/src/generate/generator.js';
import { fakerPeople } from '../../dist/src/world/people-faker.js';

export const answers = {
  'yuju/contact.updated': '{}',
  'juzi/message.received': '{"errcode":0,"errmsg":"ok"}',
};

export const events = Object.keys(answers);

/**
 * One real body of an event, for generators that send the same one over and over: its size is nearest to the mean of
 * what a burst sends.
 */
export async function typicalBody(name) {
  const event = await builtinCatalog.get(name);
  const now = Date.UTC(2025, 0, 1);
  const generator = new PayloadGenerator({ seed: 'typical', now, people: fakerPeople });
  const variants = cover(event, 'each');
  const bodies = Array.from({ length: 50 * variants.length }, (_, i) =>
    Buffer.from(JSON.stringify(generator.draw(event, variants[i % variants.length], i, now).payload)),
  );
  const mean = bodies.reduce((sum, { length }) => sum + length, 0) / bodies.length;
  const distance = ({ length }) => Math.abs(length - mean);
  return bodies.reduce((best, body) => (distance(body) < distance(best) ? body : best)).toString();
}
