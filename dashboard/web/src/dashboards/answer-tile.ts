import type { AnswerReply } from '../api/types.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';

const KINDS: Readonly<Record<string, Tile['kind']>> = {
  line: 'line',
  bar: 'bar',
  groupedBar: 'bar',
  stackedBar: 'bar',
  scatter: 'scatter',
  heatMap: 'heatMap',
};

/** An answer as a tile and what came for it, so that the same bodies show it. */
export function answerTile(answer: AnswerReply): { tile: Tile; event: TileEvent } {
  const results = answer.results ?? { columns: [], rows: [], truncated: false };
  const chart = answer.chart ?? { kind: 'table', y: [] };
  const tile: Tile = {
    id: 'answer',
    kind: KINDS[chart.kind] ?? 'table',
    title: answer.question.slice(0, 120),
    at: { x: 0, y: 0, w: 12, h: 4 },
  };
  const event: TileEvent = {
    kind: 'tile',
    tile_id: tile.id,
    query_id: answer.query_id,
    status: 'answered',
    message: answer.agent_response,
    results: {
      columns: results.columns.map(column => ({ ...column })),
      rows: results.rows.map(row => [...row]),
      truncated: results.truncated,
    },
    chart: { ...chart, y: [...chart.y] },
    sparkline: null,
    not_applied: [],
    restrictions: [...answer.restrictions],
    explanation: answer.explanation ?? null,
    sql: answer.sql ?? null,
    cost: { ...answer.cost },
    cached: answer.cached,
    execution_time: answer.execution_time,
    freshness: answer.freshness ?? null,
  };
  return { tile, event };
}
