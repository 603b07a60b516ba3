import { type Markup, markup } from '../../html/markup.ts';

/** A table in a box of its own, which scrolls sideways where it is too narrow, with the keyboard too. */
export function renderTable(label: string, head: Markup, rows: readonly Markup[]): Markup {
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="${label}"><table>
    <thead>${head}</thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}

/** Cells that hold figures. */
export const figures = (texts: readonly string[]): readonly Markup[] =>
  texts.map((text) => markup`<td>${text}</td>`);

/** A bar for a share from 0 to 1. */
export function renderShare(share: number): Markup {
  const width = share === 0 ? 0 : Math.max(1, Math.round(share * 1000) / 10);
  return markup`<svg class="share" aria-hidden="true"><rect class="track" width="100%" height="100%" /><rect class="part" width="${width}%" height="100%" /></svg>`;
}
