import { lowerOf, problem, type State } from './state.ts';

/** "and how many they placed", "and who placed it": asked besides, of something that has no name here. */
export function refuseUnnamed(state: State): void {
  const { chunks } = state;
  const at = chunks.findLastIndex(
    (chunk, i) =>
      i > 1 &&
      (lowerOf(state, chunk) === 'who' || (chunk.kind === 'phrase' && chunk.phrase.kind === 'count')) &&
      /^(and|,)$/.test(lowerOf(state, chunks[i - 1])),
  );
  const chunk = chunks[at];
  const behind = chunks.slice(at + 1).filter(({ kind }) => kind !== 'mark');
  if (!chunk || behind.length < 2 || behind.some(({ kind }) => kind !== 'filler')) return;
  // who did something to them is known by what is done
  const pointing = lowerOf(state, chunk) === 'who' ? /^(it|he|she)$/ : /^(they|them|it|he|she)$/;
  const pointed = behind.some(other => pointing.test(lowerOf(state, other)));
  if (!pointed || behind.some(other => /^(there|all|together)$/.test(lowerOf(state, other)))) return;
  problem(state, chunk, 'Say by its name what is asked for besides: how many of what, which customer …');
}
