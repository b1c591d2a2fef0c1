import { type Chunk, candidatesOf } from '../chunks.ts';
import { lowerOf, type State } from './state.ts';

/** "size range by maker", "list prices from-to of parts in drums": the lowest and the highest of them. */
export function takeRangesOfNumbers(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex((chunk, i) => isOfField(chunk) && rangeAt(state, i + 1) > 0);
  const field = chunks[at];
  if (!field) return;
  const { start, end } = chunks[at + 1]!;
  const said = rangeAt(state, at + 1);
  const ends: Chunk[] = [
    { kind: 'phrase', start, end, phrase: { kind: 'superlative', direction: 'ASC', function: 'MIN' } },
    { kind: 'phrase', start, end, phrase: { kind: 'superlative', direction: 'DESC', function: 'MAX' } },
  ];
  state.chunks = [...chunks.slice(0, at), ...ends, field, ...chunks.slice(at + 1 + said)];
}

/** How many chunks say "from lowest to highest" at this place. */
function rangeAt(state: State, at: number): number {
  const words = [0, 1, 2].map(i => lowerOf(state, state.chunks[at + i]));
  const isOf = (i: number) => /^(|of|for|in|by|per|among|across|\?|\.)$/.test(lowerOf(state, state.chunks[at + i]));
  if (/^(range|ranges|spread)$/.test(words[0] ?? '') && state.chunks[at]?.kind === 'unknown') return isOf(1) ? 1 : 0;
  if (words[0] !== 'from') return 0;
  if (words[1] === 'to') return isOf(2) ? 2 : 0;
  return /^[-–—/]$/.test(words[1] ?? '') && words[2] === 'to' && isOf(3) ? 3 : 0;
}

/** A number or a date of each, and nothing else that is called so as much. */
function isOfField(chunk: Chunk): boolean {
  const [best] = chunk.kind === 'terms' ? chunk.candidates : [];
  const fields = candidatesOf(chunk, 'field');
  return best?.kind === 'field' && fields.every(({ field }) => field.kind !== 'text' && !field.isIdentifier);
}
