import type { CompiledPlan } from '../plan/compile.ts';
import { sameName } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import type { Cell } from '../ports/query-engine.ts';
import type { AnswerColumn } from './types.ts';

type Row = readonly Cell[];

/** One row more than a ranking shows: by it is seen whether the last place is shared with what is left out. */
export function withNextRow(compiled: CompiledPlan): CompiledPlan {
  const { query, plan, maxRows } = compiled;
  const { limit, orderBy } = plan;
  if (limit === undefined || limit >= maxRows || orderBy.length === 0) return compiled;
  if (query.kind !== 'select' || query.limit !== limit) return compiled;
  return { ...compiled, query: { ...query, limit: limit + 1 } };
}

/**
 * The rows of a ranking, without the one more that was read.
 * @returns `tied` where that one is equal to the last by all that is ranked by: which of them is shown is chance
 */
export function withoutNextRow(
  { limit, orderBy }: Plan,
  columns: readonly AnswerColumn[],
  rows: readonly Row[],
): { rows: readonly Row[]; tied: boolean } {
  const next = limit === undefined ? undefined : rows[limit];
  if (limit === undefined || !next) return { rows, tied: false };
  const shown = rows.slice(0, limit);
  const at = orderBy.map(({ column }) => columns.findIndex(({ name }) => sameName(name, column)));
  const isEqual = at.every(i => i >= 0 && next[i] !== null && next[i] === shown.at(-1)?.[i]);
  return { rows: shown, tied: isEqual };
}
