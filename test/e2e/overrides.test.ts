import { describe, expect, test } from 'vitest';
import { record } from '../fixtures/receivers/recorder.ts';
import { lines, runCli } from './run-cli.ts';

interface Contact {
  readonly event_id: unknown;
  readonly data: Readonly<Record<string, unknown>>;
}

async function generated(...flags: string[]): Promise<{ payload: Contact; stderr: string }> {
  const { stdout, stderr, code } = await runCli(['generate', 'contact.updated', '--seed', '42', ...flags]);
  expect(code, stderr).toBe(0);
  return { payload: JSON.parse(stdout) as Contact, stderr };
}

describe.concurrent('an override', () => {
  test('with = is a string, with := any JSON value', async () => {
    const { payload, stderr } = await generated(
      ...['--set', 'data.mobile=7', '--set', 'data.customer_id:=7', '--set', 'data.name=null'],
      ...['--set', 'data.company=a=b:=c', '--set', 'data.avatar='],
    );
    expect(payload.data).toMatchObject({
      mobile: '7',
      customer_id: 7,
      name: 'null',
      company: 'a=b:=c',
      avatar: '',
    });
    expect(stderr).toBe('');
  });

  test('applies from left to right, --set and --unset alike', async () => {
    const name = async (...flags: string[]) => (await generated(...flags)).payload.data['name'];
    expect(await name('--set', 'data.name=a', '--set', 'data.name=b')).toBe('b');
    expect(await name('--unset', 'data.name', '--set', 'data.name=b')).toBe('b');
    expect(await name('--set', 'data.name=b', '--unset', 'data.name')).toBeUndefined();
  });

  test('touches nothing else', async () => {
    const { payload: plain } = await generated();
    const { payload: changed } = await generated('--set', 'data.name=x', '--unset', 'data.avatar');
    const { avatar: _, ...others } = plain.data;
    expect(changed).toEqual({ ...plain, data: { ...others, name: 'x' } });
    expect(Object.keys(changed.data)).toEqual(Object.keys(others));
  });

  test('that leaves the schema is sent, and stderr says how', async () => {
    await using receiver = await record();
    const { stderr, code } = await runCli([
      ...['send', 'contact.updated', '--to', receiver.url, '--count', '3'],
      ...['--set', 'data.customer_id=x', '--unset', 'event_id'],
    ]);
    expect(code).toBe(0);
    expect(JSON.parse(String(receiver.requests[0]?.body))).toMatchObject({ data: { customer_id: 'x' } });
    expect(receiver.requests.some(({ body }) => String(body).includes('event_id'))).toBe(false);
    // Once for the run, not once a delivery.
    expect(lines(stderr).sort()).toEqual([
      'warning: data.customer_id: expected an integer, is "x"',
      'warning: the body lacks event_id',
    ]);
  });

  test('that removes what is not there says so', async () => {
    const { stderr } = await generated('--unset', 'data.name', '--unset', 'data.name');
    expect(lines(stderr)).toContain(
      'warning: --unset data.name removed nothing: this payload does not have it',
    );
  });

  test('of a path that the event does not have needs --force', async () => {
    const { payload, stderr } = await generated(
      '--force',
      '--set',
      'data.extra.deep[0]:=true',
      '--set',
      'top=1',
    );
    expect(payload).toMatchObject({ top: '1', data: { extra: { deep: [true] } } });
    expect(stderr).toContain('warning: data.extra: expected no such key: the event does not have it');
    const refused = await runCli(['generate', 'contact.updated', '--set', 'data.extra=1']);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/has no field data\.extra.*--force sets it anyway\n$/);
  });

  test('of a list’s item, or behind the last', async () => {
    const flags = ['generate', 'juzi/room.left', '--seed', '1'];
    const names = async (...more: string[]) => {
      const { stdout, code, stderr } = await runCli([...flags, ...more]);
      expect(code, stderr).toBe(0);
      const { leftMembers } = JSON.parse(stdout) as { leftMembers: { nickName?: string }[] };
      return leftMembers.map(({ nickName }) => nickName);
    };
    const before = await names();
    expect(before.length).toBeGreaterThan(0);
    expect(await names('--set', 'leftMembers[0].nickName=海')).toEqual(['海', ...before.slice(1)]);
    expect(await names('--unset', 'leftMembers[0]')).toEqual(before.slice(1));
    const next = `leftMembers[${before.length}].nickName=another`;
    expect(await names('--set', next)).toEqual([...before, 'another']);
  });

  test('through something that has no keys is refused', async () => {
    const { code, stderr, stdout } = await runCli([
      ...['generate', 'contact.updated', '--force', '--set', 'data.name.first=x'],
    ]);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: data\.name is a string here: it has no keys\n$/);
  });
});
