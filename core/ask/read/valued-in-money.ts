import { comparisonOf } from '../conditions.ts';
import { countedRows } from '../counted-rows.ts';
import type { DraftMeasure } from '../draft.ts';
import { patterns } from '../english/patterns.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { amountsOf, worthsOf } from './mass-nouns.ts';
import { lowerOf, problem, type State } from './state.ts';

const inMoney = patterns.valuedInMoney;

/**
 * "the most stock in money terms": of how much there is, what it is worth. A count that has no worth in the model is
 * told, as pieces would pass for money else.
 */
export function valueInMoney(state: State): void {
  const { draft, chunks } = state;
  const chunk = chunks.find(c => inMoney.test(lowerOf(state, c)));
  if (!chunk) return;
  const namesNumber = draft.measures.length + draft.listFields.length + draft.having.length > 0 || draft.rank?.byField;
  if (!namesNumber) problem(state, chunk, reasons.askedCountedPieces);
  draft.measures = draft.measures.map(measure => {
    const worth = worthOf(state, measure);
    if (worth === undefined) return measure;
    if (worth === 'none') {
      problem(state, chunk, reasons.askedCountedPieces);
      return measure;
    }
    const valued: DraftMeasure = { kind: 'metric', metric: worth, at: measure.at };
    if (draft.rank?.by === measure) draft.rank = { ...draft.rank, by: valued };
    return valued;
  });
}

/** The value of what a measure counts; undefined where it may be money already. */
function worthOf(state: State, measure: DraftMeasure): string | undefined {
  if (measure.kind === 'count') return 'none';
  const info = measure.kind === 'metric' ? state.catalogue.metrics.get(measure.metric) : undefined;
  if (!info) return undefined;
  const counts = countedRows(state.catalogue, measure) ?? comparisonOf(state.catalogue, info.name);
  if (!counts && !amountsOf(state, info.home).includes(info.name)) return undefined;
  const [worth, ...more] = worthsOf(state, info.home);
  return worth && more.length === 0 ? worth.name : 'none';
}
