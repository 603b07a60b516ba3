import type { AsciiPart } from '../../define/ascii.ts';
import type { Draw, Shape } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** What is done for a step of a program. */
export const ops = { copy: 0, put: 1, string: 2, number: 3, write: 4 } as const;

/** What a step does, and with what. */
export type Step =
  | { readonly op: typeof ops.copy; readonly operand: Buffer }
  | { readonly op: typeof ops.put; readonly operand: AsciiPart<Scene> }
  | { readonly op: typeof ops.string; readonly operand: Draw<string, Scene> }
  | { readonly op: typeof ops.number; readonly operand: Draw<number, Scene> }
  | { readonly op: typeof ops.write; readonly operand: Writer };

/** What is drawn, and how. `from` is what all of it is drawn from, where that is known. */
export interface Drawn {
  readonly step: Step;
  readonly from?: Draw<object, Scene> | undefined;
  /** The same in all variants that have it. */
  readonly shape: Shape;
}

/** Text that is settled, or drawn in one width, or how to draw it. */
export type Part = string | AsciiPart<Scene> | Drawn;

/** What has one width, and so leaves a hole in what is kept. */
export const isHole = (part: Part): part is AsciiPart<Scene> => typeof part === 'object' && 'put' in part;

export const writing = (operand: Writer): Step => ({ op: ops.write, operand });

/** One after the other, and nothing is kept. */
export function stepsOf(parts: readonly Part[]): Step[] {
  const steps: Step[] = [];
  let text = '';
  const settle = (): void => {
    if (text !== '') steps.push({ op: ops.copy, operand: Buffer.from(text) });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    settle();
    steps.push(isHole(part) ? { op: ops.put, operand: part } : part.step);
  }
  settle();
  return steps;
}

/**
 * A burst does other things between two payloads, and all that this one needs has to come into the processor's cache
 * again: so there is one loop for all, and a list of operations and operands that lies together.
 */
export function follow(steps: readonly Step[]): Writer {
  const program: unknown[] = steps.flatMap(({ op, operand }) => [op, operand]);
  return (scene, out) => {
    for (let i = 0; i < program.length; i += 2) {
      switch (program[i]) {
        case ops.copy:
          out.copy(program[i + 1] as Buffer);
          break;
        case ops.put: {
          const part = program[i + 1] as AsciiPart<Scene>;
          const at = out.skip(part.width);
          part.put(scene, out.bytes, at);
          break;
        }
        case ops.string:
          out.string((program[i + 1] as Draw<string, Scene>)(scene));
          break;
        case ops.number:
          out.number((program[i + 1] as Draw<number, Scene>)(scene));
          break;
        default:
          (program[i + 1] as Writer)(scene, out);
      }
    }
  };
}
