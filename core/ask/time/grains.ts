import type { Grain } from '../../semantic/model/types.ts';

const units: readonly Grain[] = ['hour', 'day', 'week', 'month', 'quarter', 'year'];
const adverbs: Readonly<Record<string, Grain>> = {
  hourly: 'hour',
  daily: 'day',
  weekly: 'week',
  monthly: 'month',
  quarterly: 'quarter',
  yearly: 'year',
  annual: 'year',
  annually: 'year',
};

const short: Readonly<Record<string, Grain>> = { yr: 'year', qtr: 'quarter', mth: 'month', wk: 'week' };

/** A word that names a grain; `alone` when it groups without a preposition (monthly revenue). */
export function grainOf(lower: string): { grain: Grain; alone: boolean } | undefined {
  const adverb = Object.hasOwn(adverbs, lower) ? adverbs[lower] : undefined;
  if (adverb) return { grain: adverb, alone: true };
  const abbreviated = Object.entries(short).find(([name]) => lower === name || lower === `${name}s`)?.[1];
  if (abbreviated) return { grain: abbreviated, alone: false };
  const unit = units.find(name => lower === name || lower === `${name}s`);
  return unit && { grain: unit, alone: false };
}
