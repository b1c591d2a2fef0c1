import { SophiaError } from '../../errors.ts';
import { fault } from '../faults.ts';
import type { DashboardSpec, Place } from '../spec.ts';
import type { Operation, OperationOf } from './schema.ts';
import { compact, formerPlaces, settle, tileOf } from './tiles.ts';

interface Applied {
  readonly spec: DashboardSpec;
  readonly inverse: Operation;
}

const entries = (places: Readonly<Record<string, Place>> | undefined) => Object.entries(places ?? {});
const orNone = (places: Record<string, Place>) => (Object.keys(places).length === 0 ? undefined : places);

/** @throws dashboard.operation_invalid when the id is taken */
export function addTile(spec: DashboardSpec, { tile, index, places }: OperationOf<'addTile'>): Applied {
  if (spec.tiles.some(one => one.id === tile.id)) {
    const faults = [fault(['tile', 'id'], `The id ${tile.id} is taken.`, 'Give another one.')];
    throw new SophiaError('dashboard.operation_invalid', ['tile', 'id'], { faults });
  }
  const tiles = spec.tiles.toSpliced(index ?? spec.tiles.length, 0, tile);
  const after = settle(tiles, new Map([...entries(places), [tile.id, tile.at]]));
  const former = orNone(formerPlaces(spec.tiles, after));
  return {
    spec: { ...spec, tiles: after },
    inverse: compact({ kind: 'removeTile', tile_id: tile.id, places: former }),
  };
}

/** What is under it stays where it is: nothing jumps. */
export function removeTile(spec: DashboardSpec, { tile_id, places }: OperationOf<'removeTile'>): Applied {
  const tile = tileOf(spec, tile_id);
  const index = spec.tiles.indexOf(tile);
  const rest = spec.tiles.toSpliced(index, 1);
  const after = places === undefined ? rest : settle(rest, new Map(entries(places)));
  const former = orNone(formerPlaces(spec.tiles, after));
  return { spec: { ...spec, tiles: after }, inverse: compact({ kind: 'addTile', tile, index, places: former }) };
}
