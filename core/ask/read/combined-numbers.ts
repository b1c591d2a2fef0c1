import { type Comparator, isPhrase } from '../chunks.ts';
import type { State } from './state.ts';

/**
 * "nations with a revenue per order over 100", "with a ratio of profit to revenue under 0.6": what the one is divided by
 * the other is compared, and none of the two; so is what is left of "revenue minus cost over 100".
 *
 * @returns whether the numbers are taken
 */
export function compareCombined(state: State, numbers: readonly number[], percent: boolean): boolean {
  const { draft, pending } = state;
  const [measure] = draft.measures;
  const operator: Comparator | 'between' = numbers.length === 2 ? 'between' : (pending.comparator?.operator ?? '=');
  if (!pending.comparator || !measure || pending.unit || !isBehindCombined(state, pending.comparator.at)) return false;
  draft.having.push({ measure, operator, values: [...numbers], percent, ofCombined: true });
  pending.comparator = undefined;
  return true;
}

/** Right behind what it is divided by or what is taken off, or behind what the two are grouped by. */
function isBehindCombined({ draft, chunks }: State, comparator: number): boolean {
  const { per, ratio, difference, measures, dimensions } = draft;
  const last = chunks.findLastIndex((chunk, at) => at < comparator && chunk.kind === 'terms');
  const isGroup = dimensions.some(group => (group.kind === 'field' ? group.choice.at : group.at) === last);
  if (per) return per.at === last || (isGroup && last > per.at);
  return (ratio || difference) && (measures.at(-1)?.at === last || isGroup);
}

/** "the highest ratio of profit to revenue", "the biggest difference between …": what is ranked by begins with that word. */
export function ranksCombined({ draft, pending, chunks, at }: State): boolean {
  const said = pending.superlative?.at ?? pending.group?.at;
  const combines = draft.ratio || draft.difference;
  return (
    combines && said !== undefined && chunks.slice(said, at).some(chunk => isPhrase(chunk, 'divided', 'difference'))
  );
}

/** "top 5 nations by revenue divided by orders": what was ranked or sorted by is one of two. */
export function combineRanked({ draft, at }: State): void {
  const { rank, sort } = draft;
  if (rank?.by && rank.by.at === at - 1) draft.rank = { ...rank, perThing: true };
  if (sort?.by && 'kind' in sort.by && sort.by.at === at - 1) draft.sort = { ...sort, by: undefined };
}

/** "nations with more than 100 revenue per order": the number right before is of each, and divided by how many there are. */
export function comparedPerThing({ draft, pending }: State): boolean {
  const last = draft.having.at(-1);
  if (!last || draft.measures.length > 0 || last.measure.at !== (pending.group?.at ?? 0) - 1) return false;
  draft.measures.push(last.measure);
  draft.having[draft.having.length - 1] = { ...last, ofCombined: true };
  return true;
}
