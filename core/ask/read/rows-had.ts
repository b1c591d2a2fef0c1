import { candidatesOf, isPhrase } from '../chunks.ts';
import { comparisonOf } from '../conditions.ts';
import { countedRows, thingsCounted } from '../counted-rows.ts';
import type { Draft, DraftMeasure } from '../draft.ts';
import { endsWithHave, saysHas } from './second-measures.ts';
import type { State } from './state.ts';

type Related = Draft['related'][number];

/** Rows that a number counts, where it counts only some: late lines, of all the lines there are. */
export function someRowsOf({ catalogue, at }: State, measure: DraftMeasure): Omit<Related, 'negated'> | undefined {
  if (measure.kind !== 'metric') return undefined;
  const rows = countedRows(catalogue, measure);
  if (rows?.filters) return { dataset: rows.dataset, at, filters: rows.filters };
  const compared = comparisonOf(catalogue, measure.metric);
  const home = catalogue.metrics.get(measure.metric)?.home;
  return compared && home !== undefined ? { dataset: home, at, compared } : undefined;
}

/**
 * "share of orders with late lines", "orders with late lines by region": the orders that have some, and no number of
 * lines. Where nothing is grouped or shared, the things are listed with how many each has.
 */
export function hadByThings(state: State, measure: DraftMeasure): Related | undefined {
  const { draft, chunks, at, catalogue, pending } = state;
  const isGrouped = chunks.some(chunk => isPhrase(chunk, 'group'));
  if (!(draft.share || isGrouped) || pending.comparator || pending.group || !saysHas(state, at)) return undefined;
  const rows = someRowsOf(state, measure);
  const has = chunks.findLastIndex((chunk, i) => i < at && endsWithHave(state, chunk));
  const things = chunks.findLastIndex((chunk, i) => i < has && chunk.kind === 'terms');
  const named = candidatesOf(chunks[things], 'dataset').filter(({ weight }) => weight >= 0.9);
  const own = named.find(({ dataset }) => rows && catalogue.reach(dataset, rows.dataset).kind === 'down');
  if (!rows || !own || isPhrase(chunks[things - 1], 'group')) return undefined;
  const isSaid =
    draft.mentions.some(({ dataset }) => dataset === own.dataset) ||
    draft.measures.some(each => thingsCounted(catalogue, each) === own.dataset);
  return isSaid ? { ...rows, negated: false, had: true } : undefined;
}
