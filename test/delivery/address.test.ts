import { describe, expect, test } from 'vitest';
import { deliveryAddress, parseAddress, pathWriter, type Target } from '../../src/delivery/address.ts';
import { UsageError } from '../../src/errors.ts';

const read = (text: string): string => parseAddress(text, '--to', ['platform.example']).href;

describe('an address', () => {
  test.each([
    ['http://localhost:3000/hook', 'http://localhost:3000/hook'],
    ['HTTPS://Example.COM', 'https://example.com/'],
    ['http://[::1]:3000/', 'http://[::1]:3000/'],
    ['http://127.1/', 'http://127.0.0.1/'],
    ['http://localhost/a?b=c%20d&e', 'http://localhost/a?b=c%20d&e'],
    ['http://localhost/a#fragment', 'http://localhost/a'],
    ['http://localhost/?mail=a@b', 'http://localhost/?mail=a@b'],
    ['http://localhost/@scope/name', 'http://localhost/@scope/name'],
    ['http://海.example/', 'http://xn--90w.example/'],
  ])('%s', (text, href) => expect(read(text)).toBe(href));

  test('with a NUL, which no command line can carry', () => {
    expect(() => read('http://localhost/\0')).toThrow(UsageError);
  });

  test('of the platform itself, in any spelling', () => {
    for (const host of [
      'platform.example',
      'PLATFORM.example.',
      'a.platform.example',
      'ｐlatform。example',
    ]) {
      expect(() => read(`https://${host}/`), host).toThrow(/the platform itself/);
    }
    expect(read('https://myplatform.example/')).toBe('https://myplatform.example/');
  });

  test('without a scheme is an error that shows how to write it', () => {
    expect(() => read('localhost:3000')).toThrow('--to localhost:3000: write http://localhost:3000');
    expect(() => read('example.com/hook')).toThrow('write http://example.com/hook');
  });
});

describe('the address of a delivery', () => {
  const event = (path?: string) => ({
    id: 'crane/box.moved',
    address: { basis: 'documented' as const, ...(path === undefined ? {} : { path }) },
  });
  const base = (url: string): Target => ({ kind: 'base', url });

  test.each([
    ['http://a', '/x', 'http://a/x'],
    ['http://a/', '/x', 'http://a/x'],
    ['http://a/b', '/x/y', 'http://a/b/x/y'],
    ['http://a/b//', '/x', 'http://a/b/x'],
    ['http://a/b?c=d', '/x', 'http://a/b/x?c=d'],
    ['http://a/b', undefined, 'http://a/b'],
  ])('base %s and sub-path %s', (text, path, href) => {
    expect(deliveryAddress(base(text), event(path), {}).href).toBe(href);
  });

  test('with byEvent each event has its own address', () => {
    expect(deliveryAddress({ kind: 'byEvent', url: 'http://a/' }, event('/x'), { t: '1' }).href).toBe(
      'http://a/crane/box.moved?t=1',
    );
  });

  test('--to is exact', () => {
    expect(deliveryAddress({ kind: 'exact', url: 'http://a/b/' }, event('/x'), {}).href).toBe('http://a/b/');
  });

  test.each([
    ['http://a/', { t: '1' }, 'http://a/?t=1'],
    ['http://a/?b=%20+c&d', { t: 'x/y z' }, 'http://a/?b=%20+c&d&t=x%2Fy+z'],
    ['http://a/?t=old&b=1&t=older', { t: 'new' }, 'http://a/?b=1&t=new'],
    ['http://a/?%74=old', { t: 'new' }, 'http://a/?t=new'],
    ['http://a/?', { t: 'new' }, 'http://a/?t=new'],
    ['http://a/?b=%20', {}, 'http://a/?b=%20'],
  ])('%s with the parameters %j', (text, query, href) => {
    expect(deliveryAddress({ kind: 'exact', url: text }, event(), query).href).toBe(href);
  });
});

describe('the path of a delivery', () => {
  const query = { parameters: {}, basis: 'documented' as const, compute: () => ({}) };
  const event = (path: string | undefined, asks: boolean) => ({
    id: 'crane/box.moved',
    address: { basis: 'documented' as const, ...(path && { path }), ...(asks && { query }) },
  });
  const roots = [
    'http://a',
    'http://a/',
    'http://a/b//',
    'http://a/b%20c/海',
    'http://a/?',
    'http://a/b?c=d',
    'http://a/?token=old&b=%20+c&d',
    'https://a:8443/b?%74oken=old#x',
  ];
  const targets = roots.flatMap((url): Target[] => [
    { kind: 'exact', url },
    { kind: 'base', url },
    { kind: 'byEvent', url },
  ]);

  test.each(targets)('$kind $url: as in the address', (target) => {
    for (const path of [undefined, '/x', '/x/y z']) {
      const writes = pathWriter(target, event(path, true));
      for (const drawn of [
        {},
        { token: 'abc' },
        { token: "a'b c+d/é%&=", timestamp: '1' },
        { other: '' },
        { token: 'again' },
      ]) {
        const { pathname, search } = deliveryAddress(target, event(path, true), drawn);
        expect(writes(drawn)).toBe(pathname + search);
      }
      const plain = deliveryAddress(target, event(path, false), {});
      expect(pathWriter(target, event(path, false))({})).toBe(plain.pathname + plain.search);
    }
  });

  test('changing the target afterwards has no effect', () => {
    const target = { kind: 'exact' as const, url: 'http://a/b' };
    const writes = pathWriter(target, event('/x', true));
    target.url = 'http://a/elsewhere';
    expect(writes({ t: '1' })).toBe('/b?t=1');
  });
});
