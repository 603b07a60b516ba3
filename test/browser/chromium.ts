import { type Browser, chromium } from 'playwright-core';
export const x = (): Promise<Browser> => chromium.launch();
