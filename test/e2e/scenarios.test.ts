import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, root, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok"}');

describe('send of a scenario', () => {
  test.concurrent('tells it step by step, in order', async () => {
    await using receiver = await record(welcome);
    const { code } = await runCli(['send', 'contact-life', '--to', receiver.url, '--seed', '1']);
    expect(code).toBe(0);
    const types = receiver.requests.map(({ body }) => /contact_\w+/.exec(body.toString())?.[0]);
    expect(types).toEqual(['contact_created', ...Array(3).fill('contact_updated'), 'contact_deleted']);
  });

  test.concurrent.each(['yuju/contact-life', 'juzi/enterprise-dialogue'])(
    '%s: a step alone has the bytes, query and all, that it has in the whole',
    async (name) => {
      await using whole = await record(welcome);
      const flags = ['--seed', 'steps', '--index', '3', '--token', 'abcdef'];
      await runCli(['send', name, '--to', whole.url, ...flags]);
      expect(whole.requests.length).toBeGreaterThan(4);
      await using alone = await record(welcome);
      for (const step of [1, 3, whole.requests.length]) {
        const before = alone.requests.length;
        const { code } = await runCli(['send', name, '--to', alone.url, ...flags, '--step', String(step)]);
        expect(code).toBe(0);
        const [request, ...more] = alone.requests.slice(before);
        expect(more).toEqual([]);
        expect(request?.url).toBe(whole.requests[step - 1]?.url);
        expect(request?.body.equals(whole.requests[step - 1]?.body ?? Buffer.alloc(0))).toBe(true);
      }
    },
  );

  test.concurrent('generate prints the same bytes as are sent', async () => {
    await using receiver = await record(welcome);
    const flags = ['room-story', '--seed', '7', '--count', '2'];
    await runCli(['send', ...flags, '--to', receiver.url]);
    const { stdout } = await runCli(['generate', ...flags, '--ndjson']);
    expect(lines(stdout)).toEqual(receiver.requests.map(({ body }) => body.toString()));
    expect(lines(stdout)).toHaveLength(12);
  });

  test.concurrent('the command under a delivery repeats that step', async () => {
    await using receiver = await record(answersWith(500, ''));
    const { stdout } = await runCli(['send', 'private-dialogue', '--to', receiver.url, '--json']);
    const records = lines(stdout).map((line) => JSON.parse(line) as { repro: string; scenario: object });
    expect(records[4]?.scenario).toEqual({ name: 'juzi/private-dialogue', step: 5 });
    await bench.paste(records[4]?.repro ?? 'false');
    const [again] = receiver.requests.slice(records.length);
    expect(again?.body.equals(receiver.requests[4]?.body ?? Buffer.alloc(0))).toBe(true);
  });

  test.concurrent.each([
    [['contact-life', '--step', '6'], /^error: yuju\/contact-life has 5 steps: there is no --step 6$/],
    [['contact-life', '--step', '0'], /--step '0': write a whole number, 1 or more/],
    [['contact.updated', '--step', '1'], /--step/],
    [['contact-lif'], /no event 'contact-lif' \(did you mean contact-life/],
    [['contact-life', '--variant', 'channel=web'], /is a scenario with fixed steps: --variant/],
  ])('%j is a mistake, in one line', async (args, message) => {
    await using receiver = await record(welcome);
    const { code, stderr } = await runCli(['send', ...args, '--to', receiver.url]);
    expect(code).toBe(2);
    expect(stderr.trimEnd()).toMatch(message);
    expect(lines(stderr)).toHaveLength(1);
    expect(receiver.requests).toEqual([]);
  });
});

describe('a scenario of the user’s own', () => {
  const own = (name: string, more = ''): string =>
    bench.file(
      `${name}.mjs`,
      `import { castRng, defineEvent, definePlatform, defineScenario, emptyObject, f } from '${root}/dist/src/define/index.js';
      const post = definePlatform({ id: 'post', title: { zh: '邮局', en: 'Post' }, hosts: [], policy: { facts: [] } });
      export const sent = defineEvent({
        name: 'parcel.sent', platform: post, title: { zh: '寄出', en: 'A parcel was sent' },
        docs: { page: 'Parcels', read: '2026-01-01' }, basis: 'documented', scene: (scene) => scene,
        payload: f.object({
          parcel: f.string((s) => castRng(s).hex(8)).label('包裹', 'parcel'),
          id: f.string((s) => s.rng.hex(8)).label('号', 'id'),
          step: f.integer((s) => s.story?.step ?? -1).label('步', 'step'),
        }),
        address: { path: '/parcels', basis: 'documented' }, response: emptyObject('documented'),
      });
      const words = { zh: '寄', en: 'sent' };
      export default defineScenario({
        name: 'parcel-life', platform: post, title: words, basis: 'inferred',
        steps: [{ event: sent, words }, { event: sent, words }],
        disorders: [{ zh: '颠倒', en: 'backwards', arrivals: [1, 0] }],
        ${more}
      });`,
    );

  test.concurrent('is sent, listed, and part of the suite', async () => {
    await using receiver = await record(welcome);
    const events = ['--event-files', own('parcels')];
    const sent = await runCli(['send', 'parcel-life', ...events, '--to', receiver.url]);
    expect(sent.code, sent.stderr).toBe(0);
    const bodies = receiver.requests.map(
      ({ body }) => JSON.parse(body.toString()) as Record<string, unknown>,
    );
    expect(bodies.map(({ step }) => step)).toEqual([0, 1]);
    expect(bodies[0]?.['parcel']).toBe(bodies[1]?.['parcel']);
    expect(bodies[0]?.['id']).not.toBe(bodies[1]?.['id']);

    const { stdout } = await runCli(['test', 'post/*', ...events, '--list', '--only', 'lifecycle,disorder']);
    expect(lines(stdout).map((line) => line.replace(/^\S+ +/, ''))).toEqual([
      'post/parcel-life › in order',
      'post/parcel-life › backwards',
    ]);
    const before = receiver.requests.length;
    const ran = await runCli(['test', 'post/*', ...events, '--only', 'disorder', '--to', receiver.url]);
    expect(ran.code, ran.stdout).toBe(0);
    expect(receiver.requests.slice(before).map(({ body }) => body.toString().slice(-3, -1))).toEqual([
      ':1',
      ':0',
    ]);
  });

  test.concurrent('that contradicts itself is refused, with its file', async () => {
    const path = own('broken', `steps: [{ event: sent, words }],`);
    const { code, stderr } = await runCli(['send', 'parcel-life', '--event-files', path]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^error: .*broken\.mjs does not load: post\/parcel-life: a scenario has at least two steps.*\n$/,
    );
  });
});
