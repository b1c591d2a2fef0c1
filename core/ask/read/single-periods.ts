import { type Chunk, isPhrase } from '../chunks.ts';
import { lowerOf, pass, type State } from './state.ts';

const one = /^(a|an|any|the|one|single|given|particular|1)$/;

const isExtreme = (chunk: Chunk): boolean =>
  chunk.kind === 'phrase' &&
  (chunk.phrase.kind === 'superlative' ||
    (chunk.phrase.kind === 'aggregate' && /^M(AX|IN)$/.test(chunk.phrase.function)));

/** "the highest number of orders on a single day", "the most orders in one month": the day or month is what is ranked. */
export function takeSinglePeriod(state: State): void {
  const { chunks } = state;
  const at = chunks.findIndex(c => c.kind === 'grain' && !/s$/.test(lowerOf(state, c)));
  const from = chunks.findLastIndex((c, i) => i < at && !one.test(lowerOf(state, c)));
  const led = /^(in|on|within|during)$/.test(lowerOf(state, chunks[from]));
  if (at < 0 || !led || from > at - 2 || !chunks.slice(0, from).some(isExtreme)) return;
  pass(state, from + 1, at);
  state.chunks = state.chunks.flatMap((c, i) => (i < from && isExtreme(c) ? highest(state, c) : [c]));
}

/** "the most" of things is the highest number of them, and so is the maximum. */
function highest(state: State, chunk: Chunk): Chunk[] {
  const { start, end } = chunk;
  const count: Chunk = { kind: 'phrase', start: end, end, phrase: { kind: 'count', distinct: false } };
  if (/^(the )?(most|fewest|least)$/.test(lowerOf(state, chunk))) return [chunk, count];
  if (!isPhrase(chunk, 'aggregate')) return [chunk];
  const direction = chunk.phrase.function === 'MAX' ? 'DESC' : 'ASC';
  return [{ kind: 'phrase', start, end, phrase: { kind: 'superlative', direction } }];
}
