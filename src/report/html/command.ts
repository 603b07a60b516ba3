import { type LocalizedText, say } from '../../language.ts';
import { size } from '../text/numbers.ts';
import { type Markup, markup, preformatted, shown, unchanged } from './markup.ts';

const longest = 64 * 1024;

const escapedNote: LocalizedText = {
  zh: '这里的控制字符已转义；复制得到的是原样的命令。',
  en: 'Control characters are escaped here; Copy gives the exact command.',
};

/** A command with a button that copies it exactly, even where control characters are shown escaped. */
export function renderCommand(label: string, command: string): Markup {
  if (command.length > longest) {
    const long = size(Buffer.byteLength(command));
    const where = say({
      zh: `命令长 ${long}：见 JSON 报告。`,
      en: `${long} long: it is in the JSON report.`,
    });
    return markup`<div class="command"><dt>${label}</dt><dd><p class="note">${where}</p></dd></div>`;
  }
  const spelt = shown(command, 'newlines') !== command;
  return markup`<div class="command">
    <dt>${label}</dt>
    <dd><pre tabindex="0" role="group" aria-label="${say({ zh: `命令：${label}`, en: `${label} command` })}"><code>${preformatted(command)}</code></pre>${
      spelt && markup`<p class="note">${say(escapedNote)}</p>`
    }</dd>
    <dd><button type="button" class="copy js" aria-label="${say({ zh: `复制命令：${label}`, en: `Copy the ${label} command` })}"${spelt && markup` data-exact="${unchanged(command)}"`}>${say({ zh: '复制', en: 'Copy' })}</button></dd>
  </div>`;
}
