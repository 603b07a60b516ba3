import { afterAll, describe, expect, test } from 'vitest';
import { type Answering, answersWith, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const welcome = answersWith(200, '{"errcode":0,"errmsg":"ok"}');

interface Result {
  readonly type: string;
  readonly id: string;
  readonly group: string;
  readonly outcome: string;
  readonly repro: string;
  readonly findings: readonly { readonly code: string }[];
  readonly deliveries: readonly {
    readonly met: boolean;
    readonly curl: string;
    readonly delivery: {
      readonly repro: string;
      readonly verdict: { readonly findings: readonly { code: string }[] };
    };
  }[];
}

const codes = ({ findings, deliveries }: Result): string[] => [
  ...findings.map(({ code }) => code),
  ...deliveries.flatMap(({ delivery }) => delivery.verdict.findings.map(({ code }) => code)),
];

const results = (stdout: string): Result[] =>
  lines(stdout)
    .map((line) => JSON.parse(line) as Result)
    .filter(({ type }) => type === 'case');

/** Each a defect that some cases meet. */
const defects: readonly [string, string[], Answering][] = [
  [
    'fails on images',
    ['message.received', '--only', 'variants,lifecycle,forward'],
    (request, response, nth) =>
      (/"type":6/.test(request.body.toString()) ? answersWith(500, '') : welcome)(request, response, nth),
  ],
  [
    'fails on an unknown key and on emoji',
    ['contact.*', '--only', 'forward', '--seed', 'it’s $HOME'],
    (request, response, nth) =>
      (/addedLater|👍/u.test(request.body.toString()) ? answersWith(200, '[]') : welcome)(
        request,
        response,
        nth,
      ),
  ],
  [
    'does not know a deletion',
    ['contact.*', '--only', 'lifecycle,disorder', '--repeat', '2', '-H', "X-Name: it's me"],
    (request, response, nth) =>
      (/contact_deleted/.test(request.body.toString()) ? answersWith(404, '{}') : welcome)(
        request,
        response,
        nth,
      ),
  ],
  [
    'falls over on bad JSON',
    ['room.left', '--only', 'negative'],
    (request, response, nth) => {
      try {
        JSON.parse(request.body.toString());
        welcome(request, response, nth);
      } catch {
        answersWith(500, '')(request, response, nth);
      }
    },
  ],
];

describe.each(defects)('a receiver that %s', (_, args, answer) => {
  test('the command of a failed case finds the same, and sends the same bytes', async () => {
    await using receiver = await record(answer);
    const { stdout, code } = await runCli(['test', ...args, '--to', `${receiver.url}/hook`, '--json']);
    expect(code).toBe(1);
    const failed = results(stdout).filter(({ outcome }) => outcome === 'failed');
    expect(failed.length).toBeGreaterThan(1);
    const chosen = [...new Set([failed[0], failed.at(-1)])].flatMap((one) => one ?? []);
    for (const one of chosen) {
      const from = receiver.requests.length;
      const again = await bench.paste(`${one.repro} --json`);
      expect(again.code, again.stderr).toBe(1);
      const [same, ...more] = results(again.stdout);
      expect(more).toEqual([]);
      expect(same?.id).toBe(one.id);
      expect(same && codes(same)).toEqual(codes(one));
      expect(same?.repro).toBe(one.repro);
      const sent = receiver.requests.slice(from);
      expect(sent).toHaveLength(one.deliveries.length);
      for (const { url, body, method } of sent) {
        const before = receiver.requests
          .slice(0, from)
          .some((other) => other.method === method && other.url === url && other.body.equals(body));
        expect(before).toBe(true);
      }
    }
  });

  test('so do the commands of its deliveries: ours, and curl’s', async () => {
    await using receiver = await record(answer);
    const { stdout } = await runCli(['test', ...args, '--to', `${receiver.url}/hook`, '--json']);
    const failed = results(stdout).find(({ outcome }) => outcome === 'failed');
    const bad = failed?.deliveries.find(({ met }) => !met);
    const before = receiver.requests.map(
      ({ method, url, body }) => `${method} ${url} ${body.toString('base64')}`,
    );
    const ours = await bench.paste(bad?.delivery.repro ?? 'false');
    expect(ours.code, ours.stderr).toBe(1);
    const ourRequest = receiver.requests
      .slice(before.length)
      .map(({ method, url, body }) => `${method} ${url} ${body.toString('base64')}`);
    await bench.sh(bad?.curl ?? 'false');
    const curls = receiver.requests.slice(before.length + ourRequest.length);
    expect(curls).toHaveLength(1);
    for (const { method, url, body } of curls)
      expect(before).toContain(`${method} ${url} ${body.toString('base64')}`);
    for (const each of ourRequest) expect(before).toContain(each);
  });
});
