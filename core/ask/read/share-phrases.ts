import { lowerOf, type State, wordBefore } from './state.ts';

/** "what share of sales in Asia does each brand account for": among the brands, and not of each brand's own sales. */
export function shareOfEach(state: State): void {
  const { share } = state.draft;
  if (share && /^(do|does|did)$/.test(wordBefore(state))) state.draft.share = { ...share, ofTotal: true };
}

/** "percent of revenue brought in by the ten largest customers": behind the verb they are who did it, all together. */
export function namesDoersOfShare(state: State): boolean {
  const { draft, chunks, at, tokens } = state;
  const chunk = chunks[at];
  const done = tokens[(chunk?.start ?? 0) - (tokens[(chunk?.start ?? 0) - 1]?.lower === 'in' ? 2 : 1)]?.lower ?? '';
  const next = chunks.slice(at + 1).find(c => c.kind !== 'filler');
  const ranks = next?.kind === 'number' || (next?.kind === 'phrase' && /^(top|superlative)$/.test(next.phrase.kind));
  const by = /^by( the)?$/.test(lowerOf(state, chunk));
  return by && ranks && draft.share !== undefined && /(ed|ade|ght|en)$/.test(done);
}
