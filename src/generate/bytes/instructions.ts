import type { AsciiSlot, Draw, Shape } from '../../define/field.ts';
import type { Scene } from '../../define/scene.ts';
import type { JsonBytes } from './json-bytes.ts';

/** Draws one value and writes it as JSON. */
export type Writer = (scene: Scene, out: JsonBytes) => void;

/** Copy literal bytes, fill a slot, write a drawn string, write a drawn number, call a writer. */
export const opcodes = { copy: 0, fill: 1, string: 2, number: 3, call: 4 } as const;

export type Instruction =
  | { readonly op: typeof opcodes.copy; readonly operand: Buffer }
  | { readonly op: typeof opcodes.fill; readonly operand: AsciiSlot<Scene> }
  | { readonly op: typeof opcodes.string; readonly operand: Draw<string, Scene> }
  | { readonly op: typeof opcodes.number; readonly operand: Draw<number, Scene> }
  | { readonly op: typeof opcodes.call; readonly operand: Writer };

/** A value that differs from payload to payload, and the instruction that writes it. */
export interface DrawnSegment {
  readonly instruction: Instruction;
  /** The object that it depends on alone, if the field says so with `.from()`. */
  readonly from?: Draw<object, Scene> | undefined;
  /** Identifies the field across variants. */
  readonly shape: Shape;
}

/** A stretch of JSON text: literal text, a slot of fixed width, or a drawn value. */
export type JsonSegment = string | AsciiSlot<Scene> | DrawnSegment;

export const isSlot = (segment: JsonSegment): segment is AsciiSlot<Scene> =>
  typeof segment === 'object' && 'put' in segment;

export const call = (operand: Writer): Instruction => ({ op: opcodes.call, operand });

/** The instructions that write the segments one after the other; adjacent literals are copied at once. */
export function instructionsFor(segments: readonly JsonSegment[]): Instruction[] {
  const instructions: Instruction[] = [];
  let literal = '';
  const flush = (): void => {
    if (literal !== '') instructions.push({ op: opcodes.copy, operand: Buffer.from(literal) });
    literal = '';
  };
  for (const segment of segments) {
    if (typeof segment === 'string') {
      literal += segment;
      continue;
    }
    flush();
    instructions.push(isSlot(segment) ? { op: opcodes.fill, operand: segment } : segment.instruction);
  }
  flush();
  return instructions;
}

/**
 * A writer that executes the instructions in order. A load run does other work between two payloads, so code and data
 * are cold each time: one loop for all writers and one flat array of opcodes and operands touch the fewest cache lines.
 */
export function interpreter(instructions: readonly Instruction[]): Writer {
  const program: unknown[] = instructions.flatMap(({ op, operand }) => [op, operand]);
  return (scene, out) => {
    for (let i = 0; i < program.length; i += 2) {
      switch (program[i]) {
        case opcodes.copy:
          out.copy(program[i + 1] as Buffer);
          break;
        case opcodes.fill: {
          const slot = program[i + 1] as AsciiSlot<Scene>;
          const at = out.skip(slot.width);
          slot.put(scene, out.bytes, at);
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
