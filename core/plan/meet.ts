import type { Expression } from '../semantic/expression/nodes.ts';
import type { Join, Select } from '../sql/nodes.ts';
import { emptyValue } from './additivity.ts';
import { addStage, groupColumns, type PlanContext, type Stage } from './context.ts';
import type { MeasureGroups, MeasureSource } from './measures.ts';
import { saysSomething } from './nothing.ts';
import { orNoneOf, wholeOf } from './part-of-whole.ts';
import type { Measure } from './schema.ts';
import { and, call, column, decimal, named, same, select } from './sql.ts';

/**
 * The measures of a plan side by side on its dimensions. No measure loses its groups: the groups of all are
 * put together first, and each measure is looked up for them. (A FULL JOIN would do the same, but engines
 * allow it on plain equality only, and a missing dimension is a group of its own.)
 */
export function meetMeasures(context: PlanContext, groups: MeasureGroups): Stage {
  const by = groupColumns(context);
  const { measures } = context.plan;
  if (measures.length === 0) return { name: groups.add(undefined, { by }, 'groups').table, columns: by };
  const sources = measures.map(measure => groups.add(measure, { by }, 'measures'));
  const tables = [...new Set(sources.map(source => source.table))];
  const columns = [...by, ...measures.map(measure => measure.name)];
  if (tables.length === 1) {
    groups.show(tables[0]!);
    return { name: tables[0]!, columns };
  }
  return addStage(context, 'together', togetherSelect(context, by, tables, sources), columns);
}

function togetherSelect(
  context: PlanContext,
  by: readonly string[],
  tables: readonly string[],
  sources: readonly MeasureSource[],
): Select {
  const { measures } = context.plan;
  const found = (measure: Measure): Expression => column(sources[measures.indexOf(measure)]!.table, measure.name);
  const numbers = measures.map(measure => {
    const whole = wholeOf(context.plan, context.model, measure);
    const number = found(measure);
    return {
      expression: whole ? orNoneOf(number, found(whole)) : orEmpty(context, measure, number),
      alias: measure.name,
    };
  });
  if (by.length === 0) {
    const [first, ...others] = tables;
    const joins = others.map((table): Join => ({ type: 'CROSS', relation: named(table) }));
    return select({ columns: numbers, from: named(first!), joins });
  }
  const groups = context.hiddenNames.take('every_group');
  const expressions = new Map(numbers.map(({ alias, expression }) => [alias, expression]));
  const something = saysSomething(context, by, name => expressions.get(name) ?? column(groups, name));
  return select({
    columns: [...by.map(name => ({ expression: column(groups, name), alias: name })), ...numbers],
    where: something ? [something] : [],
    from: { kind: 'subquery', query: everyGroup(by, tables), alias: groups },
    joins: tables.map(table => ({ type: 'LEFT', relation: named(table), on: sameGroup(by, groups, table) })),
  });
}

/** Each combination of the group columns that occurs in any of the tables, once. */
export function everyGroup(by: readonly string[], tables: readonly string[]): Select {
  const columns = (table?: string) => by.map(name => ({ expression: column(table, name), alias: name }));
  if (tables.length === 1) return select({ distinct: true, columns: columns(tables[0]!), from: named(tables[0]!) });
  const all = tables.map(table => select({ columns: columns(table), from: named(table) }));
  return select({
    distinct: true,
    columns: columns(),
    from: { kind: 'subquery', query: { kind: 'unionAll', queries: all }, alias: 'all_groups' },
  });
}

/** Rows of two tables that are of the same group; a missing value is a value here. */
export const sameGroup = (by: readonly string[], left: string, right: string): Expression =>
  and(...by.map(name => same(column(left, name), column(right, name))));

/** A number looked up for a group that may not have it: counts of nothing are 0. */
export function orEmpty(context: PlanContext, measure: Measure | undefined, number: Expression): Expression {
  const empty = measure ? emptyValue(measure, context.model) : null;
  return empty === null ? number : call('COALESCE', number, decimal(empty));
}
