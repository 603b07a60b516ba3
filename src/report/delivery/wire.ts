import type { Delivery } from '../../delivery/delivery.ts';
import { say } from '../../language.ts';
import { printable } from '../text/escape.ts';
import type { Paint } from '../text/paint.ts';
import { bodySize } from './delivery.ts';

/** The request and every response as on the wire, line by line: `>` sent, `<` received. */
export function renderWire({ request, attempts }: Delivery, paint: Paint): string {
  const url = new URL(request.url);
  const hasHost = Object.keys(request.headers).some((name) => name.toLowerCase() === 'host');
  const sent = [
    `${request.method} ${url.pathname}${url.search} HTTP/1.1`,
    ...(hasHost ? [] : [`host: ${url.host}`]),
    'connection: keep-alive',
    ...Object.entries(request.headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${bodySize(request)}`,
    '',
    request.body,
  ];
  const lines = sent.flatMap((text) => marked('>', text, paint.accent, paint));
  for (const attempt of attempts) {
    const received =
      attempt.status === null
        ? [`(${attempt.error?.message ?? say({ zh: '没有响应', en: 'nothing' })})`]
        : [
            `HTTP/1.1 ${attempt.status} ${attempt.statusText}`.trimEnd(),
            ...Object.entries(attempt.headers).flatMap(([name, values]) =>
              [values].flat().map((value) => `${name}: ${value}`),
            ),
            '',
            attempt.body,
          ];
    lines.push(...received.flatMap((text) => marked('<', text, paint.warn, paint)));
  }
  return `${lines.join('\n')}\n\n`;
}

function marked(mark: string, text: string, color: (text: string) => string, paint: Paint): string[] {
  return printable(text, 'newlines')
    .split('\n')
    .map((line) => `${color(mark)} ${paint.faint(line)}`.trimEnd());
}
