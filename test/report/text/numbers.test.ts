import { expect, test } from 'vitest';
import { duration, size } from '../../../src/report/text/numbers.ts';

test.each([
  [0, '0.00 ms'],
  [0.84, '0.84 ms'],
  [9.99, '9.99 ms'],
  [9.999, '10.0 ms'],
  [12.34, '12.3 ms'],
  [999.94, '999.9 ms'],
  [999.99, '1.00 s'],
  [1000, '1.00 s'],
  [1240, '1.24 s'],
  [59_990, '59.99 s'],
  [59_999, '1 min 0 s'],
  [60_000, '1 min 0 s'],
  [125_000, '2 min 5 s'],
  [119_600, '2 min 0 s'],
  [3_600_000, '60 min 0 s'],
])('%s ms reads %s', (ms, text) => expect(duration(ms)).toBe(text));

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1023 bytes'],
  [1024, '1.0 KiB'],
  [1434, '1.4 KiB'],
  [1_048_575, '1.0 MiB'],
  [1_048_576, '1.0 MiB'],
])('%s bytes read %s', (bytes, text) => expect(size(bytes)).toBe(text));
