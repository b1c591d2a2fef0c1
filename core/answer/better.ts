import { findMetric, sameName } from '../plan/names.ts';
import type { Plan } from '../plan/schema.ts';
import type { ResolvedModel } from '../semantic/resolve/types.ts';
import type { AnswerColumn } from './types.ts';

/** The columns with whether less is better, for pages that show a change as good or bad: what the model says of the metric. */
export const withBetter = (
  columns: readonly AnswerColumn[],
  { measures }: Plan,
  { model }: ResolvedModel,
): AnswerColumn[] =>
  columns.map(column => {
    const metric = measures.find(({ name }) => sameName(name, column.name))?.metric;
    const isLower = metric !== undefined && findMetric(model, metric)?.extension.lowerIsBetter === true;
    return isLower && column.role === 'measure' ? { ...column, better: 'lower' } : column;
  });
