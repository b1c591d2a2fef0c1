import { type Chunk, isPhrase, namesNumber } from '../chunks.ts';
import { conditionsOf } from '../conditions.ts';
import { countsRows } from '../counted-rows.ts';
import type { DraftMeasure } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { opposite } from '../opposite.ts';
import { stemsOf } from '../words.ts';
import { hasMeasure } from './measure-list.ts';
import { lowerOf, nextContent, problem, type State, textOf } from './state.ts';

/**
 * "stock value divided by number of pieces": a word that only hints at a number of other things means the one that is
 * of the same things as the first; undefined where there is none, or several.
 */
export function besideFirst(state: State, measure: DraftMeasure, chunk: Chunk): DraftMeasure | undefined {
  const { draft, catalogue } = state;
  const [first, ...more] = draft.measures;
  if (!draft.ratio || more.length > 0 || first?.kind !== 'metric' || measure.kind !== 'metric') return measure;
  if (namesNumber(chunk)) return measure;
  const home = catalogue.metrics.get(first.metric)?.home ?? '';
  const own = catalogue.metrics.get(measure.metric)?.home ?? '';
  if ([catalogue.reach(home, own), catalogue.reach(own, home)].some(({ kind }) => kind === 'same' || kind === 'up'))
    return measure;
  const stems = state.tokens.slice(chunk.start, chunk.end).map(token => token.stem);
  const fits = [...catalogue.metrics.values()].filter(({ name, home: other, additive, metric }) => {
    const said = new Set(stemsOf([metric.description ?? '', ...metric.aiContext.synonyms].join(' ')).slice(0, 12));
    return other === home && additive && name !== first.metric && stems.every(stem => said.has(stem));
  });
  const [metric, ...others] = fits;
  return metric && others.length === 0 ? { ...measure, metric: metric.name } : undefined;
}

const joins = /^(and|,|;|&|plus|or|by|per|\/|-|–|—|:|\(|\+)$/;
const parts = ['way', 'only', 'typical', 'which', 'negation', 'comparator'];

/** "flights cancelled": a second number that nothing joins to the first, so it is none of its own. */
export function isBesideAnother(state: State, measure: DraftMeasure): boolean {
  const { draft } = state;
  const last = draft.measures.at(-1);
  if (!last || hasMeasure(state, measure) || draft.share || draft.ratio || draft.difference || draft.compare)
    return false;
  if (draft.growth || draft.rank || state.pending.aggregate) return false;
  const before = state.chunks[state.at - 1];
  // "orders, counting only late ones"
  if (isPhrase(before, 'only')) return true;
  return !state.chunks
    .slice(last.at + 1, state.at)
    .some(c => (c.kind === 'phrase' && !parts.includes(c.phrase.kind)) || joins.test(lowerOf(state, c)));
}

/** "how many brands had revenue over 8000": the number says which of them are counted. */
export function isOfCounted(state: State): boolean {
  const { draft } = state;
  const [first, ...more] = draft.measures;
  const next = nextContent(state, state.at + 1)?.chunk;
  const compared = isPhrase(next, 'comparator', 'between');
  const counts = first !== undefined && countsRows(state, first);
  return compared && more.length === 0 && counts && draft.dimensions.length === 0 && draft.subject === undefined;
}

/** "cancelled flights" beside another number are the rows that it is of, when the metric counts rows by a condition. */
export function restrictBy(state: State, measure: DraftMeasure, chunk: Chunk): void {
  const conditions = measure.kind === 'metric' ? conditionsOf(state.catalogue, measure.metric) : undefined;
  if (!conditions && saysHas(state, state.at) && countsSome(state, measure)) {
    // "how many suppliers have late lines"
    state.draft.having.push({ measure, operator: '>=', values: [1], percent: false });
    return;
  }
  if (!conditions) {
    problem(state, chunk, reasons.numberOwnClearDo);
    return;
  }
  // "revenue of customers who have returned lines": all that they brought, or that of these lines?
  const [first] = state.draft.measures;
  if (saysHas(state, state.at) && state.draft.mentions.length > 0 && first && !countsRows(state, first)) {
    problem(state, chunk, reasons.allTheirsOnly);
    return;
  }
  const negated = state.pending.negation !== undefined;
  if (negated && (conditions.length > 1 || conditions.some(c => opposite[c.operator] === undefined))) {
    problem(state, chunk, reasons.unclearRowsShould);
    return;
  }
  for (const { field, operator, values } of conditions)
    state.draft.filters.push({
      options: [{ field, values, weight: 1, partial: false }],
      operator: (negated ? opposite[operator] : undefined) ?? operator,
      scope: field.dataset,
      text: textOf(state, chunk),
      at: state.at,
    });
  state.pending.negation = undefined;
}

/** Right behind "with" or "have", or one of the small words that follow those. */
export function saysHas(state: State, at: number): boolean {
  const before = state.chunks.slice(0, at);
  const begins = before.findLast(chunk => !/^(any|some|the|our)$/.test(lowerOf(state, chunk)));
  return endsWithHave(state, begins);
}

/** "customers with", "orders that have": what follows is theirs. */
export const endsWithHave = (state: State, chunk: Chunk | undefined): boolean =>
  /(^| )(with|have|has|had|having)$/.test(lowerOf(state, chunk));

/** A number that counts things, or those of them that are so. */
export function countsSome({ catalogue }: State, measure: DraftMeasure): boolean {
  const text = measure.kind === 'metric' ? (catalogue.metrics.get(measure.metric)?.text ?? '') : '';
  return /^COUNT\(/.test(text) || /^SUM\(.* THEN 1 (ELSE 0 )?END\)$/.test(text);
}
