import { say } from '../../language.ts';
import { writeRate } from '../../rate.ts';
import type { Throttle } from '../../send/pacer.ts';
import { count, counted, duration } from './numbers.ts';

/** `held to 20/s: 39 requests waited for their turn, 1.9 s in all` */
export function throttleText({ rate, held, waited }: Throttle): string {
  const to = writeRate(rate);
  if (held === 0)
    return say({ zh: `不超过 ${to}：没有请求需要等待`, en: `held to ${to}: no request had to wait` });
  const [requests, time] = [counted(held, 'request'), duration(waited)];
  return say({
    zh: `不超过 ${to}：${count(held)} 个请求等待过，共 ${time}`,
    en: `held to ${to}: ${requests} waited for ${held === 1 ? 'its' : 'their'} turn, ${time} in all`,
  });
}
