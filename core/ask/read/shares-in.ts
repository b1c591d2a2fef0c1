import { candidatesOf, namesNumber } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "share of Asia in total revenue by year": Asia's share of the revenue of each year, and not how Asia's is spread. */
export function takeSharesIn(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(
    (chunk, i) =>
      chunk.kind === 'phrase' &&
      chunk.phrase.kind === 'share' &&
      /\bof( the)?$/.test(lowerOf(state, chunk)) &&
      candidatesOf(chunks[i + 1], 'value').some(({ weight }) => weight >= 0.9) &&
      /^in( the| our)?( total| overall| whole| entire)?$/.test(lowerOf(state, chunks[i + 2])) &&
      namesNumber(chunks[i + 3]),
  );
  const [share, part] = [chunks[at], chunks[at + 1]];
  if (share && part) state.chunks = [...chunks.slice(0, at), part, share, ...chunks.slice(at + 3)];
}
