import type { FigureChange } from '../../../load/compare/compare.ts';
import type { SettingValue } from '../../../load/compare/compare-settings.ts';
import type { ChangeLimit } from '../../../load/compare/fail-on.ts';
import { count } from '../../text/numbers.ts';
import { decimal, latencyWords, perSecond } from './figures.ts';

/** A figure in its unit: `12.3 ms`, `1.73%`, `199.3/s`, `10,960`. */
export function figureWords(value: number | null, unit: FigureChange['unit']): string {
  if (value === null) return '–';
  switch (unit) {
    case 'ms':
      return latencyWords(value);
    case 'share':
      return `${points(value)}%`;
    case 'rate':
      return perSecond(value);
    case 'count':
      return count(value);
  }
}

/** A change in its unit, with its sign: `+12.3 ms`, `-0.37 pp`, `+35.2%`. */
export function changeWords(change: number, unit: ChangeLimit['unit']): string {
  if (change === Number.POSITIVE_INFINITY) return 'from none';
  const sign = change < 0 ? '-' : change > 0 ? '+' : '';
  const amount = Math.abs(change);
  switch (unit) {
    case 'relative':
      return `${sign}${decimal(amount * 100, 1)}%`;
    case 'share':
      return `${sign}${points(amount)} pp`;
    case 'ms':
      return sign + latencyWords(amount);
    case 'rate':
      return sign + perSecond(amount);
    case 'count':
      return sign + count(amount);
  }
}

/** A share in percent, with enough digits to tell two runs apart. */
function points(share: number): string {
  if (share === 0) return '0';
  return share < 0.001 ? decimal(share * 100, 4) : (share * 100).toFixed(2);
}

/** `–` stands for nothing. */
export function settingWords(value: SettingValue): string {
  if (value === null) return '–';
  if (typeof value === 'number') return count(value);
  return typeof value === 'string' ? value : value.join(', ') || '–';
}
