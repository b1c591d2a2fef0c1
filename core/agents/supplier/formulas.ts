import type { Formula } from '../types.ts';
import formulas from './formulas.data.json' with { type: 'json' };

/** What each number of the agent is, in words and symbols, with the books it is from. */
export const {
  onTimeFormula,
  priceFormula,
  concentrationFormula,
  riskFormula,
}: Readonly<Record<keyof typeof formulas, Formula>> = formulas;
