// Drawing payloads in-process, one core, serialised: payloads a second. Build first.
// Usage: node bench/draw.js [payloads per event]       (200000 by default)
import { builtinCatalog } from '../dist/src/catalog/builtin.js';
import { PayloadGenerator } from '../dist/src/generate/generator.js';
import { resolveVariant } from '../dist/src/generate/variants.js';
import { fakerPeople } from '../dist/src/world/people-faker.js';
import { machine, median, table } from './measure.js';

const payloads = Number(process.argv[2] ?? 200_000);
const rounds = 5;
const floors = { 'yuju/contact.updated': 60_000 };
const names = [
  'yuju/contact.updated',
  'juzi/message.received',
  'juzi/enterprise.message.received',
  'yuju/conversation.message',
  'yuju/contact.created',
];

const now = Date.UTC(2025, 0, 1);
const rows = [];
let slow = false;
for (const name of names) {
  const event = await builtinCatalog.get(name);
  const variant = resolveVariant(event);
  const rates = [];
  for (let round = 0; round <= rounds; round += 1) {
    const generator = new PayloadGenerator({ seed: `bench ${round}`, now, people: fakerPeople });
    const began = performance.now();
    let bytes = 0;
    for (let i = 0; i < payloads; i += 1) {
      bytes += Buffer.from(JSON.stringify(generator.draw(event, variant, i, now).payload)).length;
    }
    if (bytes === 0) throw new Error('nothing was drawn');
    // The first round warms up.
    if (round > 0) rates.push(payloads / ((performance.now() - began) / 1000));
  }
  const rate = median(rates);
  const floor = floors[name];
  if (floor !== undefined && rate < floor) slow = true;
  rows.push([
    name,
    Math.round(rate).toLocaleString('en'),
    floor?.toLocaleString('en') ?? '',
    floor === undefined ? '' : rate >= floor ? 'ok' : 'TOO SLOW',
  ]);
}
console.log(`${machine()}\n${payloads.toLocaleString('en')} payloads, median of ${rounds} rounds\n`);
console.log(table(['event', 'payloads/s', 'must be ≥', ''], rows));
process.exitCode = slow ? 1 : 0;
