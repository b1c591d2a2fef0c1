import type { Select } from '../../sql/nodes.ts';
import type { Expression } from '../expression/nodes.ts';
import type { ResolvedModel } from '../resolve/types.ts';
import { Aliases } from './aliases.ts';
import { call, column, integer, select } from './build.ts';
import { Compilation } from './compilation.ts';
import { Rows } from './rows.ts';

/**
 * Expressions of a dataset's own scope, computed for none of its rows: an engine that takes the query knows the source,
 * the columns, the functions and the types. Without expressions it tries the source alone.
 */
export function trialQuery(model: ResolvedModel, dataset: string, expressions: readonly Expression[]): Select {
  const rows = new Rows(new Compilation(model, 'shortest', new Map()), dataset, new Aliases());
  const columns = [integer(1), ...expressions.map(each => rows.scoped([], each))].map((expression, index) => ({
    expression,
    alias: `part_${index}`,
  }));
  return select({ columns, ...rows.finish(), limit: 0 });
}

/** Fields of a dataset, computed for all of its rows: of each the greatest, which can't be told without computing it. */
export function trialOverRows(model: ResolvedModel, dataset: string, fields: readonly string[]): Select {
  const rows = new Rows(new Compilation(model, 'shortest', new Map()), dataset, new Aliases());
  const inner = fields.map((field, index) => ({
    expression: rows.scoped([], { kind: 'field', dataset, field }),
    alias: `part_${index}`,
  }));
  return select({
    columns: inner.map(({ alias }) => ({ expression: call('MAX', column('parts', alias)), alias })),
    from: { kind: 'subquery', query: select({ columns: inner, ...rows.finish() }), alias: 'parts' },
  });
}
