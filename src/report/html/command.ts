import { size } from '../text/numbers.ts';
import { type Markup, markup, preformatted, shown, unchanged } from './markup.ts';

const longest = 64 * 1024;

/** A command with a button that copies it exactly, even where control characters are shown escaped. */
export function renderCommand(label: string, command: string): Markup {
  if (command.length > longest) {
    return markup`<div class="command"><dt>${label}</dt><dd><p class="note">${size(Buffer.byteLength(command))} long: it is in the JSON report.</p></dd></div>`;
  }
  const spelt = shown(command, 'newlines') !== command;
  return markup`<div class="command">
    <dt>${label}</dt>
    <dd><pre tabindex="0" role="group" aria-label="${label} command"><code>${preformatted(command)}</code></pre>${
      spelt && markup`<p class="note">Control characters are escaped here; Copy gives the exact command.</p>`
    }</dd>
    <dd><button type="button" class="copy js" aria-label="Copy the ${label} command"${spelt && markup` data-exact="${unchanged(command)}"`}>Copy</button></dd>
  </div>`;
}

/** The part of a page's script that makes the Copy buttons work. */
export const copyScript = `
// Where there is no clipboard, such as on a page served without TLS, the command is left selected.
async function copy(button) {
  const code = button.closest('.command').querySelector('code');
  try {
    await navigator.clipboard.writeText(button.dataset.exact ?? code.textContent);
    button.textContent = 'Copied';
  } catch {
    getSelection().selectAllChildren(code);
    button.textContent = 'Selected';
  }
  setTimeout(() => { button.textContent = 'Copy'; }, 2000);
}

document.addEventListener('click', ({ target }) => {
  const button = target.closest('button.copy');
  if (button) copy(button);
});
`;
