import { expect, test } from 'vitest';
import { causeLine } from '../../src/launch/cause-line.ts';

test.each([
  [
    "node:internal/modules:1\n  throw err;\n\nError: Cannot find module 'x'\nRequire stack:\n- /a\n    at b (c.js:1:1) {\n  code: 'MODULE_NOT_FOUND'\n}\n\nNode.js v20",
    "Error: Cannot find module 'x'",
  ],
  [
    'Error: listen EADDRINUSE: address already in use :::3000\n    at Server.setupListenHandle',
    'Error: listen EADDRINUSE: address already in use :::3000',
  ],
  [
    'Traceback (most recent call last):\n  File "a.py", line 1\nModuleNotFoundError: No module named \'flask\'',
    "ModuleNotFoundError: No module named 'flask'",
  ],
  [
    'panic: listen tcp :80: bind: permission denied\n\ngoroutine 1 [running]:',
    'panic: listen tcp :80: bind: permission denied',
  ],
  ['sh: 1: nosuch: not found', 'sh: 1: nosuch: not found'],
  ['django.core.exceptions.ImproperlyConfigured: x', undefined],
  ['java.lang.IllegalStateException: no bean\n\tat a.b.C', 'java.lang.IllegalStateException: no bean'],
  ['starting\nno database', undefined],
  ['', undefined],
])('%j', (output, cause) => {
  expect(causeLine(output)).toBe(cause);
});
