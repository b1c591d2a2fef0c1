import type { TimeRange } from '../../plan/schema.ts';

/** Comparisons with a time before, in words. */

const PERIOD =
  '(?<period>previous period|prior period|period before|preceding period|(?:the )?same period (?:of )?last year|last year|previous year|prior year|the year before|year before|a year (?:ago|earlier|before)|year[- ]over[- ]year)';
const WITH = '(?:(?:with|and|plus)\\s+)?';
const after = `${WITH}(?:(?:an?|the|its|their)\\s+)?(?:comparisons?|compared?|change|changes|delta|difference|vs\\.?|versus|against)\\s*(?:it |them |everything |all )?(?:to|with|from|against|vs\\.?|versus|over)?\\s*(?:the\\s+)?${PERIOD}`;
/** "compared with last year", "with last year as comparison". */
export const COMPARISON = `(?:${after}|${WITH}(?:the\\s+)?${PERIOD}\\s+(?:as|for)\\s+(?:an?\\s+|the\\s+)?comparison)`;
export const comparisonOf = (period: string): 'previousPeriod' | 'previousYear' =>
  /year/i.test(period) ? 'previousYear' : 'previousPeriod';

/** What is compared where there is no window, and how that is told. */
export const comparedRange: TimeRange = { kind: 'previous', unit: 'month', count: 12 };
export const comparedTold = 'Compared over the last 12 complete months.';
