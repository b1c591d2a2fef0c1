import type { AnswerColumn } from '../answer/types.ts';
import type { SemanticModel } from '../semantic/model/types.ts';
import type { CommonTable, Query } from '../sql/nodes.ts';
import { allColumns, type ColumnNames, columnNames } from './columns.ts';
import { sameName } from './names.ts';
import { FreeNames, sourceWords } from './names-free.ts';
import type { Measure, Plan } from './schema.ts';

/** What every part of a plan's compilation shares. The list of common tables grows in the order of reading. */
export interface PlanContext {
  readonly plan: Plan;
  readonly model: SemanticModel;
  readonly now: Date;
  readonly names: ColumnNames;
  readonly columns: readonly AnswerColumn[];
  readonly commonTables: CommonTable[];
  /** Names of common tables. */
  readonly tableNames: FreeNames;
  /** Names of columns that are not shown. */
  readonly hiddenNames: FreeNames;
}

export function createContext(plan: Plan, model: SemanticModel, now: Date): PlanContext {
  const columns = allColumns(plan, model);
  const shown = columns.map(column => column.name);
  return {
    plan,
    model,
    now,
    names: columnNames(plan, model),
    columns,
    commonTables: [],
    tableNames: new FreeNames([...sourceWords(model), ...shown]),
    hiddenNames: new FreeNames([...shown, ...(plan.summarise ? [plan.summarise.name] : [])]),
  };
}

/** The time column, where there is one, and the dimensions: what a row of the result is of. */
export const groupColumns = ({ names }: PlanContext): string[] => [
  ...(names.time === undefined ? [] : [names.time]),
  ...names.dimensions,
];

/** A common table with every column that later parts can use. */
export interface Stage {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Adds a common table under a free name. */
export function addStage(context: PlanContext, wish: string, query: Query, columns: readonly string[]): Stage {
  const name = context.tableNames.take(wish);
  context.commonTables.push({ name, query });
  return { name, columns };
}

export const measureNamed = ({ plan }: PlanContext, name: string): Measure | undefined =>
  plan.measures.find(measure => sameName(measure.name, name));
