import { lowerOf, problem, type State } from './state.ts';

/** "score by survey question": behind a name of the model the word is a part of a name, and the model has none such. */
export function refuseNounBehind(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const before = state.chunks[at - 1];
    const isNoun = chunk.kind === 'filler' && /^(questions?|answers?)$/.test(lowerOf(state, chunk));
    if (isNoun && before?.kind === 'terms' && before.end === chunk.start)
      problem(state, chunk, 'Nothing in the model has this name.');
  }
}
