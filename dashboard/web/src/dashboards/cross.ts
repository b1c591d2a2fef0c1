import { instantOf, unitFrom } from '../../../../core/plan/instant.ts';
import type { Cell } from '../api/types.ts';
import { groupKey, groupOf } from '../tiles/group-key.ts';
import type { Picked, Selected } from '../tiles/tile-body.ts';
import type { Tile, View } from './dashboards-api.ts';

/** A click in a tile that narrows the others. */
export type Cross = NonNullable<View['cross']>[number];

/**
 * The view after marks of a tile were clicked: what was clicked there before gives way; the same mark again takes it
 * back. A period narrows by its whole length.
 */
export function withClick(view: View, tile: Pick<Tile, 'id' | 'plan'>, picked: readonly Picked[]): View {
  const clicked = picked.map(({ field, value }) => crossOf(tile, field, value));
  const before = (view.cross ?? []).filter(({ tile_id }) => tile_id === tile.id);
  const others = (view.cross ?? []).filter(({ tile_id }) => tile_id !== tile.id);
  return withCross(view, JSON.stringify(before) === JSON.stringify(clicked) ? others : [...others, ...clicked]);
}

export const withoutCross = (view: View, one: Cross): View =>
  withCross(
    view,
    (view.cross ?? []).filter(other => other !== one),
  );

function withCross(view: View, cross: readonly Cross[]): View {
  const { cross: _, ...rest } = view;
  return cross.length === 0 ? rest : { ...rest, cross: [...cross] };
}

function crossOf({ id, plan }: Pick<Tile, 'id' | 'plan'>, field: string, value: Cell): Cross {
  const grain = plan?.time?.grain;
  const start = typeof value === 'string' ? instantOf(value) : undefined;
  if (grain === undefined || start === undefined || plan?.time?.field.toLowerCase() !== field.toLowerCase())
    return { tile_id: id, ...groupOf(field), values: [value] };
  return { tile_id: id, field, period: unitFrom(start, grain) };
}

/** What a tile shows as chosen. */
export const selectedIn = (view: View, tile: string): Selected[] =>
  (view.cross ?? [])
    .filter(({ tile_id }) => tile_id === tile)
    .map(({ field, part, values, period }) => ({
      field: groupKey(field, part),
      values: values ?? (period !== undefined && 'start' in period ? [period.start] : []),
    }));
