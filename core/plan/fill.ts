import type { Relation } from '../sql/nodes.ts';
import { calendar } from './calendar.ts';
import { addStage, groupColumns, measureNamed, type PlanContext, type Stage } from './context.ts';
import { everyGroup, orEmpty, sameGroup } from './meet.ts';
import { column, integer, named, select } from './sql.ts';

/** A stage whose rows are every period of every group, and which of them there were before. */
export interface FilledStage extends Stage {
  /** The column that is 1 in rows that were there before, null in those added; absent when added rows stay. */
  readonly presence?: string | undefined;
}

/**
 * Adds the periods without rows, for each combination of the other dimensions that occurs: counts are 0
 * there, other measures null. A moving average needs them too, for it runs over periods and not over rows;
 * without `fillGaps` they are marked, to be left out again.
 */
export function fillGaps(context: PlanContext, stage: Stage): FilledStage {
  const { time, steps } = context.plan;
  const averages = steps.some(step => step.kind === 'movingAverage');
  if (!time?.grain || !(time.fillGaps || averages)) return stage;
  const by = groupColumns(context);
  const presence = time.fillGaps ? undefined : context.hiddenNames.take('was_there');
  const grid = addStage(context, 'calendar', gridSelect(context, stage, by), by);
  const there = presence === undefined ? named(stage.name) : marked(stage, presence);
  const query = select({
    columns: [
      ...by.map(name => ({ expression: column(grid.name, name), alias: name })),
      ...numbersOf(context, stage).map(name => ({
        expression: orEmpty(context, measureNamed(context, name), column(there.alias, name)),
        alias: name,
      })),
      ...(presence === undefined ? [] : [{ expression: column(there.alias, presence), alias: presence }]),
    ],
    from: named(grid.name),
    joins: [{ type: 'LEFT', relation: there, on: sameGroup(by, grid.name, there.alias) }],
  });
  const columns = [...stage.columns, ...(presence === undefined ? [] : [presence])];
  return { ...addStage(context, 'filled', query, columns), presence };
}

const numbersOf = (context: PlanContext, stage: Stage): string[] =>
  stage.columns.filter(name => !groupColumns(context).includes(name));

/** The rows there are, each with a 1. */
function marked(stage: Stage, presence: string): Relation {
  const query = select({
    columns: [
      ...stage.columns.map(name => ({ expression: column(undefined, name), alias: name })),
      { expression: integer(1), alias: presence },
    ],
    from: named(stage.name),
  });
  return { kind: 'subquery', query, alias: 'rows_there' };
}

/** Every period with every group that occurs, and the rows there are: none is lost, not even one without a date. */
function gridSelect(context: PlanContext, stage: Stage, by: readonly string[]) {
  const time = context.names.time!;
  const others = by.filter(name => name !== time);
  const periods: Relation = { kind: 'subquery', query: calendar(context, stage.name), alias: 'periods_of_range' };
  const groups: Relation = { kind: 'subquery', query: everyGroup(others, [stage.name]), alias: 'groups_there' };
  const grid = select({
    columns: by.map(name => ({
      expression: column(name === time ? 'periods_of_range' : 'groups_there', name),
      alias: name,
    })),
    from: periods,
    joins: others.length === 0 ? [] : [{ type: 'CROSS', relation: groups }],
  });
  const there = select({
    columns: by.map(name => ({ expression: column(stage.name, name), alias: name })),
    from: named(stage.name),
  });
  return select({
    distinct: true,
    columns: by.map(name => ({ expression: column(undefined, name), alias: name })),
    from: { kind: 'subquery', query: { kind: 'unionAll', queries: [grid, there] }, alias: 'grid' },
  });
}
