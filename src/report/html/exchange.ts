import type { AttemptRecord, Delivery } from '../../delivery/delivery.ts';
import { duration, size } from '../text/numbers.ts';
import { box, renderBody } from './body.ts';
import { type Markup, markup } from './markup.ts';

/** What went out and, beside it, what came back. */
export function renderExchange({ request, attempts }: Delivery): Markup {
  return markup`<div class="exchange">
      <div>
        <h4>Request</h4>
        <p class="line"><b>${request.method}</b> ${request.url}</p>
        ${renderHeaders(request.headers, 'Request headers')}
        ${renderBody(request.body, 'Request body', request.bodyBase64)}
      </div>
      <div>
        ${attempts.length === 0 && markup`<h4>Response</h4><p class="nothing">Nothing was sent.</p>`}
        ${attempts.map((attempt, i) => renderAttempt(attempt, attempts.length > 1 ? ` ${i + 1}` : ''))}
      </div>
    </div>`;
}

function renderAttempt(attempt: AttemptRecord, number: string): Markup {
  const { status, statusText, headers, body, bodyBase64, bytes, error } = attempt;
  const heading = markup`<h4>Response${number} <span class="took">${timing(attempt)}</span></h4>`;
  const broken =
    error !== null && markup`<p class="broken"><code class="code">${error.code}</code> ${error.message}</p>`;
  if (status === null) return markup`${heading}${broken || markup`<p class="nothing">No response.</p>`}`;
  return markup`${heading}
    <p class="line"><b>${status}</b> ${statusText} <span class="took">${size(bytes)}</span></p>
    ${broken}
    ${renderHeaders(headers, 'Response headers')}
    ${renderBody(body, 'Response body', bodyBase64)}`;
}

function timing({ timings: { queue, connect, firstByte, total } }: AttemptRecord): string {
  const parts = [
    queue >= 1 && `waited ${duration(queue)}`,
    connect !== null && connect > 0 && `connect ${duration(connect)}`,
    firstByte !== null && `first byte ${duration(firstByte)}`,
  ].filter((part) => part !== false);
  return `${duration(total)}${parts.length > 0 ? ` (${parts.join(', ')})` : ''}`;
}

function renderHeaders(
  headers: Readonly<Record<string, string | readonly string[]>>,
  name: string,
): Markup | false {
  const lines = Object.entries(headers).flatMap(([header, values]) =>
    [values].flat().map((value) => `${header}: ${value.replaceAll('\n', '\\u000a')}`),
  );
  return lines.length > 0 && markup`<div class="headers">${box(lines.join('\n'), name)}</div>`;
}
