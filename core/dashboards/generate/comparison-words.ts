import type { TimeRange } from '../../plan/schema.ts';
import type { DashboardSpec, Tile } from '../spec.ts';

/** Comparisons with a time before, in words. */

const PERIOD =
  '(?<period>previous period|prior period|period before|preceding period|(?:the )?same period (?:of )?last year|last year|previous year|prior year|the year before|year before|a year (?:ago|earlier|before)|year[- ]over[- ]year)';
const UNIT = 'day|week|month|quarter';
/** "the previous month": it says how long the window is, too. */
export const UNIT_PERIOD = `(?<period>(?:previous|prior|preceding|last) (?:${UNIT})|(?:${UNIT}) (?:before|earlier))`;
const WITH = '(?:(?:with|and|plus)\\s+)?';
const compared = (words: string, period: string) =>
  `${WITH}(?:(?:an?|the|its|their)\\s+)?(?:comparisons?|compared?${words}|delta|difference|vs\\.?|versus|against)\\s*(?:it |them |everything |all )?(?:to|with|from|against|vs\\.?|versus|over)?\\s*(?:the\\s+)?${period}`;
/** "compared with last year", "vs previous month", "with last year as comparison". "Change to last month" is a window. */
export const COMPARISON = `(?:${compared('|change|changes', PERIOD)}|${compared('', UNIT_PERIOD)}|${WITH}(?:the\\s+)?${PERIOD}\\s+(?:as|for)\\s+(?:an?\\s+|the\\s+)?comparison)`;

/** What numbers are set beside. */
export interface Compared {
  readonly with: 'previousPeriod' | 'previousYear';
  /** The window that was said with it, and how that is told. */
  readonly window?: { readonly range: TimeRange; readonly told: string } | undefined;
}

export function comparisonOf(period: string): Compared {
  if (/year/i.test(period)) return { with: 'previousYear' };
  const unit = new RegExp(`\\b(?:${UNIT})\\b`, 'i').exec(period)?.[0].toLowerCase() as 'month' | undefined;
  if (unit === undefined) return { with: 'previousPeriod' };
  const window = /^last/i.test(period)
    ? { range: { kind: 'current' as const, unit }, told: `This ${unit} so far is set beside the last one.` }
    : {
        range: { kind: 'previous' as const, unit, count: 1 },
        told: `The last complete ${unit} is set beside the one before.`,
      };
  return { with: 'previousPeriod', window };
}

/** Where there is no window. */
export const comparedWindow = {
  range: { kind: 'previous', unit: 'month', count: 12 } as TimeRange,
  told: 'Compared over the last 12 complete months.',
};

/** Why the period that was said is not the one that comes before what a tile shows; undefined where it is. */
export function otherPeriod(
  { plan, time, title }: Pick<Tile, 'plan' | 'time' | 'title'>,
  spec: Pick<DashboardSpec, 'time'>,
  { window }: Compared,
): string | undefined {
  if (!window || !('unit' in window.range)) return undefined;
  const { unit } = window.range;
  const grain = plan?.time?.grain;
  if (grain !== undefined)
    return grain === unit ? undefined : `“${title}” goes by ${grain}: each is compared with the ${grain} before.`;
  const range = time?.range ?? spec.time?.range ?? plan?.time?.range;
  if (range === undefined || ('unit' in range && range.unit === unit && (!('count' in range) || range.count === 1)))
    return undefined;
  return `“${title}” does not show one ${unit}: its window is another, and is compared with the stretch before it.`;
}
