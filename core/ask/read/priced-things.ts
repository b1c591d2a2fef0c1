import { type Chunk, candidatesOf } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { termsOf } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import { placeNumberField } from './number-fields.ts';
import { lowerOf, nextContent, previousContent, type State, textOf } from './state.ts';

/** "products cost more than 300": what they cost whoever buys them is their price, not what something else costs. */
export function readPrice(state: State, chunk: Chunk): boolean {
  const price = priceOfThings(state, chunk);
  if (price) placeNumberField(state, price, chunk);
  return price !== undefined;
}

function priceOfThings(state: State, chunk: Chunk): FieldChoice | undefined {
  if (!/^costs?$/.test(lowerOf(state, chunk))) return undefined;
  const before = previousContent(state, state.at)?.chunk;
  const next = nextContent(state, state.at + 1)?.chunk;
  const [thing] = candidatesOf(before, 'dataset').filter(c => c.weight > 0.9);
  const compared =
    next?.kind === 'number' || (next?.kind === 'phrase' && /^(comparator|between)$/.test(next.phrase.kind));
  if (!thing || !compared || before?.end !== chunk.start) return undefined;
  const own = candidatesOf(chunk, 'field').some(c => c.field.dataset === thing.dataset && c.weight >= 0.6);
  const prices = state.catalogue
    .fieldsOf(thing.dataset)
    .filter(({ kind, field }) => kind === 'number' && termsOf(field).some(term => stemsOf(term).includes('price')));
  const [field, ...more] = prices;
  if (own || !field || more.length > 0) return undefined;
  return { options: [{ field, weight: 0.9 }], scope: thing.dataset, text: textOf(state, chunk), at: state.at };
}
