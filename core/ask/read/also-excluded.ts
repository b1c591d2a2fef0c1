import { type Chunk, candidatesOf, isPhrase } from '../chunks.ts';
import { comparisonOf, conditionsOf } from '../conditions.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lowerOf, problem, type State } from './state.ts';

/**
 * "revenue excluding returns and late lines", "without urgent and late orders": what is joined to something that is left
 * out is left out too. Read by itself it would be a number of its own, or be all that is kept.
 */
export function refuseAlsoExcluded(state: State): void {
  const { draft } = state;
  const chunks = state.chunks.filter(chunk => !/^(the|any|all|those|of|our)$/.test(lowerOf(state, chunk)));
  for (const [i, chunk] of chunks.entries()) {
    const [left, joint, also] = chunks.slice(i + 1);
    if (!isPhrase(chunk, 'negation', 'without') || /^(not|never|no|isnt|arent)$/.test(lowerOf(state, chunk))) continue;
    if (!left || !also || !/^(and|or|,|nor)$/.test(lowerOf(state, joint))) continue;
    const kept = draft.filters.find(filter => filter.at === state.chunks.indexOf(also) && filter.operator === 'in');
    const fields = (one: Chunk) => candidatesOf(one, 'value').map(({ field }) => field.id);
    const other = kept !== undefined && !fields(also).some(field => fields(left).includes(field));
    if (other || isOfSome(state, also)) problem(state, also, reasons.leftOutEach);
  }
}

/** The number of some of the rows. */
const isOfSome = ({ catalogue, draft }: State, chunk: Chunk): boolean =>
  candidatesOf(chunk, 'metric').some(
    ({ metric, weight }) =>
      weight >= 0.9 &&
      draft.measures.some(measure => measure.kind === 'metric' && measure.metric === metric) &&
      (conditionsOf(catalogue, metric) ?? comparisonOf(catalogue, metric)) !== undefined,
  );
