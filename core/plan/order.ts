import type { SemanticModel } from '../semantic/model/types.ts';
import { type ColumnNames, columnNames } from './columns.ts';
import { sameName } from './names.ts';
import type { Plan } from './schema.ts';

export interface ColumnOrder {
  readonly column: string;
  readonly direction: 'ASC' | 'DESC';
}

/**
 * The order of a plan's rows, complete: two rows that it leaves equal are equal in every column it could
 * be told apart by. Nulls come last in either direction.
 *
 * Asked for: as asked. Otherwise a series runs by time, a top per group by its groups and then its ranking,
 * bands, dates and parts of dates by themselves, groups by the first number that is shown, greatest first. Ties are broken
 * by the other dimensions, by name of column, so that the order in which they were asked for does not matter.
 */
export function planOrder(plan: Plan, model: SemanticModel): ColumnOrder[] {
  if (plan.fields.length > 0) return listingOrder(plan, model);
  const names = columnNames(plan, model);
  const dimensions = [...(names.time === undefined ? [] : [names.time]), ...names.dimensions];
  const rows = plan.summarise
    ? dimensions.filter(name => plan.summarise!.by.some(by => sameName(by, name)))
    : dimensions;
  const leading = plan.orderBy.length > 0 ? plan.orderBy : defaultOrder(plan, names, rows);
  return unique([...leading, ...ascending(byName(rows))]);
}

const ascending = (names: readonly string[]): ColumnOrder[] => names.map(column => ({ column, direction: 'ASC' }));

const byName = (names: readonly string[]): string[] =>
  [...names].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));

function unique(order: readonly ColumnOrder[]): ColumnOrder[] {
  return order.filter((entry, i) => order.findIndex(other => sameName(other.column, entry.column)) === i);
}

function defaultOrder(plan: Plan, { time, dimensions }: ColumnNames, rows: readonly string[]): ColumnOrder[] {
  if (time !== undefined && rows.includes(time)) return ascending([time]);
  const number = plan.summarise ? plan.summarise.name : firstNumber(plan);
  if (plan.topPerGroup && !plan.summarise) {
    const { by, column, direction } = plan.topPerGroup;
    return [...ascending(by), { column, direction }];
  }
  const banded = plan.dimensions.some(
    ({ grain, part, width, bands }, i) =>
      (grain ?? part ?? width ?? bands) !== undefined && rows.includes(dimensions[i]!),
  );
  if (banded) return ascending(rows);
  // Without a number the rows are the values of the dimensions, in the order asked for.
  return number === undefined ? ascending(rows) : [{ column: number, direction: 'DESC' }];
}

const firstNumber = (plan: Plan): string | undefined =>
  plan.measures.find(measure => !measure.hidden)?.name ?? plan.steps[0]?.name;

/** Rows by what is asked, else by every field shown: rows that are equal in all of them look the same. */
function listingOrder(plan: Plan, model: SemanticModel): ColumnOrder[] {
  return unique([...plan.orderBy, ...ascending(columnNames(plan, model).fields)]);
}
