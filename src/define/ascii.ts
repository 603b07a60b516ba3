import { putChinaDateTime, putUuid } from '../world/ids.ts';
import type { AsciiSlot, Draw } from './field.ts';
import type { Scene } from './scene.ts';

/** Draws a text of literals and slots. Throws a RangeError when a literal is not plain ASCII. */
export function asciiDraw<S>(parts: readonly (string | AsciiSlot<S>)[]): Draw<string, S> {
  const bytes = Buffer.alloc(parts.reduce((sum, part) => sum + widthOf(part), 0));
  const slots: { readonly slot: AsciiSlot<S>; readonly at: number }[] = [];
  let at = 0;
  for (const part of parts) {
    if (typeof part === 'string') bytes.write(part, at, 'latin1');
    else slots.push({ slot: part, at });
    at += widthOf(part);
  }
  return (scene) => {
    for (const { slot, at: offset } of slots) slot.put(scene, bytes, offset);
    return bytes.toString('latin1');
  };
}

function widthOf(part: string | AsciiSlot<never>): number {
  if (typeof part !== 'string') return part.width;
  if (!/^[ !#-[\]-~]*$/.test(part)) throw new RangeError(`'${part}' is not plain ASCII`);
  return part.length;
}

/** Lower-case hexadecimal digits. */
export const hexDigits = (width: number): AsciiSlot<Scene> => ({
  width,
  put: ({ rng }, out, at) => rng.putHex(out, at, width),
});

/** An RFC 9562 version 4 UUID. */
export const uuidDigits: AsciiSlot<Scene> = { width: 36, put: ({ rng }, out, at) => putUuid(rng, out, at) };

/** `YYYY-MM-DD HH:MM:SS` in China time. @param draw ms since the epoch */
export const chinaTime = <S>(draw: Draw<number, S>): AsciiSlot<S> => ({
  width: 19,
  put: (scene, out, at) => putChinaDateTime(draw(scene), out, at),
});
