import type { Socket } from 'node:net';
import { describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { ok, type Receiver, receiver, response, says, saysAndCloses } from '../fixtures/hostile/receiver.ts';
import { type Ended, runCli } from './run-cli.ts';

type Answer = Parameters<typeof receiver>[0];

/** Puts a pattern's name where its text was. Nothing is left out. */
function steady(text: string): string {
  return text
    .replace(/localhost:\d+/g, 'localhost:PORT')
    .replace(/\d[\d.]* m?s\b/g, 'TIME')
    .replace(/ +TIME/g, ' TIME')
    .replace(/(?<=sent {5})\d[\d.]* (?:bytes|KiB)/g, 'SIZE')
    .replace(/webhook-sim\/\d+\.\d+\.\d+/g, 'webhook-sim/VERSION');
}

/** Sends to a receiver that answers like this, and shows all that was said. */
async function told(answer: Answer, ...flags: string[]): Promise<Ended> {
  const opened: Receiver = await receiver(answer);
  try {
    const given =
      flags.length > 0 && !flags[0]?.startsWith('-') ? flags : ['juzi/message.received', ...flags];
    return await runCli([
      'send',
      ...given,
      ...['--to', opened.url.href, '--seed', '42'],
      ...(flags.includes('--timeout') ? [] : ['--timeout', '20s']),
    ]);
  } finally {
    await opened.close();
  }
}

const golden = ({ code, stdout, stderr }: Ended, name: string): Promise<void> =>
  expect(steady(`exit ${code}\n--- stderr\n${stderr}--- stdout\n${stdout}`)).toMatchFileSnapshot(
    `../golden/cli/${name}.txt`,
  );

const good = ok('{"errcode":0,"errmsg":"ok"}');
const html = 'Content-Type: text/html\r\n';
const json = 'Content-Type: application/json\r\n';
// A title, a clear screen, a colour, C1, direction, a line that is not ours.
const escapes = '\u001b]0;owned\u0007\u001b[2J\u001b[31mred\u009b32m\u202eexe.txt\r\n✓ accepted';

/** Sends a header that promises more, and a little of the body again and again. */
const drips: Answer = (socket: Socket) => {
  socket.write(`HTTP/1.1 200 OK\r\n${json}Content-Length: 1000\r\n\r\n{`);
  const timer = setInterval(() => socket.write(' '), 20);
  socket.on('close', () => clearInterval(timer));
};

describe('what a person reads of a single delivery', () => {
  test.each<[string, Answer]>([
    ['accepted', says(good)],
    ['accepted-with-warnings', says(response('201 Created', html, '{"errcode":0,"errmsg":"ok","x":1}'))],
    ['rejected', says(ok('{"errcode":40001,"errmsg":"no such contact"}'))],
    ['errcode-is-text', says(ok('{"errcode":"0","errmsg":"ok"}'))],
    ['html', says(ok('<!doctype html><title>Hello</title>', html))],
    ['list', says(ok('[]'))],
    ['duplicate-key', says(ok('{"errcode":0,"errcode":1,"errmsg":"ok"}'))],
    ['empty', says(response('204 No Content'))],
    ['error-page', says(response('500 Internal Server Error', html, '<h1>Oops</h1>\n<pre>at line 1</pre>'))],
    ['not-found', says(response('404 Not Found', html, 'x'.repeat(1000)))],
    ['redirect', says(response('302 Found', 'Location: https://example.com/login?next=%2Fhook\r\n'))],
    ['throttled', says(response('503 Service Unavailable', 'Retry-After: 120\r\n'))],
    ['reset', (socket) => socket.resetAndDestroy()],
    ['truncated', saysAndCloses(`HTTP/1.1 200 OK\r\n${json}Content-Length: 100\r\n\r\n{"errcode"`)],
    ['not-http', saysAndCloses('220 mail.example ESMTP\r\n')],
    ['escapes-in-body', says(response('500 Oops', html, escapes))],
    ['escapes-in-json', says(ok(`{"errcode":1,"errmsg":${JSON.stringify(escapes)},"\u009b2J":"\u202e"}`))],
    [
      'escapes-in-header',
      says(
        Buffer.from(
          `HTTP/1.1 302 \u009b31mFound\r\nLocation: /\u009b2J\u0085\r\nContent-Length: 0\r\n\r\n`,
          'latin1',
        ),
      ),
    ],
  ])('%s', async (name, answer) => {
    await golden(await told(answer, '--variant', 'type=image,chat=room'), name);
  });

  test('timeout', async () => {
    const ended = await told(drips, '--timeout', '400ms');
    // As much as came until then.
    await golden({ ...ended, stdout: ended.stdout.replace(/\d+ bytes, then/, 'SIZE, then') }, 'timeout');
  });

  test('refused', async () => {
    const ended = await runCli([
      'send',
      'contact.updated',
      '--seed',
      '42',
      '--to',
      'http://localhost:1/hook',
    ]);
    // Which of localhost's addresses were tried is the machine's business.
    const told = { ...ended, stdout: ended.stdout.replace(/\(tried [^)]+\)/, '(tried ADDRESSES)') };
    await golden(told, 'refused');
  });

  test('--verbose: the request and the response as they went over the wire', async () => {
    const answer = says(
      response(
        '500 Oops',
        `${html}X-Trace: a\tb\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\n`,
        `line 1\n${escapes}`,
      ),
    );
    const opened = await receiver(answer);
    const body = '{"event_type":"contact_updated",\n "n":"海"}\n';
    const args = ['--to', `${opened.url.href}?a=1`, '--seed', '42', '--body', '-', '--verbose', '--force'];
    const ended = await runCli(['send', 'contact.updated', ...args], { input: body });
    await opened.close();
    // The warnings of a body of one's own are told elsewhere.
    await golden({ ...ended, stderr: '' }, 'verbose');
  });
});

describe('what a person reads of several', () => {
  test('all is well', async () => {
    await golden(await told(says(ok()), 'contact.*', '--count', '2'), 'several-accepted');
  });

  test('some fail', async () => {
    let nth = 0;
    const answers = [good, ok('{"errcode":1,"errmsg":"no"}'), response('500 Oops', html, escapes), ok('{}')];
    const answer: Answer = (socket) => {
      socket.write(answers[nth % answers.length] ?? good);
      nth += 1;
    };
    await golden(await told(answer, 'juzi/message.received', '--count', '5'), 'several-mixed');
  });
});

/** Everything but a line feed that a terminal would act on. */
const raw = /[^\n\u0020-\u007e\u00a0-\u{10ffff}]|[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

describe.concurrent('terminal escapes of a receiver never reach stdout raw', () => {
  const everywhere = Buffer.concat([
    Buffer.from(
      'HTTP/1.1 500 \u009b31mOops\r\nX-A: \u009b2J\u0085\u0080\r\nContent-Type: text/\u009b31m\r\n',
      'latin1',
    ),
    Buffer.from(`Content-Length: ${Buffer.byteLength(escapes)}\r\n\r\n${escapes}`),
  ]);
  test.each([
    [],
    ['--verbose'],
    ['--count', '2'],
    ['--contract', 'strict', '--verbose', '--count', '2'],
    ['--json'],
  ])('send %s %s %s %s', async (...flags) => {
    const { stdout, stderr } = await told(says(everywhere), ...flags);
    expect(stdout).toContain('owned');
    if (flags[0] === '--json') {
      // JSON spells out C0 alone; what is left is for the program that reads it.
      expect(stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
    } else {
      expect(stdout).not.toMatch(raw);
    }
    expect(stderr).not.toMatch(raw);
  });
});

async function outcome(
  answer: Answer,
  ...flags: string[]
): Promise<{ code: number | null; verdict: Delivery['verdict'] }> {
  const { code, stdout } = await told(answer, ...flags, '--json');
  return { code, verdict: (JSON.parse(stdout) as Delivery).verdict };
}

describe.concurrent('--contract', () => {
  const warned = says(response('201 Created', html, '{"errcode":0,"errmsg":"ok","x":1}'));

  test('documented warns where the page is exceeded', async () => {
    const { code, verdict } = await outcome(warned);
    expect(code).toBe(0);
    expect(verdict.findings.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
      'warning status.undocumented',
      'warning content_type.not_json',
      'warning body.extra_key',
    ]);
  });

  test('strict makes every warning an error', async () => {
    const { code, verdict } = await outcome(warned, '--contract', 'strict');
    expect(code).toBe(1);
    expect(verdict.outcome).toBe('violation');
    expect(new Set(verdict.findings.map(({ severity }) => severity))).toEqual(new Set(['error']));
    expect((await outcome(says(good), '--contract', 'strict')).code).toBe(0);
  });

  test('status looks at nothing else', async () => {
    const page = says(ok('<h1>Hi</h1>', html));
    expect(await outcome(page, '--contract', 'status')).toEqual({
      code: 0,
      verdict: { outcome: 'accepted', findings: [] },
    });
    expect((await outcome(page)).code).toBe(1);
    expect((await outcome(says(response('500 Oops')), '--contract', 'status')).code).toBe(1);
  });
});

describe('--timeout', () => {
  test.each<[string, Answer, string, number]>([
    ['never answers', () => undefined, 'timeout.headers', 150],
    // Long enough for a header to arrive on a busy machine.
    ['drips', drips, 'timeout.total', 400],
  ])('is the total deadline for a receiver that %s', async (_, answer, finding, ms) => {
    const { code, stdout } = await told(answer, '--timeout', `${ms}ms`, '--json');
    const { verdict, attempts } = JSON.parse(stdout) as Delivery;
    expect(verdict.outcome).toBe('timeout');
    expect(verdict.findings.map((found) => found.code)).toEqual([finding]);
    const { queue = 0, total = 0 } = attempts[0]?.timings ?? {};
    expect(queue + total).toBeGreaterThan(ms - 10);
    expect(queue + total).toBeLessThan(ms + 2000);
    // A status had arrived with the drips: the receiver is there.
    expect(code).toBe(finding === 'timeout.total' ? 1 : 3);
  });
});
