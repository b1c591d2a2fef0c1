import type { DraftFilter } from './draft.ts';

/** What holds of the other rows. */
export const opposite: Partial<Record<DraftFilter['operator'], DraftFilter['operator']>> = {
  in: 'notIn',
  notIn: 'in',
  '=': '!=',
  '!=': '=',
  '<': '>=',
  '<=': '>',
  '>': '<=',
  '>=': '<',
  contains: 'notContains',
  notContains: 'contains',
  isMissing: 'isPresent',
  isPresent: 'isMissing',
};
