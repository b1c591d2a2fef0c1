import { noCost } from '../ledger/cost.ts';
import type { Answer } from './types.ts';

/** What is so of every answer that has no rows, whatever became of it. */
export const noAnswer: Omit<Answer, 'queryId' | 'status' | 'sentence'> = {
  assumptions: [],
  notUnderstood: [],
  suggestions: [],
  restrictions: [],
  cost: noCost,
  executionTime: 0,
  cached: false,
};
