import { type Chunk, isPhrase } from '../chunks.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, type State, wordBefore } from './state.ts';

/** What the words around a period say of it. */

/** "in both 1992 and 1997", "in 1992 and also in 1997" */
export const saysBoth = (state: State, chunk: Chunk): boolean =>
  /\bboth\b|\balso\b|\bas well as\b|\bagain\b/.test(
    `${wordBefore(state)} ${lowerOf(state, chunk)} ${lowerOf(state, state.chunks[state.at + 1])}`,
  );

/** "not in 1997", "without 1997"; in "without urgent orders in 1997" there are none of the orders. */
export const leavesOut = ({ pending, chunks, at }: State): boolean => {
  const before = chunks.slice(0, at).findLast(chunk => chunk.kind !== 'filler');
  const adjacent = isPhrase(before, 'without', 'followUp');
  return pending.negation === 'not' || (pending.negation === 'without' && adjacent);
};

/** Whether "only" stands right before. */
export const isOnlyBefore = ({ chunks, at }: State): boolean => {
  const before = chunks.slice(0, at).findLast(chunk => chunk.kind !== 'filler');
  return isPhrase(before, 'only');
};

const TOGETHER = patterns.together;

/** "in 1995 and in 1996": each on its own; "in 1995 and 1996 combined": both as one. */
export function periodsSaid({ tokens }: State, chunk: Chunk): 'each' | 'all' | undefined {
  const words = (from: number, to: number) =>
    tokens
      .slice(from, to)
      .map(token => token.lower)
      .join(' ');
  if (TOGETHER.test(words(chunk.end, chunk.end + 2))) return 'all';
  return /\band (in|for|of|during) /.test(words(chunk.start, chunk.end)) ? 'each' : undefined;
}
