import type { AnswerColumn, Results } from '../api/types.ts';

export type Found = { readonly column: AnswerColumn; readonly at: number };

/** A column by its name, with its place. */
export const findColumn = ({ columns }: Results, name: string | undefined): Found | undefined => {
  const at = columns.findIndex(column => column.name === name);
  const column = columns[at];
  return column === undefined ? undefined : { column, at };
};
export const isFound = (found: Found | undefined): found is Found => found !== undefined;
