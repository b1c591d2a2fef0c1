import { packUp } from '../layout.ts';
import type { DashboardSpec, Place, Tile } from '../spec.ts';
import type { Operation, OperationOf } from './schema.ts';
import { formerPlaces, placed, settle, tileOf } from './tiles.ts';

interface Applied {
  readonly spec: DashboardSpec;
  readonly inverse: Operation;
}

const arranged = (spec: DashboardSpec, tiles: Tile[]): Applied => ({
  spec: { ...spec, tiles },
  inverse: { kind: 'arrange', places: formerPlaces(spec.tiles, tiles) },
});

const at = (spec: DashboardSpec, id: string, place: Place): Applied =>
  arranged(spec, settle(spec.tiles, new Map([[id, place]])));

export const moveTile = (spec: DashboardSpec, { tile_id, to }: OperationOf<'moveTile'>): Applied => {
  const { w, h } = tileOf(spec, tile_id).at;
  return at(spec, tile_id, { ...to, w, h });
};

export const resizeTile = (spec: DashboardSpec, { tile_id, to }: OperationOf<'resizeTile'>): Applied => {
  const { x, y } = tileOf(spec, tile_id).at;
  return at(spec, tile_id, { x, y, ...to });
};

export const arrange = (spec: DashboardSpec, { places }: OperationOf<'arrange'>): Applied =>
  arranged(spec, settle(spec.tiles, new Map(Object.entries(places))));

export const tidy = (spec: DashboardSpec): Applied => arranged(spec, placed(spec.tiles, packUp(spec.tiles)));
