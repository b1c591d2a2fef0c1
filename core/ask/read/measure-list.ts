import { countsRows } from '../counted-rows.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { directionOf } from '../polarity.ts';
import { ranksCombined } from './combined-numbers.ts';
import { pushHaving } from './having.ts';
import { problem, type State, wordsIn } from './state.ts';

const same = (a: DraftMeasure, b: DraftMeasure): boolean =>
  a.kind === b.kind &&
  (a.kind === 'metric' && b.kind === 'metric'
    ? a.metric === b.metric
    : a.kind === 'count' && b.kind === 'count'
      ? a.dataset === b.dataset
      : 'choice' in a &&
        'choice' in b &&
        a.choice.text === b.choice.text &&
        (a.kind !== 'aggregate' || b.kind !== 'aggregate' || a.function === b.function));

/** Whether the number is asked for already. */
export const hasMeasure = (state: State, measure: DraftMeasure): boolean =>
  state.draft.measures.some(m => same(m, measure));

/** "the biggest and the smallest order" */
export function refuseBothEnds(state: State): void {
  const { superlative } = state.pending;
  const ends = superlative?.both ? state.chunks[superlative.at] : undefined;
  if (ends) problem(state, ends, reasons.bothEndsRanking);
}

/** "with the highest revenue", "by revenue" after top 5. */
export function rankBy(state: State, measure: DraftMeasure): void {
  const { draft, pending } = state;
  const { word, direction: plain } = draft.rank ?? {};
  const said = pending.superlative ?? state.judged ?? (word && plain ? { word, direction: plain } : undefined);
  const judged = said && directionOf(state.catalogue, said.word, said.direction, measure);
  if (judged?.note) draft.notes.push({ id: 'polarity', text: judged.note });
  refuseBothEnds(state);
  const direction = judged?.direction ?? draft.rank?.direction ?? 'DESC';
  const perThing = ranksCombined(state);
  const { count, at = state.at } = draft.rank ?? {};
  draft.rank = { count, direction, by: measure, byField: undefined, at, ...(perThing && { perThing }) };
  pending.superlative = undefined;
  pending.group = undefined;
  if (!hasMeasure(state, measure)) draft.measures.push(measure);
}

/** Makes the comparison that waits a condition on this number of each group. */
export function addHaving(state: State, measure: DraftMeasure): void {
  const { pending } = state;
  if (!pending.comparator || !pending.number) return;
  const said = state.chunks[pending.comparator.at];
  if (said && isOfThoseCompared(state, pending.comparator.at)) problem(state, said, reasons.manyThingsMany);
  const { value, to, percent } = pending.number;
  if (to === undefined) pushHaving(state, measure, pending.comparator.operator, [value], percent);
  else pushHaving(state, measure, 'between', [value, to], percent);
  pending.comparator = undefined;
  pending.number = undefined;
}

/** "top 5 brands by revenue per piece": what is ranked by is the one divided by the other. */
export function rankPerThing({ draft, pending }: State): void {
  const { rank } = draft;
  if (rank?.by && pending.group && rank.by.at === pending.group.at - 1) draft.rank = { ...rank, perThing: true };
}

/** "countries with more than 40 customers with more than 20 orders": the orders are those of a customer. */
function isOfThoseCompared(state: State, comparator: number): boolean {
  const last = state.draft.having.at(-1);
  if (!last || !countsRows(state, last.measure) || last.measure.at >= comparator) return false;
  const joint = wordsIn(state, last.measure.at + 1, comparator);
  return joint.length > 0 && joint.every(word => /^(with|who|that|which|have|has|had|having|of|each)$/.test(word));
}

/** The dataset whose rows a number is of. */
export function homeOf({ catalogue }: State, measure: DraftMeasure): string | undefined {
  if (measure.kind === 'metric') return catalogue.metrics.get(measure.metric)?.home;
  return measure.kind === 'count' ? measure.dataset : measure.choice.options[0]?.field.dataset;
}
