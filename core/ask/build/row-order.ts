import type { PlanInput } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import type { Draft } from '../draft.ts';
import reasons from '../english/reasons.data.json' with { type: 'json' };
import { lessIsBetter } from '../polarity.ts';
import { Refusal } from '../refusal.ts';
import type { BuildContext } from './context.ts';

/**
 * What rows are sorted by: the field that was named, or the one that "highest first", "newest first" can mean.
 * @param shown what the rows show so far
 */
export function sortedBy(
  { draft, catalogue }: BuildContext,
  dataset: string,
  shown: readonly FieldInfo[],
): FieldInfo | undefined {
  const { sort } = draft;
  if (!sort || draft.rank) return undefined;
  const { by } = sort;
  const worst = worstKept(draft, dataset);
  if (worst) return worst.field;
  if (sort.word !== undefined && !by)
    throw new Refusal(`By which number are they ${sort.word}? Say “sorted by …”.`, draft.problems);
  if (by && 'kind' in by) return undefined;
  if (by)
    return (
      shown.find(field => by.options.some(option => option.field.id === field.id)) ??
      by.options.find(({ field }) => catalogue.hasOne(dataset, field.dataset))?.field
    );
  if (sort.byName && !sort.byDate) return catalogue.nameField(dataset) ?? catalogue.keyField(dataset);
  const fits = (field: FieldInfo) =>
    sort.byDate ? field.kind === 'time' : field.kind === 'number' && !field.isIdentifier;
  const here = [...new Set(shown.filter(fits))];
  const [field, ...more] = here.length > 0 ? here : catalogue.fieldsOf(dataset).filter(fits);
  if (!field || more.length > 0)
    throw new Refusal(`By which ${sort.byDate ? 'date' : 'number'} should they be sorted?`, draft.problems);
  return field;
}

/**
 * "accounts below zero, worst first": what was kept is the bad end of a number, and the worst of them are the furthest
 * out. Of a number that was not compared so, nobody knows which end is bad.
 */
function worstKept(
  { sort, filters, having }: Draft,
  dataset: string,
): { field: FieldInfo; direction: 'ASC' | 'DESC' } | undefined {
  if (sort?.by || !/^worst\b/.test(sort?.word ?? '') || having.length > 0) return undefined;
  const compared = filters.filter(({ options, operator }) => options[0]?.field.kind === 'number' && operator !== 'in');
  const [filter, ...more] = compared;
  const named = filter?.options ?? [];
  // of two balances, that of the things that are listed
  const own = named.filter(({ field }) => field.dataset === dataset);
  const [option, ...others] = own.length > 0 ? own : named;
  if (!filter || !option || filter.denied || more.length > 0) return undefined;
  const { name, label, field } = option.field;
  const bad = lessIsBetter([name, label, ...field.aiContext.synonyms].join(' ').replaceAll('_', ' ').toLowerCase());
  const [value] = option.values;
  if (!bad && /^<=?$/.test(filter.operator) && value === 0 && others.length === 0)
    return { field: option.field, direction: 'ASC' };
  if (bad && /^>=?$/.test(filter.operator) && others.length === 0) return { field: option.field, direction: 'DESC' };
  return undefined;
}

/** The order of rows, and how many of them. */
export function order(
  draft: Draft,
  fields: readonly FieldInfo[],
  by: FieldInfo | undefined,
): Pick<PlanInput, 'orderBy' | 'limit'> {
  const { rank, sort, subjectPlural, nth } = draft;
  if (!by) return {};
  if (nth !== undefined) throw new Refusal(reasons.onlyFirstListed);
  if (by.kind === 'number' && /^(the )?(first|last)$/.test(rank?.word ?? '')) throw new Refusal(reasons.firstInTime);
  const twins = fields.filter(field => field.name.toLowerCase() === by.name.toLowerCase());
  const column = twins.length > 1 ? `${by.dataset}_${by.name}` : by.name;
  return rank
    ? { orderBy: [{ column, direction: rank.direction }], limit: rank.count ?? (subjectPlural ? 10 : 1) }
    : { orderBy: [{ column, direction: worstKept(draft, by.dataset)?.direction ?? sort?.direction ?? 'ASC' }] };
}
