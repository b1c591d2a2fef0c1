import { memo } from 'react';
import type { Cell } from '../api/types.ts';
import { formatCell, MISSING } from '../format.ts';
import type { TableColumn } from '../table/layout.ts';
import { textWidth } from '../table/text-width.ts';
import { tonesOfRow } from './rules.ts';
import type { Totals } from './table-totals.ts';
import type { Selected, Tile } from './tile-body.ts';
import { rowToneStyle, ToneMark, toneStyle } from './tone.tsx';

/** Pixels beside the text of a cell. */
const PADDING = 24;

interface Props {
  readonly id: string;
  /** Place in the order shown. */
  readonly at: number;
  readonly row: readonly Cell[];
  /** The names of all columns, those of the row. */
  readonly columns: readonly string[];
  readonly layout: readonly TableColumn[];
  readonly tile: Tile;
  readonly activeColumn: number | undefined;
  readonly last: boolean;
  readonly fields: readonly (string | undefined)[];
  readonly selected: readonly Selected[];
  readonly canChoose: boolean;
}

const isChosen = (row: readonly Cell[], fields: Props['fields'], selected: readonly Selected[]): boolean =>
  selected.some(({ field, values }) => {
    const at = fields.indexOf(field);
    return at >= 0 && values.some(value => String(value ?? '') === String(row[at] ?? ''));
  });

export const GridRow = memo(function GridRow(props: Props) {
  const { id, at, row, columns, layout, tile, activeColumn, last, fields, selected, canChoose } = props;
  const chosen = isChosen(row, fields, selected);
  const tones = tonesOfRow(tile, columns, row);
  // A value that is looked at and not shown: the row's tone is said at its beginning.
  const isSaid = layout.some(({ index }) => tones[index]?.own);
  return (
    <tr
      data-row={at}
      aria-rowindex={at + 2}
      aria-selected={chosen}
      className={`group/row ${canChoose ? 'cursor-pointer' : ''}`}
    >
      {layout.map(({ column, right, isDate, decimals, index, width }, place) => {
        const cell = row[index];
        const text = formatCell(cell, column, { decimals, even: true });
        const missing = text === MISSING;
        const toned = tones[index];
        // What is chosen is seen before what its row means.
        const style = toned && (toned.own ? toneStyle(toned.tone) : chosen ? undefined : rowToneStyle(toned.tone));
        const ground = chosen ? 'bg-accent-soft' : index === 0 ? 'bg-(--surface,var(--paper))' : '';
        return (
          <td
            key={column.name}
            id={`${id}${at}-${index}`}
            title={isDate && !missing ? String(cell) : textWidth(text) > width - PADDING ? text : undefined}
            className={`h-(--row) truncate px-(--cell) ${last ? '' : 'border-b border-line'} ${
              right ? 'numbers text-right' : isDate ? 'numbers' : ''
            } ${index === 0 ? 'sticky left-0 z-1' : ''} ${missing ? 'text-muted' : ''} ${ground} ${
              chosen ? '' : 'group-hover/row:bg-hover'
            } ${activeColumn === index ? 'outline-2 -outline-offset-2 outline-accent' : ''}`}
            style={style}
          >
            {text}
            <ToneMark tone={toned?.own || (!isSaid && place === 0) ? toned?.tone : undefined} />
          </td>
        );
      })}
    </tr>
  );
});

/** The totals, in view below all rows. */
export function TotalRow({ layout, totals }: { layout: readonly TableColumn[]; totals: Totals }) {
  return (
    <tfoot>
      <tr>
        {layout.map(({ column, right, decimals, index }) => {
          const cell = totals.cells[index];
          return (
            <td
              key={column.name}
              className={`sticky bottom-0 h-(--row) truncate border-t border-edge bg-(--surface,var(--paper)) px-(--cell) font-semibold ${
                right ? 'numbers text-right' : ''
              } ${index === 0 ? 'left-0 z-2' : 'z-1'}`}
            >
              {cell === undefined
                ? index === 0
                  ? totals.label
                  : ''
                : formatCell(cell, column, { decimals, even: true })}
            </td>
          );
        })}
      </tr>
    </tfoot>
  );
}
