import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { cover } from '../../src/generate/coverage.ts';
import { variantKey } from '../../src/generate/variants.ts';
import { bytesOf, events, generator, now } from './draws.ts';

const bodiesEach = 8;
const source = generator({ seed: 'golden' });

const renew = `If the change is meant, renew the file with \`npx vitest run test/laws/golden.test.ts -u\` and say so in the changelog.
If only some versions of Node.js disagree, something drawn depends on the engine.`;

test('the bytes of every event are those of the golden file', async () => {
  const lines: string[] = [];
  for (const event of events) {
    for (const variant of cover(event, 'each')) {
      const hash = createHash('sha256');
      for (let index = 0; index < bodiesEach; index += 1) {
        const drawn = source.draw(event, variant, index, now);
        hash.update(`${bytesOf(drawn)}\n${JSON.stringify(drawn.query)}\n`);
      }
      lines.push([event.id, variantKey(event, variant), hash.digest('hex')].filter(Boolean).join(' '));
    }
  }
  const explanation = `The bytes of payloads have changed: with the same seed, users get other bodies than before.
A line is an event, a variant, and the SHA-256 of its first ${bodiesEach} bodies and queries, each ended by a newline.
${renew}`;
  await expect(`${lines.join('\n')}\n`, explanation).toMatchFileSnapshot('../golden/payload-hashes.txt');
});

/** What a hash does not show: which value it is that has changed. */
test('the usual body of every event reads as in the golden file', async () => {
  const bodies = events.map((event) => {
    const [variant = {}] = cover(event, 'default');
    return `${event.id}\n${JSON.stringify(source.draw(event, variant, 0, now).payload, null, 2)}\n`;
  });
  await expect(bodies.join('\n'), `Values of payloads have changed.\n${renew}`).toMatchFileSnapshot(
    '../golden/payload-bodies.txt',
  );
});
