import { isPhrase } from '../chunks.ts';
import type { DraftDimension } from '../draft.ts';
import { lowerOf, onlySeparators, problem, type State, wordBefore } from './state.ts';

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
  const ranks = next?.kind === 'number' || isPhrase(next, 'top', 'superlative');
  const by = /^by( the)?$/.test(lowerOf(state, chunk));
  return by && ranks && draft.share !== undefined && /(ed|ade|ght|en)$/.test(done);
}

/** "share of seniors among late arrivals per gate": the part is said first, and what stands behind is the whole of it. */
export function partAmongWhole(state: State): void {
  const { draft, chunks } = state;
  const { share, filters } = draft;
  const [measure, ...more] = draft.measures.length > 0 ? draft.measures : draft.mentions;
  if (!share || share.ofTotal || share.verbAt !== undefined || !measure || more.length > 0) return;
  const joint = chunks.findIndex(
    (c, at) => at > share.at && at < measure.at && /^(among|amongst|in|within)$/.test(lowerOf(state, c)),
  );
  const part = filters.some(({ at }) => at > share.at && at < joint);
  // what stands between says more of the whole: "among late orders"
  const whole = chunks
    .slice(joint + 1, measure.at)
    .every((c, i) => c.kind === 'filler' || filters.some(({ at }) => at === joint + 1 + i));
  if (part && whole) draft.share = { ...share, among: joint };
}

/** "for every region: how its revenue divides over its countries, in percent": of that of each region. */
export function shareWithinEach(state: State): void {
  const { draft, chunks } = state;
  const { share, dimensions } = draft;
  const whole = dimensions.filter(each => /^(for|in|within|at) (each|every)$/.test(leadOf(state, each)));
  const [group, ...more] = whole;
  if (!share || !group || more.length > 0 || dimensions.length < 2) return;
  const others = dimensions.filter(each => each !== group);
  const lists = others.some(each => {
    const [first, last] = [placeOf(each), placeOf(group)].sort((a, b) => a - b);
    return onlySeparators(state, (first ?? 0) + 1, last ?? 0);
  });
  if (lists || share.verbAt !== undefined || share.among !== undefined) return;
  const chunk = chunks[share.at];
  // "for each region the share of revenue by year": the region's in each year, or the year's?
  if (chunk && group.kind !== 'time' && others.some(({ kind }) => kind === 'time'))
    problem(state, chunk, 'Of each period, or of all together?');
  draft.share = { ...share, within: placeOf(group) };
}

/** The chunk that a group was named by. */
const placeOf = (group: DraftDimension): number => (group.kind === 'field' ? group.choice.at : group.at);

/** The words that lead to a group, the articles behind them left out. */
function leadOf(state: State, group: DraftDimension): string {
  const led = state.chunks.slice(0, placeOf(group)).findLast(chunk => chunk.kind !== 'filler');
  return isPhrase(led, 'group') ? lowerOf(state, led) : '';
}

/** "what percentage of total revenue do our ten biggest customers account for": of all of them, and not of each. */
export const asksOfDoers = ({ tokens }: State, { start, end }: { start: number; end: number }): boolean => {
  const words = tokens.map(token => token.lower);
  return (
    /^(what|which|how much)\b/.test(words.slice(0, start + 1).join(' ')) &&
    words.slice(end).some(word => /^(do|does|did|comes?|came)$/.test(word)) &&
    !words.slice(end).some(word => /^(each|every|per|by|individually)$/.test(word))
  );
};
