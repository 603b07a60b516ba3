import type { AttemptRecord } from '../../delivery/delivery.ts';
import { type LocalizedText, say } from '../../language.ts';
import { duration } from '../text/numbers.ts';

/** Behind what came before a response broke off. */
export const brokeOff: LocalizedText = { zh: '，随后中断', en: ', then it broke off' };

/** The content type of a response, or that it has none. */
export const contentType = ({ headers }: AttemptRecord): string =>
  [headers['content-type'] ?? say({ zh: '没有 Content-Type', en: 'no content type' })].flat().join(', ');

export const connectTime = (ms: number): string =>
  say({ zh: `连接 ${duration(ms)}`, en: `connect ${duration(ms)}` });

export const firstByteTime = (ms: number): string =>
  say({ zh: `首字节 ${duration(ms)}`, en: `first byte ${duration(ms)}` });
