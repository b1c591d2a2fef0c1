import type { Filter } from '../../plan/schema.ts';
import type { FieldInfo } from '../catalogue.ts';
import { conditionsOf } from '../conditions.ts';
import type { DraftFilter } from '../draft.ts';
import { piecesOf } from '../read/joined-values.ts';
import { Refusal } from '../refusal.ts';
import { isOfOwner } from './all-of.ts';
import type { BuildContext } from './context.ts';
import { dividesValues } from './differences.ts';

/** Nothing is two values of one field at once: compared they are side by side, else the question can't be meant so. */
export function refuseContradiction(
  context: BuildContext,
  filters: { draft: DraftFilter; filter: Filter; field: FieldInfo }[],
): void {
  refuseSomeAndNone(context, filters);
  refuseEmptySpan(filters);
  refuseCountOfNone(context, filters);
  for (const [i, one] of filters.entries())
    for (const other of filters.slice(i + 1)) {
      if (one.field.id !== other.field.id || !isOneOf(one.filter) || !isOneOf(other.filter)) continue;
      const values = [...new Set([...one.filter.values, ...other.filter.values])];
      if (values.length < one.filter.values.length + other.filter.values.length) continue;
      if (!context.draft.compare && !context.draft.difference && !dividesValues(context.draft))
        throw new Refusal(`Nothing is both ${one.draft.text} and ${other.draft.text}: say “or”, or ask for each.`);
      const draft = { ...one.draft, pieces: [...piecesOf(one.draft), ...piecesOf(other.draft)] };
      filters[i] = { ...one, draft, filter: { field: one.field.id, operator: 'in', values } };
      filters.splice(filters.indexOf(other), 1);
      return;
    }
}

/**
 * "returned lines divided by accepted lines", where returned lines are a number of the model and accepted would be said of
 * all: of those none is returned, and a zero would pass for an answer.
 */
function refuseCountOfNone(
  { draft, catalogue }: BuildContext,
  filters: readonly { draft: DraftFilter; filter: Filter; field: FieldInfo }[],
): void {
  const metrics = draft.measures.flatMap(measure => (measure.kind === 'metric' ? [measure.metric] : []));
  const lower = (values: readonly unknown[]) => values.map(value => String(value).toLowerCase());
  for (const metric of metrics)
    for (const { field, operator, values } of conditionsOf(catalogue, metric) ?? []) {
      const counted = lower(operator === '=' || operator === 'in' ? values : []);
      const none = filters.find(
        ({ field: said, filter }) =>
          said.id === field.id && isOneOf(filter) && !lower(filter.values).some(value => counted.includes(value)),
      );
      if (none && counted.length > 0)
        throw new Refusal(
          `${catalogue.metrics.get(metric)?.label} are none of those with ${none.draft.text}: ask for each number on its own.`,
          draft.problems,
        );
    }
}

/**
 * "suppliers that sold to Japan but not to Iraq": each sold to many, so both are of all that it sold and not of one sale.
 */
export function refuseSomeAndNone(
  context: BuildContext,
  filters: readonly { draft: DraftFilter; field: FieldInfo }[],
): void {
  const { anchors, catalogue, countsOnly } = context;
  for (const { draft, field } of filters.filter(each => each.draft.operator === 'in')) {
    const none = filters.find(other => other.draft.operator === 'notIn' && other.field.id === field.id);
    const ofMany = countsOnly && anchors.some(anchor => catalogue.reach(anchor, field.dataset).kind === 'down');
    if (none && (ofMany || (isOfOwner(context, draft) && areParted(draft, none.draft))))
      throw new Refusal(
        `Those with ${draft.text} and without ${none.draft.text} can’t be asked for at once: ask for each on its own.`,
      );
  }
}

/** "revenue from customers with tea but not with milk": of one row the one says the other already, so others are meant. */
const areParted = ({ options: [one] }: DraftFilter, { options: [other] }: DraftFilter): boolean =>
  one?.field === other?.field && one?.values.some(value => other?.values.includes(value)) === false;

const isOneOf = (filter: Filter): filter is Extract<Filter, { values: unknown }> & { operator: '=' | 'in' } =>
  'operator' in filter && (filter.operator === '=' || filter.operator === 'in') && 'values' in filter;

/** "below 100, from 100 to 200, and 300 or more": one number can't be all of that, and nothing found would be no answer. */
export function refuseEmptySpan(filters: readonly { draft: DraftFilter; filter: Filter; field: FieldInfo }[]): void {
  for (const { field } of filters) {
    const own = filters.filter(other => other.field.id === field.id && other.field.kind === 'number');
    const spans = own.flatMap(({ filter }) => spanOf(filter) ?? []);
    const [low, high] = [Math.max(...spans.map(s => s.low)), Math.min(...spans.map(s => s.high))];
    const open = spans.some(s => s.open && (s.low === low || s.high === high));
    if (spans.length > 1 && (low > high || (low === high && open)))
      throw new Refusal(
        `No ${field.label.toLowerCase()} is ${own.map(({ draft }) => draft.text).join(' and ')} at once: ask for each on its own.`,
      );
  }
}

/** The numbers that a comparison leaves; `open` where its ends are left out. */
function spanOf(filter: Filter): { low: number; high: number; open: boolean } | undefined {
  if (!('operator' in filter) || !('values' in filter)) return undefined;
  const [first, second] = filter.values;
  if (typeof first !== 'number') return undefined;
  if (/^<=?$/.test(filter.operator)) return { low: -Infinity, high: first, open: filter.operator === '<' };
  if (/^>=?$/.test(filter.operator)) return { low: first, high: Infinity, open: filter.operator === '>' };
  if (filter.operator === 'between' && typeof second === 'number') return { low: first, high: second, open: false };
  return filter.operator === '=' ? { low: first, high: first, open: false } : undefined;
}
