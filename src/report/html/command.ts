import { size } from '../text/numbers.ts';
import { type Markup, markup, preformatted, shown, unchanged } from './markup.ts';

const longest = 64 * 1024;

/** A command with a button that copies it, exact even where control characters are shown spelt out. */
export function renderCommand(label: string, command: string): Markup {
  if (command.length > longest) {
    return markup`<div class="command"><dt>${label}</dt><dd><p class="note">${size(Buffer.byteLength(command))} long: it is in the JSON report.</p></dd></div>`;
  }
  const spelt = shown(command, 'newlines') !== command;
  return markup`<div class="command">
    <dt>${label}</dt>
    <dd><pre tabindex="0" role="group" aria-label="${label} command"><code>${preformatted(command)}</code></pre>${
      spelt &&
      markup`<p class="note">Control characters are spelt out here; Copy gives the exact command.</p>`
    }</dd>
    <dd><button type="button" class="copy js" aria-label="Copy the ${label} command"${spelt && markup` data-exact="${unchanged(command)}"`}>Copy</button></dd>
  </div>`;
}
