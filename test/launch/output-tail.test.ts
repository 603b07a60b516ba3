import { describe, expect, test } from 'vitest';
import { OutputTail } from '../../src/launch/output-tail.ts';

/** The text of a tail that was given these chunks, to stdout or as said. */
function tailOf(...chunks: (string | Buffer | [string, 'stdout' | 'stderr'])[]): string {
  const tail = new OutputTail();
  for (const chunk of chunks) {
    const [text, stream] = Array.isArray(chunk) ? chunk : ([chunk, 'stdout'] as const);
    tail.append(Buffer.from(text), stream);
  }
  return tail.text();
}

const numbered = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i}`);

describe('the tail of an output', () => {
  test('is empty at first', () => {
    expect(tailOf()).toBe('');
    expect(tailOf('')).toBe('');
  });

  test('is the output itself, while that is short', () => {
    expect(tailOf('one\ntwo\n')).toBe('one\ntwo');
    expect(tailOf('one\n\n\ntwo')).toBe('one\n\n\ntwo');
    expect(tailOf('one\r\ntwo\r\n')).toBe('one\ntwo');
  });

  test('holds the last 40 lines', () => {
    const lines = numbered(100);
    expect(tailOf(`${lines.join('\n')}\n`)).toBe(lines.slice(-40).join('\n'));
    expect(tailOf(...lines.map((line) => `${line}\n`))).toBe(lines.slice(-40).join('\n'));
  });

  test('is the same wherever the chunks were divided', () => {
    const output = Buffer.from('één\n日本語 ok\r\n🙂 end');
    const whole = tailOf(output);
    expect(whole).toBe('één\n日本語 ok\n🙂 end');
    for (let i = 0; i <= output.length; i += 1) {
      expect(tailOf(output.subarray(0, i), output.subarray(i))).toBe(whole);
    }
  });

  test('keeps the streams apart within a line, and together in the order of lines', () => {
    const text = tailOf(['out', 'stdout'], ['oops\n', 'stderr'], ['put\n', 'stdout'], ['half', 'stderr']);
    expect(text).toBe('oops\noutput\nhalf');
  });

  test('turns what is not UTF-8 into U+FFFD', () => {
    expect(tailOf(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x0a, 0xe6, 0x97]))).toBe('a\ufffd\ufffdb\n\ufffd');
  });

  test.each([
    ['a chunk that is longer than the tail', [`${'x'.repeat(100_000)}end`]],
    ['a line of many chunks', [...Array.from({ length: 1000 }, () => 'x'.repeat(100)), 'end']],
    ['a long line that ends', [`${'x'.repeat(100_000)}end\n`]],
    ['three bytes a character', [`${'日本語'.repeat(10_000)}end`]],
    ['many long lines', [`${`${'x'.repeat(3000)}\n`.repeat(50)}end\n`]],
    ['a line that just does not fit', [`${'x'.repeat(8192 + 1)}\nend`]],
  ])('is at most 8 KiB and keeps the end: %s', (_, chunks) => {
    const text = tailOf(...chunks);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(8192);
    expect(text.endsWith('end')).toBe(true);
    expect(text).not.toContain('\ufffd');
  });

  test('marks the line whose beginning is missing', () => {
    expect(tailOf(`${'x'.repeat(100_000)}end`)).toMatch(/^…x+end$/);
    expect(tailOf(`${'x'.repeat(100_000)}end\nnext\n`)).toMatch(/^…x+end\nnext$/);
    expect(tailOf(`${'y'.repeat(9000)}\n${'x'.repeat(8190)}\n`)).toBe('x'.repeat(8190));
  });

  test('is filled with the end of the line that does not fit', () => {
    const lines = Array.from({ length: 8 }, (_, i) => String(i).repeat(2000));
    const text = tailOf(lines.map((line) => `${line}\n`).join(''));
    expect(text).toMatch(/^…3+\n4+\n5+\n6+\n7+$/);
    expect(Buffer.byteLength(text)).toBe(8192);
  });

  test('keeps no more, however much is printed', () => {
    const tail = new OutputTail();
    const chunk = Buffer.alloc(1024 * 1024, 'yes, and no line feed ');
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 200; i += 1) tail.append(chunk, i % 2 === 0 ? 'stdout' : 'stderr');
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(30 * 1024 * 1024);
    expect(tail.text().length).toBeLessThanOrEqual(8192);
  });
});
