import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { answersWith, type Received, record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli, workshop } from './run-cli.ts';

const bench = workshop();
afterAll(() => bench[Symbol.dispose]());

const essence = ({ method, url, headers, body }: Received) => ({
  method,
  url,
  type: headers['content-type'],
  agent: headers['user-agent'],
  accept: headers.accept,
  empty: headers['x-empty'],
  tenant: headers['x-tenant'],
  city: headers['x-city'],
  body: body.toString('base64'),
});

/** Prints the commands for these payloads, and has a shell run them. */
async function runPrinted(args: readonly string[]): Promise<void> {
  const printed = await runCli(['generate', ...args, '--curl'], { cwd: bench.folder });
  expect(printed.code, printed.stderr).toBe(0);
  const script = bench.file(`${randomUUID()}.sh`, printed.output);
  const ran = await bench.sh(`sh ${script}`);
  expect(ran, printed.stdout.slice(0, 2000)).toMatchObject({ code: 0, stderr: '' });
}

/** What `send` delivers, and what the printed command delivers, are the same. */
async function sameFromCurl(args: readonly string[]): Promise<void> {
  await using receiver = await record(answersWith(200, '{"errcode":0,"errmsg":"ok"}'));
  const all = [...args, '--to', `${receiver.url}/hook?a[0]={x,y}&b=$HOME'"`];
  await runPrinted(all);
  const count = receiver.requests.length;
  expect(count).toBeGreaterThan(0);
  expect(await runCli(['send', ...all])).toMatchObject({ code: 0 });
  expect(receiver.requests.slice(0, count).map(essence)).toEqual(receiver.requests.slice(count).map(essence));
}

const headers = ['-H', 'X-Tenant: it\'s $HOME `id` "x"', '-H', 'X-Empty:', '-H', 'X-City: Zürich 北京'];

describe('a printed curl command delivers the same bytes', () => {
  test.concurrent('of generated payloads', async () => {
    await sameFromCurl(['juzi/message.received', '--seed', '1', '--coverage', 'each']);
    await sameFromCurl(['customer.added', '--seed', '1', '--count', '3', ...headers]);
  });

  const bodies: [string, string | Buffer][] = [
    ['quotes', `{"a":"'\\"'"}`],
    ['what a shell expands', `{"a":"$HOME $\{x} $(id) \`id\` \\\\ ! * ~"}`],
    ['lines', '{\n  "a": [\n    1\n  ]\n}'],
    ['a trailing newline', '{}\n'],
    ['several trailing newlines', '{}\n\n\n'],
    ['a line that is the delimiter', '[\n"BODY",\nBODY\nBODY_\n]\n'],
    ['nothing but the delimiter', 'BODY'],
    ['tabs and carriage returns', '{\r\n\t"a":1\r\n}\r\n'],
    ['control characters', '"\u0001\u001b[31m\u007f\u0085"'],
    ['invalid UTF-8', Buffer.from([0x22, 0xff, 0xc3, 0x28, 0x22])],
    ['NUL', Buffer.from('{"a":"\0"}\0')],
    ['a byte order mark', '\ufeff{}'],
    ['line separators', '"\u2028\u2029"'],
    ['other languages and emoji', '{"名字":"海 👩‍👩‍👧 ẞ"}'],
    ['nothing', ''],
    ['much', Buffer.alloc(3_000_000, '{"a":"abcdefgh"}\n')],
    ['much that is not text', Buffer.alloc(100_000, '\u0000\u00ff\n', 'latin1')],
  ];
  test.concurrent.each(bodies)('of a body with %s', async (_, body) => {
    const file = bench.file(`${randomUUID()}.json`, body);
    await using receiver = await record();
    await runPrinted(['contact.updated', '--body', file, '--force', '--to', receiver.url]);
    expect(receiver.requests.map((request) => request.body.equals(Buffer.from(body)))).toEqual([true]);
  });
});

test.concurrent('send --curl prints the command that generate prints, and sends nothing', async () => {
  await using receiver = await record();
  const flags = ['contact.updated', '--seed', '1', '--to', receiver.url];
  const [sent, generated] = [
    await runCli(['send', ...flags, '--curl']),
    await runCli(['generate', ...flags, '--curl']),
  ];
  expect(sent).toMatchObject({ code: 0, stderr: '' });
  expect(sent.stdout).toBe(generated.stdout);
  expect(receiver.requests).toEqual([]);
});

test.concurrent('without an address the command names one to change', async () => {
  const { stdout } = await runCli(['generate', 'juzi/message.received', '--curl', '--seed', '1']);
  expect(lines(stdout)[0]).toMatch(
    /^head -c \d+ <<'BODY' \| curl -q -gsS --http1\.1 --noproxy '\*' -X POST http:\/\/localhost:3000\/message -H /,
  );
});
