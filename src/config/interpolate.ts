import { UsageError } from '../errors.ts';
import type { PlacedText } from './setting.ts';

/** A text with `${NAME}` replaced, and the secret values among the replacements. */
export interface Interpolated {
  readonly text: string;
  readonly secrets: readonly string[];
}

/**
 * Replaces `${NAME}` by the environment's value, and `${NAME:-3000}` by that or by 3000; `$${` stands for `${`.
 * Values from the environment are secret. In an address, a value that is the whole address, its host or its port is
 * not, so that reports show which receiver is meant; in its path and query it is.
 * @throws UsageError naming the place when a variable is not set, or empty
 */
export function interpolate(
  { text, place, literal }: PlacedText,
  environment: Readonly<Record<string, string | undefined>>,
  isAddress: boolean,
): Interpolated {
  const secrets: string[] = [];
  if (literal === true) return { text, secrets };
  const replaced = text.replace(
    /\$?\$\{([^}]*)\}?/g,
    (whole: string, inner: string, at: number, all: string) => {
      if (whole.startsWith('$$')) return whole.slice(1);
      const [name = '', otherwise] = inner.split(/:-(.*)/s);
      if (!/^[A-Za-z_]\w*$/.test(name) || !whole.endsWith('}')) {
        throw new UsageError({
          zh: `${place}：'${whole}'：变量请写 \${NAME} 或 \${NAME:-default}，字面的 \${ 请写 $\${`,
          en: `${place}: '${whole}': write \${NAME} or \${NAME:-default} for a variable, or $\${ for a literal \${`,
        });
      }
      const value = Object.hasOwn(environment, name) ? environment[name] : undefined;
      if ((value === undefined || value === '') && otherwise !== undefined) return otherwise;
      if (value === undefined || value === '') {
        throw new UsageError({
          zh: `${place}：环境变量 ${name} 未设置或为空`,
          en: `${place}: the environment variable ${name} is not set or empty`,
        });
      }
      const shown = isPlainNumber(value) || (isAddress && showsReceiver(all.slice(0, at), value));
      if (!shown) secrets.push(value);
      return value;
    },
  );
  return { text: replaced, secrets };
}

/** A port or a count: masking it would mask every equal number. */
const isPlainNumber = (value: string): boolean => /^\d{1,5}$/.test(value);

function showsReceiver(before: string, value: string): boolean {
  if (before === '') return /^https?:\/\//i.test(value);
  return /^https?:\/\/[^/?#]*$/i.test(before) && !/[/?#@]/.test(value);
}
