import type { ModelReply } from '../api/types.ts';
import { groupName } from '../charts/group-name.ts';
import { formatCell } from '../format.ts';
import { fieldOfColumn } from '../tiles/field-of-column.ts';
import { groupOf } from '../tiles/group-key.ts';
import type { Picked } from '../tiles/tile-body.ts';
import type { DrillStep } from './board-state.ts';
import type { Tile, TileEvent } from './dashboards-api.ts';

const same = (a: string | undefined, b: string): boolean => a?.toLowerCase() === b.toLowerCase();

/** The column of a tile's results that shows a field. */
const columnOfField = (tile: Pick<Tile, 'plan'>, event: TileEvent | undefined, field: string) =>
  event?.results.columns.find(column => same(fieldOfColumn(tile, column.name), field));

/** A clicked value as it reads in the tile. */
export function valueLabel(tile: Pick<Tile, 'plan'>, event: TileEvent | undefined, { field, value }: Picked): string {
  const column = columnOfField(tile, event, field);
  if (column === undefined) return value === null ? 'None' : String(value);
  return value === null ? groupName(value, column) : formatCell(value, column);
}

/** Clicks as steps of the way down, with the words they read by. */
export const stepsOf = (tile: Tile, event: TileEvent | undefined, picked: readonly Picked[]): DrillStep[] =>
  picked.map(one => ({ ...one, label: valueLabel(tile, event, one) }));

/** What a field is called: by the tile that shows it, by the model, else by its own name. */
export function fieldLabel(
  field: string,
  tile: Pick<Tile, 'plan'> | undefined,
  event: TileEvent | undefined,
  model: ModelReply | undefined,
): string {
  const shown = tile === undefined ? undefined : columnOfField(tile, event, field);
  if (shown !== undefined) return shown.label;
  const { field: whole } = groupOf(field);
  const known = model?.datasets.flatMap(({ fields }) => fields).find(({ name }) => same(name, whole));
  if (known !== undefined) return known.label;
  const leaf = (whole.split('.').at(-1) ?? whole).replaceAll('"', '').replaceAll('_', ' ');
  return leaf.charAt(0).toUpperCase() + leaf.slice(1);
}
