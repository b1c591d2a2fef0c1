import { stableJson } from '../../plan/canonical.ts';
import type { Operation } from '../operations/schema.ts';
import type { DashboardSpec, Tile } from '../spec.ts';
import type { Size } from './size-words.ts';

/** Commands of one request that can't both hold: "make it dark and make it light". Neither is carried out. */

/** What came of one command. */
export interface Obeyed {
  readonly words: string;
  readonly before: DashboardSpec;
  readonly after: DashboardSpec;
  readonly operations: readonly Operation[];
  /** By tile the part of the width that it said. */
  readonly widths: ReadonlyMap<string, Size>;
}

/** A command and the one that it contradicts. */
export type Contradiction = readonly [Obeyed, Obeyed];

export function contradictionsOf(commands: readonly Obeyed[]): Contradiction[] {
  const claims = commands.map(claimsOf);
  return commands.flatMap((one, index) =>
    commands.slice(index + 1).flatMap((other, at): Contradiction[] => {
      const [first, second] = [claims[index]!, claims[index + 1 + at]!];
      const isOther = [...second].some(([what, value]) => first.has(what) && first.get(what) !== value);
      return isOther || isInVain(one, other) ? [[one, other]] : [];
    }),
  );
}

/** What a command says that something is to be. What only follows from it (a chart that fits other content) is not said. */
function claimsOf({ before, after, operations, widths }: Obeyed): ReadonlyMap<string, string> {
  const claims = new Map<string, string>();
  const say = (what: string, value: unknown) => claims.set(what, stableJson(value ?? null));
  const does = (kind: Operation['kind'], id?: string) =>
    operations.some(one => one.kind === kind && (id === undefined || ('tile_id' in one && one.tile_id === id)));
  for (const member of ['mode', 'accent', 'density'] as const)
    if (before.theme[member] !== after.theme[member]) say(`theme ${member}`, after.theme[member]);
  if (does('retitle')) say('title', after.title);
  if (does('setFolder')) say('folder', after.folder);
  if (does('setTime') && !does('setComparison')) say('time', after.time);
  if (does('setRefresh') && !does('setFeatures')) say('refresh', after.refresh);
  for (const one of operations) {
    if (one.kind === 'putFilter') say(`filter ${one.filter.id}`, 'there');
    if (one.kind === 'removeFilter') say(`filter ${one.filter_id}`, 'gone');
  }
  for (const [id, size] of widths) say(`${id} width`, size);
  for (const tile of after.tiles) {
    const was = before.tiles.find(({ id }) => id === tile.id);
    if (was) for (const [what, value] of claimsOfTile(was, tile, kind => does(kind, tile.id))) say(what, value);
  }
  return claims;
}

function claimsOfTile(was: Tile, tile: Tile, does: (kind: Operation['kind']) => boolean): [string, unknown][] {
  const { id } = tile;
  const claims: [string, unknown][] = [];
  const isOther = does('changePlan');
  if (does('changeKind') && !isOther) claims.push([`${id} kind`, tile.kind]);
  if (does('retitleTile') && !isOther) claims.push([`${id} title`, tile.title]);
  if (does('setTarget') && !isOther) claims.push([`${id} target`, tile.target]);
  if (does('setTileTime') && !does('setComparison')) claims.push([`${id} time`, tile.time]);
  if (does('setComparison')) claims.push([`${id} comparison`, tile.comparison]);
  if (does('setTileRefresh')) claims.push([`${id} refresh`, tile.refresh]);
  if (does('restyleTile'))
    for (const member of ['color', 'legend', 'labels', 'decimals'] as const)
      if (was.style?.[member] !== tile.style?.[member]) claims.push([`${id} ${member}`, tile.style?.[member]]);
  // Larger twice is larger still; larger and smaller is neither.
  if (does('resizeTile'))
    for (const side of ['w', 'h'] as const)
      if (was.at[side] !== tile.at[side]) claims.push([`${id} ${side}`, Math.sign(tile.at[side] - was.at[side])]);
  if (does('moveTile') && !does('resizeTile')) claims.push([`${id} place`, [tile.at.x, tile.at.y]]);
  return claims;
}

/** Whether one command takes away what the other is about. Something removed may be made anew: "remove it, add …". */
function isInVain(one: Obeyed, other: Obeyed): boolean {
  const removed = (of: Obeyed) => of.operations.flatMap(did => (did.kind === 'removeTile' ? [did.tile_id] : []));
  const changed = one.operations.flatMap(did => {
    if (did.kind === 'addTile') return [did.tile.id];
    return 'tile_id' in did && did.kind !== 'removeTile' ? [did.tile_id] : [];
  });
  if (removed(other).some(id => changed.includes(id))) return true;
  const isMaking = /^(?:also )?(?:add|include|insert|create|new|show|give|replace)\b/i.test(other.words);
  return !isMaking && other.operations.some(did => did.kind === 'addTile' && removed(one).includes(did.tile.id));
}
