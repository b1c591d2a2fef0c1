import { candidatesOf, namesThings } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "for each type of delivery instruction": where the field itself says which kinds there are, the word adds nothing. */
export function takeTypesOfFields(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    (chunk, i) =>
      /^(type|types|kind|kinds|sort|sorts)$/.test(lowerOf(state, chunk)) &&
      lowerOf(state, chunks[i + 1]) === 'of' &&
      candidatesOf(chunks[i + 2], 'field').some(({ field, weight }) => field.kind === 'text' && weight >= 0.9) &&
      candidatesOf(chunks[i + 2], 'metric').length === 0 &&
      !namesThings(chunks[i + 2]),
  );
  if (at >= 0) state.chunks = chunks.filter((_, i) => i !== at && i !== at + 1);
}
