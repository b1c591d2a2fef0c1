import { isPhrase, namesThings } from '../chunks.ts';
import { thingsCounted } from '../counted-rows.ts';
import type { DraftMeasure, FieldChoice } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

/**
 * "lines with a discount", "how many lines have discount", "discounted lines": a number that is had is not zero, as
 * "without a discount" keeps those of zero. "Lines with discount" may ask to show it, so only those counted are kept.
 */
export function keepsThoseWithSome(state: State, choice: FieldChoice): boolean {
  const { draft, pending } = state;
  const field = choice.options[0]?.field;
  if (!field || field.isIdentifier || pending.superlative || pending.group || pending.sort) return false;
  if (!isHad(state) && !isAdjective(state)) return false;
  const kept = { scope: choice.scope ?? state.scope, at: state.at };
  const options = choice.options.map(({ field: of, weight }) => ({ field: of, weight, values: [0], partial: false }));
  draft.filters.push(
    { ...kept, options, operator: '!=', text: '0' },
    { ...kept, options: options.map(o => ({ ...o, values: [] })), operator: 'isPresent', text: `with ${choice.text}` },
  );
  return true;
}

/** What is had behind those that have it. */
function isHad(state: State): boolean {
  const { at, catalogue, draft } = state;
  const things = draft.measures.length + draft.mentions.length > 0 || draft.subject !== undefined;
  const before = wordsIn(state, Math.max(0, at - 3), at).join(' ');
  if (!things) return false;
  if (patterns.hadSome.test(before)) return true;
  const counted =
    draft.measures.length === 1 && draft.measures.some(each => thingsCounted(catalogue, each) !== undefined);
  return counted && /\b(with|having|have|has|had|got)$/.test(before);
}

/** "discounted lines", "lines that were discounted": no word of the model itself. */
function isAdjective(state: State): boolean {
  const { chunks, at, lexicon } = state;
  const word = lowerOf(state, chunks[at]);
  if (!/^\w+ed$/.test(word) || lexicon.words.has(word)) return false;
  return namesThings(chunks[at + 1]) || /^(is|are|was|were|been)$/.test(lowerOf(state, chunks[at - 1]));
}

/** "orders with a discount", where the discount is a number of many rows; how many of them each has is had by each. */
export function isHadByThings(state: State, measure: DraftMeasure): boolean {
  const { at, catalogue, chunks, draft, pending } = state;
  if (pending.superlative || pending.aggregate || draft.mentions.length + draft.measures.length === 0) return false;
  if (measure.kind !== 'metric' || thingsCounted(catalogue, measure) !== undefined) return false;
  const next = chunks[at + 1];
  if (next?.kind === 'number' || isPhrase(next, 'comparator', 'between', 'sign')) return false;
  return /\b(with|having|have|has|had) (an?|any|some)$/.test(wordsIn(state, Math.max(0, at - 3), at).join(' '));
}
