import { count } from '../text/numbers.ts';
import { jsonLayout } from './json-layout.ts';
import { type Markup, markup, preformatted } from './markup.ts';

/** Longer bodies are cut, in UTF-16 units: a page of hundreds of cases has to stay one that a browser opens. */
const longest = 64 * 1024;

/** What is longer than fits its box can be scrolled with the keyboard. */
const tall = 1200;

/** A body as it is shown: JSON laid out, anything else exactly as it was. */
export function renderBody(body: string, name: string, bodyBase64: string | undefined): Markup {
  if (body === '') return markup`<p class="nothing">No body.</p>`;
  const whole = body.length <= longest;
  const text = whole ? (jsonLayout(body) ?? body) : body.slice(0, longest);
  return markup`${box(text, name)}${
    !whole &&
    markup`<p class="note">Cut after ${count(longest)} of ${count(body.length)} characters. The JSON report has all of it.</p>`
  }${
    bodyBase64 !== undefined &&
    markup`<p class="note">Not valid UTF-8: what could not be decoded is shown as U+FFFD. The JSON report has the exact bytes.</p>`
  }`;
}

/** Text in a box of its own that scrolls when it is large. */
export function box(text: string, name: string): Markup {
  const scrolls = text.length > tall && markup` tabindex="0" role="group" aria-label="${name}"`;
  return markup`<pre${scrolls}><code>${preformatted(text)}</code></pre>`;
}
