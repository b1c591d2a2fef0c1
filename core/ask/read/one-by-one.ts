import { lowerOf, pass, type State } from './state.ts';

/** "late orders, shift by shift": by shift, and the first of the two asks for nothing. */
export function takeOneByOne(state: State): void {
  for (const [at, chunk] of state.chunks.entries()) {
    const [by, again] = state.chunks.slice(at + 1, at + 3);
    if (chunk.kind !== 'terms' || lowerOf(state, by) !== 'by' || lowerOf(state, again) !== lowerOf(state, chunk))
      continue;
    pass(state, at, at + 1);
  }
}
