import type { AnswerColumn, Results } from '../api/types.ts';
import { formatCell, numberOf } from '../format.ts';
import { sparklinePath } from './sparkline-path.ts';

interface Props {
  readonly results: Results;
  /** Name of the measure drawn. */
  readonly measure: string;
  readonly width: number;
  readonly height: number;
  /** As CSS. */
  readonly colour: string;
}

/** The last periods of a number as a small line; said in words to those who do not see it. */
export function Sparkline({ results, measure, width, height, colour }: Props) {
  const time = results.columns.findIndex(column => column.role === 'time');
  const at = results.columns.findIndex(column => column.name === measure);
  const column = results.columns[at];
  if (column === undefined || results.rows.length < 2 || width < 24 || height < 12) return null;
  const values = results.rows.map(row => numberOf(row[at]));
  const { line, last } = sparklinePath(values, { width, height });
  if (last === undefined) return null;
  return (
    <svg role="img" width={width} height={height} className="block" aria-label={spoken(results, time, at, column)}>
      <path d={line} fill="none" stroke={colour} strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
      <circle cx={last.left} cy={last.top} r={2.5} fill={colour} />
    </svg>
  );
}

function spoken(results: Results, time: number, at: number, column: AnswerColumn): string {
  const said = (row: Results['rows'][number] | undefined) => {
    const of = results.columns[time];
    const value = formatCell(row?.[at], column, { compact: true });
    return of === undefined ? value : `${formatCell(row?.[time], of)} ${value}`;
  };
  return `${results.rows.length} periods, from ${said(results.rows[0])} to ${said(results.rows.at(-1))}`;
}
