import type { AnswerColumn, CostDay, Results } from '../api/types.ts';
import type { StopChart } from '../charts/prepare.ts';

const DAY = 86_400_000;
const isoDay = (instant: number): string => new Date(instant).toISOString().slice(0, 10);

/** The last `count` days up to now, in UTC. */
export const lastDays = (count: number, now: number): { readonly from: string; readonly to: string } => ({
  from: isoDay(now - (count - 1) * DAY),
  to: isoDay(now),
});

/** Dollars are added as whole micro-dollars, so that a total is exact. */
const micro = (dollars: number): number => Math.round(dollars * 1e6);

export interface CostTotals {
  readonly cost: number;
  readonly queries: number;
  readonly cached: number;
  readonly bytes: number;
}

export function totalsOf(days: readonly CostDay[]): CostTotals {
  const sum = (of: (day: CostDay) => number) => days.reduce((total, day) => total + of(day), 0);
  return {
    cost: sum(day => micro(day.total_cost)) / 1e6,
    queries: sum(day => day.queries),
    cached: sum(day => day.cached),
    bytes: sum(day => day.bytes_scanned),
  };
}

const dollars = (name: string, label: string): AnswerColumn => ({
  name,
  label,
  type: 'decimal',
  role: 'measure',
  unit: 'USD',
  format: 'currency',
  decimals: 6,
});
const count = (name: string, label: string): AnswerColumn => ({ name, label, type: 'integer', role: 'measure' });
const dayColumn: AnswerColumn = { name: 'day', label: 'Day', type: 'date', role: 'time', grain: 'day' };

/** The days as a table, newest first; `title` names a persona as people know it. */
export function costTable(days: readonly CostDay[], title: (persona: string) => string): Results {
  const columns = [
    dayColumn,
    { name: 'persona', label: 'Persona', type: 'string', role: 'dimension' } as const,
    count('queries', 'Questions'),
    count('cached', 'From cache'),
    dollars('total_cost', 'Total'),
    dollars('database_cost', 'Database'),
    dollars('bedrock_cost', 'Language model'),
    dollars('lambda_cost', 'Compute'),
  ];
  const rows = [...days]
    .sort((a, b) => b.day.localeCompare(a.day) || a.persona.localeCompare(b.persona))
    .map(day => ({ ...day, persona: title(day.persona) }))
    .map(day => columns.map(({ name }) => day[name as keyof CostDay]));
  return { columns, rows, truncated: false };
}

/** Cost a day as standing bars, a day without questions as nothing spent; today is not over. */
export function costChart(days: readonly CostDay[], from: string, to: string): StopChart {
  const byDay = Map.groupBy(days, ({ day }) => day.slice(0, 10));
  const stops: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += DAY) stops.push(isoDay(at));
  const values = stops.map(day => totalsOf(byDay.get(day) ?? []).cost);
  const y = dollars('total_cost', 'Cost');
  return {
    kind: 'bar',
    x: dayColumn,
    y,
    stops,
    time: true,
    series: [{ name: 'Cost', values, other: false }],
    drawn: [dayColumn, y],
    openFrom: stops.length - 1,
    notes: [],
  };
}
