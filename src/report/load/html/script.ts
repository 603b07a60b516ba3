import { chartScript } from '../../html/chart/script.ts';
import { copyScript } from '../../html/copy-script.ts';

/** What the page adds where scripts run. It never makes HTML of text. The page's policy names this text by its hash. */
export const script = `
'use strict';
document.documentElement.classList.add('js');
${copyScript}
${chartScript}
const failures = [...document.querySelectorAll('.failure')];
const expand = document.getElementById('expand');
expand?.addEventListener('click', () => {
  const expanded = expand.ariaPressed !== 'true';
  for (const one of failures) one.open = expanded;
  expand.ariaPressed = String(expanded);
  expand.textContent = expanded ? expand.dataset.collapse : expand.dataset.expand;
});

function showLinked() {
  const one = document.getElementById(location.hash.slice(1));
  if (!one?.matches('.failure')) return;
  one.open = true;
  one.firstElementChild.focus({ preventScroll: true });
  one.scrollIntoView();
}

addEventListener('hashchange', showLinked);
addEventListener('click', ({ target }) => {
  // A link to where the page already is changes no hash.
  if (target.closest('a')?.hash === location.hash) showLinked();
});
showLinked();
`;
