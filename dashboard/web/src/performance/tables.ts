import type { AnswerColumn, Results } from '../api/types.ts';
import type { PerformanceReply, SlowTile } from './performance-api.ts';

const text = (name: string, label: string): AnswerColumn => ({ name, label, type: 'string', role: 'dimension' });
const count = (name: string, label: string): AnswerColumn => ({ name, label, type: 'integer', role: 'measure' });
const share = (name: string, label: string): AnswerColumn => ({
  ...{ name, label, type: 'float', role: 'measure', format: 'percent' },
});
const number = (name: string, label: string, decimals: number): AnswerColumn => ({
  ...{ name, label, type: 'float', role: 'measure', decimals },
});

const tileColumns: readonly (readonly [column: AnswerColumn, of: (tile: SlowTile) => string | number | null])[] = [
  [text('title', 'Tile'), ({ title }) => title],
  [number('run', 'A run, ms', 0), ({ run_p50 }) => run_p50],
  [count('runs', 'Runs'), ({ runs }) => runs],
  [count('answers', 'Answers'), ({ answers }) => answers],
  [share('cached', 'From cache'), ({ cached_share }) => cached_share],
  [number('engine', 'Engine, s', 1), ({ engine_time }) => engine_time / 1_000],
  [number('bytes', 'A run, MB', 1), ({ bytes_p50 }) => (bytes_p50 === null ? null : bytes_p50 / 1e6)],
];

/** Tiles by the time that they take of the engine. */
export const tileTable = (tiles: PerformanceReply['tiles']): Results => ({
  columns: tileColumns.map(([column]) => column),
  rows: tiles.map(tile => tileColumns.map(([, of]) => of(tile))),
  truncated: false,
});

export function viewerTable(viewers: NonNullable<PerformanceReply['viewers']>): Results {
  const columns: AnswerColumn[] = [
    text('username', 'Viewer'),
    count('loads', 'Loads'),
    { name: 'last', label: 'Last', type: 'timestamp', role: 'time' },
  ];
  return { columns, rows: viewers.map(({ username, loads, last }) => [username, loads, last]), truncated: false };
}
