import type { FieldInfo } from '../catalogue.ts';
import { namesThings } from '../chunks.ts';
import { datesOfMoving, isOfMoving } from '../english/departures.ts';
import { isOfOneRow } from './named-dates.ts';
import { lowerOf, type State, wordsIn } from './state.ts';

interface Named {
  readonly field: FieldInfo;
  readonly start: number;
}

/**
 * "went out", "left the supplier", "reached the customer" before a chunk index: by the one date of the row that a model
 * calls by a word for sending or for receiving.
 */
export function movedEndingAt(state: State, end: number, second: FieldInfo): Named | undefined {
  const last = startOfThing(state, end);
  const words = wordsIn(state, 0, last);
  const start = [last - 1, last - 2].find(at => at >= 0 && isOfMoving(words.slice(at).join(' ')));
  const field = start === undefined ? undefined : fieldOf(state, words.slice(start).join(' '), second);
  return start !== undefined && field ? { field, start } : undefined;
}

/** "it arrives", "they reached the customer" from a chunk index on. */
export function movedAt(state: State, from: number, first: FieldInfo): { field: FieldInfo; end: number } | undefined {
  const at = from + wordsIn(state, from, from + 4).findIndex(word => isOfMoving(word));
  if (at < from || !wordsIn(state, from, at).every(isBetween)) return undefined;
  const field = fieldOf(state, lowerOf(state, state.chunks[at]), first);
  const thing = state.chunks.findIndex((c, i) => i > at && !/^(the|their|its|our)$/.test(lowerOf(state, c)));
  return field && { field, end: namesThings(state.chunks[thing]) ? thing + 1 : at + 1 };
}

const isBetween = (word: string): boolean => /^(it|they|has|have|had|finally|actually)$/.test(word);

function fieldOf(state: State, words: string, other: FieldInfo): FieldInfo | undefined {
  const [field, ...more] = datesOfMoving(state.lexicon.verbs, words).filter(
    each => each !== other && isOfOneRow(state, each, other),
  );
  return more.length === 0 ? field : undefined;
}

/** Where "the supplier" begins that ends at a chunk: what was left; the chunk itself where there is none. */
function startOfThing(state: State, end: number): number {
  if (!namesThings(state.chunks[end - 1])) return end;
  return /^(the|their|its|our)$/.test(lowerOf(state, state.chunks[end - 2])) ? end - 2 : end - 1;
}
