import type { AsciiSlot, Draw, Shape } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** What is done for a step of a program. */
export const opcodes = { copy: 0, put: 1, string: 2, number: 3, write: 4 } as const;

/** What a step does, and with what. */
export type Instruction =
  | { readonly op: typeof opcodes.copy; readonly operand: Buffer }
  | { readonly op: typeof opcodes.put; readonly operand: AsciiSlot<Scene> }
  | { readonly op: typeof opcodes.string; readonly operand: Draw<string, Scene> }
  | { readonly op: typeof opcodes.number; readonly operand: Draw<number, Scene> }
  | { readonly op: typeof opcodes.write; readonly operand: Writer };

/** What is drawn, and how. `from` is what all of it is drawn from, where that is known. */
export interface DrawnSegment {
  readonly step: Instruction;
  readonly from?: Draw<object, Scene> | undefined;
  /** The same in all variants that have it. */
  readonly shape: Shape;
}

/** Text that is settled, or drawn in one width, or how to draw it. */
export type Segment = string | AsciiSlot<Scene> | DrawnSegment;

/** What has one width, and so leaves a hole in what is kept. */
export const isSlot = (part: Segment): part is AsciiSlot<Scene> => typeof part === 'object' && 'put' in part;

export const callInstruction = (operand: Writer): Instruction => ({ op: opcodes.write, operand });

/** One after the other, and nothing is kept. */
export function instructionsFor(parts: readonly Segment[]): Instruction[] {
  const steps: Instruction[] = [];
  let text = '';
  const settle = (): void => {
    if (text !== '') steps.push({ op: opcodes.copy, operand: Buffer.from(text) });
    text = '';
  };
  for (const part of parts) {
    if (typeof part === 'string') {
      text += part;
      continue;
    }
    settle();
    steps.push(isSlot(part) ? { op: opcodes.put, operand: part } : part.step);
  }
  settle();
  return steps;
}

/**
 * A burst does other things between two payloads, and all that this one needs has to come into the processor's cache
 * again: so there is one loop for all, and a list of operations and operands that lies together.
 */
export function interpreter(steps: readonly Instruction[]): Writer {
  const program: unknown[] = steps.flatMap(({ op, operand }) => [op, operand]);
  return (scene, out) => {
    for (let i = 0; i < program.length; i += 2) {
      switch (program[i]) {
        case opcodes.copy:
          out.copy(program[i + 1] as Buffer);
          break;
        case opcodes.put: {
          const part = program[i + 1] as AsciiSlot<Scene>;
          const at = out.skip(part.width);
          part.put(scene, out.bytes, at);
          break;
        }
        case opcodes.string:
          out.string((program[i + 1] as Draw<string, Scene>)(scene));
          break;
        case opcodes.number:
          out.number((program[i + 1] as Draw<number, Scene>)(scene));
          break;
        default:
          (program[i + 1] as Writer)(scene, out);
      }
    }
  };
}
