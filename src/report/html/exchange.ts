import type { AttemptRecord, Delivery } from '../../delivery/delivery.ts';
import type { Finding } from '../../verdict/verdict.ts';
import { count, counted, duration, size } from '../text/numbers.ts';
import { type Markup, markup, preformatted } from './markup.ts';

/** UTF-16 units of a body that are shown: a browser has to open a page of hundreds of cases. */
const longestBody = 64 * 1024;
/** Longer texts do not fit their box, and can be scrolled with the keyboard. */
const tallBox = 1200;

/**
 * What was sent and, beside it, what came back.
 * @param shownBefore the anchor of where a response body was shown already, if it was
 */
export function renderExchange(
  { request, attempts }: Delivery,
  shownBefore: (body: string) => string | undefined = () => undefined,
): Markup {
  return markup`<div class="exchange">
      <div>
        <h4>Request</h4>
        <p class="line"><b>${request.method}</b> ${request.url}</p>
        ${renderHeaders(request.headers, 'Request headers')}
        ${renderBody(request.body, 'Request body', request.bodyBase64)}
      </div>
      <div>
        ${attempts.length === 0 && markup`<h4>Response</h4><p class="nothing">Nothing was sent.</p>`}
        ${attempts.map((attempt, i) => renderAttempt(attempt, attempts.length > 1 ? ` ${i + 1}` : '', shownBefore(attempt.body)))}
      </div>
    </div>`;
}

/** Findings, each with its place, the expected and the actual value. */
export function renderFindings(findings: readonly Finding[]): Markup | undefined {
  if (findings.length === 0) return undefined;
  return markup`<ul class="findings">${findings.map(renderFinding)}</ul>`;
}

function renderFinding(finding: Finding): Markup {
  const facts = (['path', 'expected', 'actual'] as const).flatMap((name) => {
    const text = finding[name];
    return text === undefined ? [] : [markup`<div><dt>${name}</dt><dd><code>${text}</code></dd></div>`];
  });
  return markup`<li data-severity="${finding.severity}">
    <p><code class="code">${finding.code}</code> <span class="severity">${finding.severity}</span> ${finding.message}</p>
    ${facts.length > 0 && markup`<dl>${facts}</dl>`}
  </li>`;
}

/** Text in a box of its own that scrolls when it is large. */
export function renderBox(text: string, name: string): Markup {
  const scrolls = text.length > tallBox && markup` tabindex="0" role="group" aria-label="${name}"`;
  return markup`<pre${scrolls}><code>${preformatted(text)}</code></pre>`;
}

function renderAttempt(attempt: AttemptRecord, number: string, before: string | undefined): Markup {
  const { status, statusText, headers, body, bodyBase64, bytes, error } = attempt;
  const heading = markup`<h4>Response${number} <span class="took">${timing(attempt)}</span></h4>`;
  const broken =
    error !== null && markup`<p class="broken"><code class="code">${error.code}</code> ${error.message}</p>`;
  if (status === null) return markup`${heading}${broken || markup`<p class="nothing">No response.</p>`}`;
  return markup`${heading}
    <p class="line"><b>${status}</b> ${statusText} <span class="took">${size(bytes)}</span></p>
    ${broken}
    ${renderHeaders(headers, 'Response headers')}
    ${
      before === undefined
        ? renderBody(body, 'Response body', bodyBase64)
        : markup`<p class="note">The same ${counted(body.length, 'character')} as <a href="#${before}">shown before</a>.</p>`
    }`;
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
  return lines.length > 0 && markup`<div class="headers">${renderBox(lines.join('\n'), name)}</div>`;
}

/** A body: JSON laid out, anything else as it is. */
function renderBody(body: string, name: string, bodyBase64: string | undefined): Markup {
  if (body === '') return markup`<p class="nothing">No body.</p>`;
  const whole = body.length <= longestBody;
  const text = whole ? (jsonLayout(body) ?? body) : body.slice(0, longestBody);
  return markup`${renderBox(text, name)}${
    !whole &&
    markup`<p class="note">Cut after ${count(longestBody)} of ${count(body.length)} characters. The JSON report has all of it.</p>`
  }${
    bodyBase64 !== undefined &&
    markup`<p class="note">Not valid UTF-8: what could not be decoded is shown as U+FFFD. The JSON report has the exact bytes.</p>`
  }`;
}

const deepest = 100;

/**
 * A JSON text indented by two spaces a level, with every token unchanged: parsing and printing it would round large
 * integers and drop duplicate keys, which may be what the reader is looking for.
 * @returns `undefined` for text that is not JSON, or is nested too deep to be read
 */
export function jsonLayout(text: string): string | undefined {
  try {
    JSON.parse(text);
  } catch {
    return undefined;
  }
  let depth = 0;
  let laidOut = '';
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{[]\s*[}\]]|[{}[\],:]|[^\s{}[\],:"]+/g)) {
    if (token === '{' || token === '[') {
      depth += 1;
      if (depth > deepest) return undefined;
      laidOut += token + newLine(depth);
    } else if (token === '}' || token === ']') {
      depth -= 1;
      laidOut += newLine(depth) + token;
    } else if (token === ',') laidOut += token + newLine(depth);
    else if (token === ':') laidOut += ': ';
    else laidOut += /^[{[]/.test(token) ? token.replace(/\s/g, '') : token;
  }
  return laidOut;
}

const newLine = (depth: number): string => `\n${'  '.repeat(depth)}`;
