import type { Page } from 'playwright-core';

/** Text on the page, and the WCAG 2 contrast between its colour and what it stands on. */
export interface TextContrast {
  readonly text: string;
  readonly contrast: number;
}

// A string: what runs in the page is not for our compiler, which knows no DOM.
const measure = String.raw`
  [...document.querySelectorAll('body *')].flatMap((element) => {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '');
    if (own.length === 0 || !element.checkVisibility() || element.matches('script, style')) return [];
    const channels = (color) => (color.match(/[\d.]+/g) ?? []).map(Number);
    let ground = element;
    while (ground && channels(getComputedStyle(ground).backgroundColor)[3] === 0) ground = ground.parentElement;
    const luminance = ([r, g, b]) => {
      const [x, y, z] = [r, g, b].map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
      return 0.2126 * x + 0.7152 * y + 0.0722 * z;
    };
    const light = luminance(channels(getComputedStyle(element).color));
    const behind = luminance(channels(ground ? getComputedStyle(ground).backgroundColor : 'rgb(255, 255, 255)'));
    const contrast = (Math.max(light, behind) + 0.05) / (Math.min(light, behind) + 0.05);
    return [{ text: own.map((node) => node.data.trim()).join(' ').slice(0, 60), contrast }];
  })`;

/** The contrast of every text that can be seen now. Colours are taken to be opaque. */
export function textContrasts(page: Page): Promise<readonly TextContrast[]> {
  return page.evaluate<readonly TextContrast[]>(measure);
}
