import { copyScript } from '../../html/copy-script.ts';

/** Filters, search, keys and copying, in a browser. Makes no HTML from text; the policy allows it by its hash. */
export const suiteScript = String.raw`
'use strict';
const root = document.documentElement;
const byId = (id) => document.getElementById(id);
const cases = [...document.querySelectorAll('.case')];
const facets = [...document.querySelectorAll('.facet')];
const query = byId('query');
const shown = byId('shown');
const all = shown.textContent;
const texts = new Map();
let visited;
let openedByKey;

root.classList.add('js');
document.title = byId('headline').textContent + ' · ' + document.title;

// The text of a case is read when it is first searched: reading thousands at once would block the page.
function textOf(one) {
  if (!texts.has(one)) texts.set(one, one.textContent.toLowerCase());
  return texts.get(one);
}

function filter() {
  const chosen = new Map();
  const pressed = facets.filter((button) => button.ariaPressed === 'true');
  for (const { dataset } of pressed) {
    chosen.set(dataset.facet, [...(chosen.get(dataset.facet) ?? []), dataset.value]);
  }
  const words = query.value.toLowerCase().split(/\s+/).filter(Boolean);
  let left = 0;
  for (const one of cases) {
    const meets = [...chosen].every(([facet, values]) => {
      const own = one.dataset[facet].split(' ');
      return values.some((value) => own.includes(value));
    });
    one.hidden = !(meets && words.every((word) => textOf(one).includes(word)));
    if (!one.hidden) left += 1;
  }
  const filtered = pressed.length > 0 || words.length > 0;
  const labels = pressed.map((button) => button.dataset.label);
  const number = (n) => n.toLocaleString('en');
  const some = () => shown.dataset.some.replace('{left}', number(left)).replace('{all}', number(cases.length));
  shown.textContent = filtered ? [some(), ...labels].join(' · ') : all;
  byId('clear').hidden = !filtered;
  byId('none').hidden = left > 0 || !filtered;
  setExpanded(false);
}

function clear() {
  for (const button of facets) button.ariaPressed = 'false';
  query.value = '';
  filter();
}

function setExpanded(expanded) {
  byId('expand').ariaPressed = String(expanded);
  byId('expand').textContent = byId('expand').dataset[expanded ? 'collapse' : 'expand'];
}

function show(one) {
  if (one.hidden) clear();
  one.open = true;
  visited = one;
  one.firstElementChild.focus({ preventScroll: true });
  one.scrollIntoView({ block: 'start' });
}

// The failure after or before the current case.
function step(by) {
  const here = document.activeElement?.closest('.case') ?? visited;
  let at = here ? cases.indexOf(here) : by > 0 ? -1 : cases.length;
  do at += by;
  while (cases[at] && (cases[at].hidden || !['failed', 'error'].includes(cases[at].dataset.outcome)));
  if (!cases[at]) return;
  if (openedByKey && openedByKey !== cases[at]) openedByKey.open = false;
  openedByKey = cases[at].open ? undefined : cases[at];
  show(cases[at]);
}

function showLinked() {
  const one = byId(location.hash.slice(1));
  if (one?.matches('.case')) show(one);
}

${copyScript}
document.addEventListener('click', ({ target }) => {
  const button = target.closest('button');
  if (button?.id === 'clear') clear();
  if (button?.id === 'expand') {
    const expanded = button.ariaPressed !== 'true';
    for (const one of cases) if (!one.hidden) one.open = expanded;
    setExpanded(expanded);
  }
  if (!button?.matches('.facet')) return;
  button.ariaPressed = String(button.ariaPressed !== 'true');
  filter();
  if (button.ariaPressed === 'true' && !button.matches('.chip')) byId('cases').scrollIntoView();
});

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Escape') {
    clear();
    query.blur();
  }
  if (event.target.matches('input')) return;
  if (event.key === '/') {
    event.preventDefault();
    query.focus();
  }
  if (event.key === 'j') step(1);
  if (event.key === 'k') step(-1);
});

query.addEventListener('input', filter);
addEventListener('hashchange', showLinked);
addEventListener('click', ({ target }) => {
  // A link to where the page already is changes no hash.
  if (target.closest('a')?.hash === location.hash) showLinked();
});
filter();
showLinked();
`;
