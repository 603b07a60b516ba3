import { excerpt } from '../../../excerpt.ts';
import { printable } from '../../text/escape.ts';
import type { Paint } from '../../text/paint.ts';

const most = 20;

/**
 * The last lines that the receiver printed. The bar keeps them apart from ours, and from the start of a line,
 * where a CI server would take `::error::` for a command.
 */
export function renderReceiverOutput(output: string, paint: Paint): string {
  const lines = output.trimEnd().split('\n').slice(-most);
  return [
    paint.strong('What the receiver printed last'),
    ...lines.map((line) => `  ${paint.faint('│')} ${printable(excerpt(line.replace(/\r$/, '')))}`),
  ]
    .map((line) => `${line.trimEnd()}\n`)
    .join('');
}
