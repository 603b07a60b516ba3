import type { AttemptRecord, Delivery } from '../../delivery/delivery.ts';
import { say } from '../../language.ts';
import { severityWords } from '../../verdict/outcome-words.ts';
import type { Finding } from '../../verdict/verdict.ts';
import { connectTime, firstByteTime } from '../delivery/response-words.ts';
import { factWords } from '../delivery/verdict-text.ts';
import { count, counted, duration, size } from '../text/numbers.ts';
import { type Markup, markup, preformatted, sayMarkup } from './markup.ts';

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
        <h4>${say({ zh: '请求', en: 'Request' })}</h4>
        <p class="line"><b>${request.method}</b> ${request.url}</p>
        ${renderHeaders(request.headers, say({ zh: '请求头', en: 'Request headers' }))}
        ${renderBody(request.body, say({ zh: '请求体', en: 'Request body' }), request.bodyBase64)}
      </div>
      <div>
        ${attempts.length === 0 && markup`<h4>${say({ zh: '响应', en: 'Response' })}</h4><p class="nothing">${say({ zh: '没有发送。', en: 'Nothing was sent.' })}</p>`}
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
    return text === undefined
      ? []
      : [markup`<div><dt>${say(factWords[name])}</dt><dd><code>${text}</code></dd></div>`];
  });
  return markup`<li data-severity="${finding.severity}">
    <p><code class="code">${finding.code}</code> <span class="severity">${say(severityWords[finding.severity])}</span> ${finding.message}</p>
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
  const heading = markup`<h4>${say({ zh: `响应${number}`, en: `Response${number}` })} <span class="took">${timing(attempt)}</span></h4>`;
  const broken =
    error !== null && markup`<p class="broken"><code class="code">${error.code}</code> ${error.message}</p>`;
  if (status === null)
    return markup`${heading}${broken || markup`<p class="nothing">${say({ zh: '没有响应。', en: 'No response.' })}</p>`}`;
  return markup`${heading}
    <p class="line"><b>${status}</b> ${statusText} <span class="took">${size(bytes)}</span></p>
    ${broken}
    ${renderHeaders(headers, say({ zh: '响应头', en: 'Response headers' }))}
    ${
      before === undefined
        ? renderBody(body, say({ zh: '响应体', en: 'Response body' }), bodyBase64)
        : markup`<p class="note">${shownEarlier(body.length, before)}</p>`
    }`;
}

const shownEarlier = (characters: number, before: string): Markup =>
  sayMarkup({
    zh: markup`共 ${count(characters)} 个字符，与<a href="#${before}">前面显示的</a>相同。`,
    en: markup`The same ${counted(characters, 'character')} as <a href="#${before}">shown before</a>.`,
  });

function timing({ timings: { queue, connect, firstByte, total } }: AttemptRecord): string {
  const parts = [
    queue >= 1 && say({ zh: `等待 ${duration(queue)}`, en: `waited ${duration(queue)}` }),
    connect !== null && connect > 0 && connectTime(connect),
    firstByte !== null && firstByteTime(firstByte),
  ].filter((part) => part !== false);
  if (parts.length === 0) return duration(total);
  return say({
    zh: `${duration(total)}（${parts.join('，')}）`,
    en: `${duration(total)} (${parts.join(', ')})`,
  });
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
  if (body === '') return markup`<p class="nothing">${say({ zh: '内容为空。', en: 'No body.' })}</p>`;
  const whole = body.length <= longestBody;
  const text = whole ? (jsonLayout(body) ?? body) : body.slice(0, longestBody);
  return markup`${renderBox(text, name)}${
    !whole &&
    markup`<p class="note">${say({
      zh: `共 ${count(body.length)} 个字符，只显示前 ${count(longestBody)} 个。完整内容见 JSON 报告。`,
      en: `Cut after ${count(longestBody)} of ${count(body.length)} characters. The JSON report has all of it.`,
    })}</p>`
  }${
    bodyBase64 !== undefined &&
    markup`<p class="note">${say({
      zh: '不是合法的 UTF-8：无法解码的部分显示为 U+FFFD。原始字节见 JSON 报告。',
      en: 'Not valid UTF-8: what could not be decoded is shown as U+FFFD. The JSON report has the exact bytes.',
    })}</p>`
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
