import type { AnswerColumn, Cell } from '../api/types.ts';
import { groupName } from '../charts/group-name.ts';
import { decimalsOf, formatCell } from '../format.ts';
import type { Pivot } from './pivot.ts';

const CHARACTER = 8.3;
const PADDING = 28;
const SAMPLE = 400;

export interface PivotLayout {
  /** Pixels: of the row columns, then of the heads. */
  readonly widths: readonly number[];
  /** Decimals of each measure, by its name. */
  readonly decimals: ReadonlyMap<string, number>;
  readonly width: number;
}

/** What a head is called: its combination of values, or that it is the total. */
export const headName = ({ columnColumns }: Pivot, keys: readonly Cell[]): string =>
  keys
    .map((key, at) => (columnColumns[at] === undefined ? String(key) : groupName(key, columnColumns[at])))
    .join(' · ');

/** Widths by the longest text, so that scrolling moves no column; spare room goes to the numbers. */
export function pivotLayout(pivot: Pivot, { narrow, room }: { narrow: boolean; room: number }): PivotLayout {
  const { rowColumns, measures, heads, lines } = pivot;
  const decimals = new Map(
    measures.map(measure => {
      const at = heads.flatMap((head, index) => (head.measure.name === measure.name ? [index] : []));
      return [
        measure.name,
        decimalsOf(
          measure,
          lines.flatMap(({ cells }) => at.map(index => cells[index] ?? null)),
        ),
      ] as const;
    }),
  );
  const sample = lines.slice(0, SAMPLE);
  const wide = (texts: readonly string[], most: number) =>
    Math.min(most, Math.max(68, Math.max(...texts.map(text => text.length)) * CHARACTER + PADDING));
  const named = rowColumns.map((column, at) =>
    wide([column.label, ...sample.map(({ keys }) => keyText(keys[at], column))], narrow ? 130 : 240),
  );
  const numbers = heads.map((head, at) => {
    const title = head.isTotal ? 'Total' : headName(pivot, head.keys);
    const label = measures.length > 1 ? head.measure.label : '';
    const last = lines.at(-1);
    const shown = [...sample, ...(last === undefined ? [] : [last])].map(({ cells }) =>
      formatCell(cells[at], head.measure, { decimals: decimals.get(head.measure.name), even: true }),
    );
    return wide([measures.length > 1 ? '' : title, label, ...shown], 180);
  });
  const used = [...named, ...numbers].reduce((sum, width) => sum + width, 0);
  const spare = numbers.length === 0 ? 0 : Math.floor(Math.max(0, room - used) / numbers.length);
  const widths = [...named, ...numbers.map(width => width + spare)].map(Math.round);
  return { widths, decimals, width: widths.reduce((sum, width) => sum + width, 0) };
}

export const keyText = (key: Cell | undefined, column: AnswerColumn): string =>
  key === undefined ? '' : groupName(key, column);
