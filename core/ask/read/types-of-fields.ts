import { type Chunk, candidatesOf, namesThings } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "for each type of delivery instruction", "how many container types": where a field says it itself, the word adds nothing. */
export function takeTypesOfFields(state: State): void {
  const { chunks } = state;
  const isKind = (chunk: Chunk | undefined) => /^(type|kind|sort)s?$/.test(lowerOf(state, chunk));
  const at = chunks.findIndex(
    (chunk, i) => isKind(chunk) && lowerOf(state, chunks[i + 1]) === 'of' && isOf(chunks[i + 2]),
  );
  if (at >= 0) state.chunks = chunks.filter((_, i) => i !== at && i !== at + 1);
  state.chunks = state.chunks.filter(
    (chunk, i, all) =>
      !isKind(chunk) || candidatesOf(chunk, 'field').some(({ weight }) => weight >= 0.9) || !isOf(all[i - 1]),
  );
}

const isOf = (chunk: Chunk | undefined): boolean =>
  candidatesOf(chunk, 'field').some(({ field, weight }) => field.kind === 'text' && weight >= 0.9) &&
  candidatesOf(chunk, 'metric').length === 0 &&
  !namesThings(chunk);
