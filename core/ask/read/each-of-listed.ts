import { type Chunk, isPhrase } from '../chunks.ts';
import type { DraftFilter } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import { lowerOf, pass, type State, wordsIn } from './state.ts';

const ofThose = patterns.ofThoseListed;

/** "… A or B, one figure for each of the two": that they are so many is seen when they have been read. */
export function passOfThose(state: State): void {
  const { chunks } = state;
  const each = chunks.findLastIndex(c => isPhrase(c, 'group') && /^(by|(for )?each( of)?)$/.test(lowerOf(state, c)));
  const behind = wordsIn(state, each + 1);
  // "by these two" are groups of their own
  if (each < 0 || !ofThose.test(behind.join(' '))) return;
  if (lowerOf(state, chunks[each]) === 'by' && behind[0] !== 'of') return;
  pass(state, each + 1, chunks.length);
}

/** "revenue of France or Romania, one number for each": the values listed, side by side. */
export function comparesListed(state: State, at: number): boolean {
  const { draft, chunks } = state;
  const [filter, ...more] = draft.filters.filter(
    ({ operator, options }) => operator === 'in' && (options[0]?.values.length ?? 0) > 1,
  );
  const ends = chunks.slice(at + 1).every(c => c.kind === 'mark' || isOfThem(state, c, filter));
  if (!filter || more.length > 0 || !ends || draft.measures.length === 0 || draft.dimensions.length > 0) return false;
  draft.compare = true;
  return true;
}

/** "of them", "of the two": as many as were listed. */
function isOfThem(state: State, chunk: Chunk, filter: DraftFilter | undefined): boolean {
  if (chunk.kind !== 'filler') return false;
  const { value } = state.tokens[chunk.start] ?? {};
  return value === undefined
    ? /^([?.]|of|the|them|these|those)$/.test(lowerOf(state, chunk))
    : value === filter?.options[0]?.values.length;
}
