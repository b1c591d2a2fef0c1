import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import type { FieldChoice } from '../draft.ts';
import { termsOf } from '../lexicon/terms.ts';
import { stemsOf } from '../words.ts';
import { placeNumberField } from './number-fields.ts';
import { lowerOf, nextContent, previousContent, type State, textOf, wordBefore } from './state.ts';

/** "products cost more than 300": what they cost whoever buys them is their price, not what something else costs. */
export function readPrice(state: State, chunk: Chunk): boolean {
  const price = priceOfThings(state, chunk);
  if (price) placeNumberField(state, price, chunk);
  return price !== undefined;
}

function priceOfThings(state: State, chunk: Chunk): FieldChoice | undefined {
  if (!/^costs?$/.test(lowerOf(state, chunk))) return undefined;
  const next = nextContent(state, state.at + 1)?.chunk;
  const thing = thingsPriced(state, chunk);
  const compared = next?.kind === 'number' || isPhrase(next, 'comparator', 'between');
  if (!thing || !compared) return undefined;
  const own = candidatesOf(chunk, 'field').some(c => c.field.dataset === thing.dataset && c.weight >= 0.6);
  const prices = state.catalogue
    .fieldsOf(thing.dataset)
    .filter(({ kind, field }) => kind === 'number' && termsOf(field).some(term => stemsOf(term).includes('price')));
  const [field, ...more] = prices;
  if (own || !field || more.length > 0) return undefined;
  return { options: [{ field, weight: 0.9 }], scope: thing.dataset, text: textOf(state, chunk), at: state.at };
}

/** The things right before the verb, or those that the question is about: "parts that are red and cost more than 5". */
function thingsPriced(state: State, chunk: Chunk): { readonly dataset: string } | undefined {
  const before = previousContent(state, state.at)?.chunk;
  const [named] = candidatesOf(before, 'dataset').filter(c => c.weight > 0.9);
  if (named && before?.end === chunk.start) return named;
  const { subject, mentions } = state.draft;
  const goesOn = /^(and|that|which|but)$/.test(wordBefore(state));
  return goesOn ? (subject?.kind === 'entity' ? subject : mentions[0]) : undefined;
}
