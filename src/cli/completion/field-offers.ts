import { fieldRows } from '../../catalog/fields.ts';
import { both, type Offer, type Offers, type Query } from './offer.ts';
import { typedEvents } from './typed-catalog.ts';

/** The field paths of the events that the line names. */
export async function fields({ line }: Query): Promise<Offers> {
  const rows = (await typedEvents(line)).flatMap((event) => fieldRows(event));
  const byPath = new Map<string, Offer>();
  for (const { path, label } of rows) {
    // Of a list, the first item.
    const value = path.replaceAll('[]', '[0]');
    if (!byPath.has(value)) byPath.set(value, { value, ...(label && { about: both(label) }) });
  }
  return { prefix: '', values: [...byPath.values()] };
}

/** `data.name=` */
export async function fieldsToSet(asked: Query): Promise<Offers> {
  if (asked.text.includes('=')) return { prefix: asked.text, values: [] };
  const { values } = await fields(asked);
  return { prefix: '', values: values.map((offer) => ({ ...offer, value: `${offer.value}=`, open: true })) };
}
