import type { CaseDelivery } from '../../../suite/result.ts';
import type { Attempt } from '../../../verdict/delivery.ts';
import { duration, size } from '../../duration.ts';
import { outcomeMeaning } from '../../verdict-words.ts';
import { expectationWords } from '../causes.ts';
import { box, renderBody } from './body.ts';
import { renderCommand } from './command.ts';
import { renderFindings } from './finding.ts';
import { type Markup, markup } from './markup.ts';

/** One delivery of a case: what was expected of it, what went out, what came back, how to do it again. */
export function renderDelivery(one: CaseDelivery, number: number, of: number): Markup {
  const { delivery, words, expected, met, curl } = one;
  const { request, attempts, verdict } = delivery;
  const { url, headers } = request;
  return markup`<section class="delivery" data-met="${met ? 'yes' : 'no'}">
    <h3>${of > 1 ? markup`<span class="number">${number} of ${of}</span> ${words}` : 'Delivery'}</h3>
    <p class="owed"><span class="mark" aria-hidden="true">${met ? '✓' : '✗'}</span> ${met ? 'Met' : 'Not met'}: expected ${expectationWords[expected]}; ${outcomeMeaning(verdict)}.</p>
    ${renderFindings(verdict.findings)}
    <div class="exchange">
      <div>
        <h4>Request</h4>
        <p class="line"><b>${request.method}</b> ${url}</p>
        ${renderHeaders(headers, 'Request headers')}
        ${renderBody(request.body, 'Request body', request.bodyBase64)}
      </div>
      <div>
        ${attempts.length === 0 && markup`<h4>Response</h4><p class="nothing">Nothing was sent.</p>`}
        ${attempts.map((attempt, i) => renderAttempt(attempt, attempts.length > 1 ? ` ${i + 1}` : ''))}
      </div>
    </div>
    <h4>Reproduce this delivery with</h4>
    <dl class="commands">
      ${renderCommand('webhook-sim', delivery.repro)}
      ${curl !== undefined && renderCommand('curl', curl)}
    </dl>
  </section>`;
}

function renderAttempt(attempt: Attempt, number: string): Markup {
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

function timing({ timings: { queue, connect, firstByte, total } }: Attempt): string {
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
