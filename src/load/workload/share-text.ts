import { UsageError } from '../../errors.ts';

/** Reads `2%` or `0.02` into a share from 0 to 1. `label` names it in UsageErrors: `--duplicates`. */
export function parseShare(label: string): (text: string) => number {
  return (text) => {
    const share = readPercentage(text) ?? (/^0(?:\.\d+)?$/.test(text) ? Number(text) : undefined);
    if (share !== undefined && share <= 1) return share;
    // `1` may mean 1 % as well as all of them.
    const bare = /^\d+(?:\.\d+)?$/.test(text) && Number(text) <= 100;
    throw new UsageError({
      zh: `${label} '${text}'：请写${bare ? ` ${text}%` : '不超过 100% 的百分比，例如 2%'}`,
      en: `${label} '${text}': write ${bare ? `${text}%` : 'a share of at most 100%, such as 2%'}`,
    });
  };
}

/** Reads `0.1%` as 0.001, to the last digit; `undefined` for what is no percentage. */
export function readPercentage(text: string): number | undefined {
  const [, digits] = /^(\d+(?:\.\d+)?)%$/.exec(text) ?? [];
  // Dividing would round twice: 0.3 / 100 is not 0.003, which 3 of 1,000 are.
  return digits === undefined ? undefined : Number(`${digits}e-2`);
}

/** A share as {@link parseShare} reads it: `2%`. */
export const writeShare = (share: number): string => `${Number((share * 100).toPrecision(12))}%`;
