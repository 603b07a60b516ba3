import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Delivery } from '../../src/delivery/delivery.ts';
import { openProxy } from '../fixtures/hostile/proxy.ts';
import { type Identity, ok, pem, says, withReceiver } from '../fixtures/hostile/receiver.ts';
import { runCli } from './run-cli.ts';

const path = (name: string): string =>
  fileURLToPath(new URL(`../fixtures/hostile/certificates/${name}.pem`, import.meta.url));
const trusted = ['--cacert', path('ca')];
const answers = says(ok());

async function send(
  url: URL,
  ...flags: string[]
): Promise<{ code: number | null; stderr: string; delivery: Delivery }> {
  const args = ['send', 'contact.updated', '--to', url.href, '--timeout', '20s', '--json', ...flags];
  const { code, stdout, stderr } = await runCli(args);
  return { code, stderr, delivery: JSON.parse(stdout) as Delivery };
}

const codes = ({ delivery }: { delivery: Delivery }): string[] =>
  delivery.verdict.findings.map(({ code }) => code);

describe('a certificate', () => {
  test.concurrent.each<[Identity, string]>([
    ['expired', 'transport.tls_expired'],
    ['self-signed', 'transport.tls_self_signed'],
    ['wrong-host', 'transport.tls_wrong_host'],
  ])('that is %s is told from the others, and --insecure accepts it loudly', (identity, finding) =>
    withReceiver(
      answers,
      async ({ url, requests }) => {
        const strict = await send(url, ...trusted);
        expect(codes(strict)).toEqual([finding]);
        expect(strict.code).toBe(3);
        expect(strict.stderr).toBe('');
        expect(requests).toHaveLength(0);

        const loose = await send(url, identity === 'expired' ? '-k' : '--insecure');
        expect(loose.delivery.verdict.outcome).toBe('accepted');
        expect(loose.code).toBe(0);
        expect(loose.stderr).toBe('warning: --insecure: certificates are not checked\n');
        expect(loose.delivery.repro).toContain(' --insecure');
        expect(requests).toHaveLength(1);
      },
      { identity },
    ),
  );

  test.concurrent('of an unknown authority is not accepted until --cacert names it', () =>
    withReceiver(
      answers,
      async ({ url }) => {
        const unknown = await send(url);
        expect(codes(unknown)).toEqual(['transport.tls_unknown_ca']);
        expect(unknown.delivery.verdict.findings[0]?.message).toContain('--cacert');
        expect(unknown.code).toBe(3);
        const known = await send(url, ...trusted);
        expect(known).toMatchObject({ code: 0, stderr: '' });
        expect(known.delivery.repro).toContain(` --cacert ${path('ca')}`);
      },
      { identity: 'valid' },
    ));
});

test.concurrent('mutual TLS: --cert and --key are shown to a receiver that wants them', () =>
  withReceiver(
    answers,
    async ({ url, requests }) => {
      const anonymous = await send(url, ...trusted);
      expect(anonymous.code).toBe(3);
      expect(anonymous.delivery.verdict.findings[0]?.message).toMatch(/certificate/);
      expect(requests).toHaveLength(0);
      const known = await send(url, ...trusted, '--cert', path('client'), '--key', path('client.key'));
      expect(known).toMatchObject({ code: 0, stderr: '' });
      expect(requests).toHaveLength(1);
    },
    { identity: 'valid', tls: { requestCert: true, rejectUnauthorized: true, ca: pem('ca') } },
  ));

describe('a client certificate with a password', () => {
  const folder = mkdtempSync(join(tmpdir(), 'webhook-sim-p12-'));
  const file = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): unknown => execFileSync('openssl', args, { stdio: 'pipe' });
  const url = 'https://127.0.0.1:1/';
  const refusal = async (...flags: string[]): Promise<string> => {
    const { code, stderr } = await runCli(['send', 'contact.updated', '--to', url, ...flags]);
    expect(code).toBe(2);
    return stderr;
  };

  beforeAll(() => {
    const pair = ['-inkey', path('client.key'), '-in', path('client')];
    openssl('pkcs12', '-export', ...pair, '-out', file('client.p12'), '-passout', 'pass:s3cret-word');
    openssl(
      'pkey',
      '-aes256',
      '-in',
      path('client.key'),
      '-passout',
      'pass:s3cret-word',
      '-out',
      file('key.pem'),
    );
    writeFileSync(file('broken.p12'), 'not one');
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const env = { WEBHOOK_SIM_KEY_PASSWORD: 's3cret-word' };
  const files: readonly (readonly [name: string, ...flags: string[]])[] = [
    ['a PKCS#12 file', '--cert', file('client.p12')],
    ['an encrypted key', '--cert', path('client'), '--key', file('key.pem')],
  ];

  test.each(files)('%s is shown to a receiver that wants it', (_, ...flags) =>
    withReceiver(
      answers,
      async ({ url: to, requests }) => {
        const typed = await send(to, ...trusted, ...flags, '--key-password', 's3cret-word');
        expect(typed).toMatchObject({ code: 0, stderr: '' });
        expect(JSON.stringify(typed.delivery)).not.toContain('s3cret-word');
        const args = ['send', 'contact.updated', '--to', to.href, ...trusted, ...flags];
        expect((await runCli(args, { env })).code).toBe(0);
        const load = [
          'burst',
          'contact.updated',
          '--to',
          to.href,
          ...trusted,
          ...flags,
          '-n',
          '4',
          '-w',
          '2',
          '-c',
          '2',
        ];
        expect((await runCli(load, { env })).code).toBe(0);
        expect(requests).toHaveLength(6);
      },
      { identity: 'valid', tls: { requestCert: true, rejectUnauthorized: true, ca: pem('ca') } },
    ),
  );

  test.each(files)('%s needs its password', async (_, ...flags) => {
    expect(await refusal(...flags)).toMatch(
      /^error: --(?:cert|key) \S+: the (?:file|key) is encrypted: give its password with --key-password or WEBHOOK_SIM_KEY_PASSWORD\n$/,
    );
    expect(await refusal(...flags, '--key-password', 'wrong')).toMatch(
      /^error: --(?:cert|key) \S+: the password of --key-password does not open it\n$/,
    );
  });

  test('what is no PKCS#12 file, and what has its key already, is told', async () => {
    expect(await refusal('--cert', file('broken.p12'))).toMatch(/: not a PKCS#12 file/);
    expect(await refusal('--cert', file('client.p12'), '--key', path('client.key'))).toMatch(
      /: leave out --key\n$/,
    );
    expect(await refusal('--key-password', 'x')).toMatch(/--key-password goes with --cert: /);
  });
});

test.concurrent('a key that is another certificate’s is noticed before anything is sent', async () => {
  const files = ['--cert', path('client'), '--key', path('valid.key')];
  const ended = await runCli(['send', 'contact.updated', '--to', 'https://127.0.0.1:1/', ...files]);
  expect(ended).toMatchObject({ code: 2, stdout: '' });
  expect(ended.stderr).toMatch(/^error: The certificate, key or CA given for TLS cannot be used: .*\n$/);
});

test.concurrent('the other scheme is named', () =>
  withReceiver(
    answers,
    async ({ url }) => {
      const plain = await send(new URL(url.href.replace('https:', 'http:')));
      expect(codes(plain)).toEqual(['transport.wrong_scheme']);
      expect(plain.delivery.verdict.findings[0]?.message).toContain('use https:// instead of http://');
    },
    { identity: 'valid' },
  ));

describe('--proxy', () => {
  test.concurrent('forwards plain HTTP and tunnels TLS', async () => {
    await using proxy = await openProxy();
    await withReceiver(answers, async ({ url, requests }) => {
      expect(await send(url, '--proxy', proxy.url.href)).toMatchObject({ code: 0, stderr: '' });
      expect(await send(url, '-x', proxy.url.host)).toMatchObject({ code: 0, stderr: '' });
      expect(requests).toHaveLength(2);
      expect(proxy.seen).toEqual([`POST ${url.href}`, `POST ${url.href}`]);
    });
    await withReceiver(
      answers,
      async ({ url }) => {
        expect(await send(url, '--proxy', proxy.url.href, ...trusted)).toMatchObject({ code: 0, stderr: '' });
        expect(proxy.seen.slice(2)).toEqual([`CONNECT ${url.host}`]);
        const untrusted = await send(url, '--proxy', proxy.url.href);
        expect(codes(untrusted)).toEqual(['transport.tls_unknown_ca']);
      },
      { identity: 'valid' },
    );
  });

  test.concurrent('that is not there, or asks for a password, is the proxy’s failure', async () => {
    const target = new URL('http://127.0.0.1:1/');
    const gone = await send(target, '--proxy', 'http://127.0.0.1:1');
    expect(codes(gone)).toEqual(['transport.proxy']);
    expect(gone.code).toBe(3);
    await using proxy = await openProxy({ credentials: 'a:b' });
    const asked = await send(target, '--proxy', proxy.url.href);
    expect(codes(asked)).toEqual(['transport.proxy']);
    expect(await send(target, '--proxy', `http://a:b@${proxy.url.host}`)).not.toMatchObject({ code: 0 });
  });

  test.concurrent('no other proxy is used: the environment is not asked', () =>
    withReceiver(answers, async ({ url, requests }) => {
      const env = { http_proxy: 'http://127.0.0.1:1', HTTP_PROXY: 'http://127.0.0.1:1' };
      const { code } = await runCli(['send', 'contact.updated', '--to', url.href], { env });
      expect(code).toBe(0);
      expect(requests).toHaveLength(1);
    }));
});
