import type { AnswerColumn, Results } from '../api/types.ts';
import type { PerformanceReply, Period } from './performance-api.ts';

const text = (name: string, label: string): AnswerColumn => ({ name, label, type: 'string', role: 'dimension' });
const count = (name: string, label: string): AnswerColumn => ({ name, label, type: 'integer', role: 'measure' });
const share = (name: string, label: string): AnswerColumn => ({
  ...{ name, label, type: 'float', role: 'measure', format: 'percent' },
});
const milliseconds = (name: string, label: string): AnswerColumn => ({
  ...{ name, label, type: 'float', role: 'measure', unit: 'ms', decimals: 0 },
});
const dollars = (name: string, label: string): AnswerColumn => ({
  ...{ name, label, type: 'decimal', role: 'measure', unit: 'USD', format: 'currency', decimals: 6 },
});

const periodColumns: readonly AnswerColumn[] = [
  text('period', 'Period'),
  count('loads', 'Loads'),
  count('viewers', 'Viewers'),
  milliseconds('first_tile_p50', 'First tile, median'),
  milliseconds('all_tiles_p50', 'All tiles, median'),
  milliseconds('all_tiles_p95', 'All tiles, 95 %'),
  share('cached_share', 'From cache'),
  milliseconds('engine_time', 'Engine time'),
  dollars('cost', 'Cost'),
];

const day = (iso: string): string => iso.slice(0, 10);
const rowOf = (name: string, period: Period) =>
  periodColumns.map(column => (column.name === 'period' ? name : period[column.name as 'loads']));

/** Both periods, one under the other, with their days. */
export function periodTable({ before, after }: PerformanceReply['comparison']): Results {
  const named = (name: string, { from, to }: Period) => `${name}: ${day(from)} to ${day(to)}`;
  const rows = [rowOf(named('Before', before), before), rowOf(named('After', after), after)];
  return { columns: [...periodColumns], rows, truncated: false };
}

/** Tiles by the time that they take of the engine. */
export function tileTable(tiles: PerformanceReply['tiles']): Results {
  const columns = [
    text('title', 'Tile'),
    milliseconds('run_p50', 'A run, median'),
    count('runs', 'Runs'),
    count('answers', 'Answers'),
    share('cached_share', 'From cache'),
    milliseconds('engine_time', 'Engine time'),
    count('bytes_p50', 'Bytes a run'),
  ];
  const rows = tiles.map(tile => columns.map(({ name }) => tile[name as keyof typeof tile]));
  return { columns, rows, truncated: false };
}

export function viewerTable(viewers: NonNullable<PerformanceReply['viewers']>): Results {
  const columns: AnswerColumn[] = [
    text('username', 'Viewer'),
    count('loads', 'Loads'),
    { name: 'last', label: 'Last', type: 'timestamp', role: 'time' },
  ];
  return { columns, rows: viewers.map(({ username, loads, last }) => [username, loads, last]), truncated: false };
}
