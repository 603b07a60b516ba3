// Payloads a second, in-process, one core, as bytes: drawn as a value and serialised, or written at once; of all variants
// in turn, as a burst deals them. Build first.
// Usage: node bench/draw.js [payloads per event]       (200000 by default)
import { builtinCatalog } from '../dist/src/catalog/builtin.js';
import { JsonBytes } from '../dist/src/generate/bytes/json-bytes.js';
import { cover } from '../dist/src/generate/coverage.js';
import { PayloadGenerator } from '../dist/src/generate/generator.js';
import { fakerPeople } from '../dist/src/world/people-faker.js';
import { machine, median, table } from './measure.js';

const payloads = Number(process.argv[2] ?? 200_000);
const rounds = 5;
const floors = { 'yuju/contact.updated': 300_000, 'juzi/message.received': 300_000 };
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
  const variants = cover(event, 'each');
  const variant = (i) => variants[i % variants.length];
  const drawn = [];
  const written = [];
  const out = new JsonBytes();
  for (let round = 0; round <= rounds; round += 1) {
    const generator = new PayloadGenerator({ seed: `bench ${round}`, now, people: fakerPeople });
    const writers = variants.map((each) => generator.writer(event, each));
    const time = (rates, make) => {
      const began = performance.now();
      let bytes = 0;
      for (let i = 0; i < payloads; i += 1) bytes += make(i);
      if (bytes === 0) throw new Error('nothing was drawn');
      // The first round warms up.
      if (round > 0) rates.push(payloads / ((performance.now() - began) / 1000));
    };
    time(drawn, (i) => Buffer.from(JSON.stringify(generator.draw(event, variant(i), i, now).payload)).length);
    time(written, (i) => {
      writers[i % writers.length](i, now, out);
      return out.length;
    });
  }
  const rate = median(written);
  const floor = floors[name];
  if (floor !== undefined && rate < floor) slow = true;
  rows.push([
    name,
    Math.round(median(drawn)).toLocaleString('en'),
    Math.round(rate).toLocaleString('en'),
    floor?.toLocaleString('en') ?? '',
    floor === undefined ? '' : rate >= floor ? 'ok' : 'TOO SLOW',
  ]);
}
console.log(`${machine()}\n${payloads.toLocaleString('en')} payloads, median of ${rounds} rounds\n`);
console.log(table(['event', 'drawn/s', 'written/s', 'must be ≥', ''], rows));
process.exitCode = slow ? 1 : 0;
