import { createHash } from 'node:crypto';
import { say } from '../../language.ts';
import { version } from '../../version.ts';
import { Markup, markup } from './markup.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The head of a self-contained page. Its policy loads nothing and runs only our script: other HTML would be inert. */
export function renderHead(title: string, style: string, script: string): Markup {
  const policy = `default-src 'none'; style-src ${hash(style)}; script-src ${hash(script)}; base-uri 'none'; form-action 'none'`;
  return markup`<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="webhook-sim ${version}">
<title>${title}</title>
<style>${new Markup(style)}</style>
</head>`;
}

export function renderFoot(script: string): Markup {
  return markup`<footer data-copied="${say({ zh: '已复制', en: 'Copied' })}" data-selected="${say({ zh: '已选中', en: 'Selected' })}"><p>webhook-sim ${version}</p></footer>
<script>${new Markup(script)}</script>`;
}
