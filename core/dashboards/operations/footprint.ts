import { specMember, tileMember } from './members.ts';
import type { Operation } from './schema.ts';
import { isSpecMember, isTileMember } from './set-member.ts';

/** What an operation writes: paths of the document, such as `tiles/revenue/title`. A path covers what is under it. */
export function footprint(operation: Operation): readonly string[] {
  if (isTileMember(operation)) return [`tiles/${operation.tile_id}/${tileMember[operation.kind]}`];
  if (isSpecMember(operation)) return [specMember[operation.kind]];
  switch (operation.kind) {
    case 'addTile':
      return [`tiles/${operation.tile.id}`, ...placesOf(operation.places)];
    case 'removeTile':
      return [`tiles/${operation.tile_id}`, ...placesOf(operation.places)];
    case 'moveTile':
    case 'resizeTile':
      return [`tiles/${operation.tile_id}/place`];
    case 'arrange':
      return placesOf(operation.places);
    // It names no tile: on top of another edit it tidies that one too.
    case 'tidy':
      return [];
    case 'changePlan':
      return ['plan', 'source', 'question', 'encoding'].map(member => `tiles/${operation.tile_id}/${member}`);
    case 'changeKind':
      return ['kind', 'encoding'].map(member => `tiles/${operation.tile_id}/${member}`);
    case 'putFilter':
      return [`filters/${operation.filter.id}`];
    case 'removeFilter':
      return [`filters/${operation.filter_id}`];
    case 'replaceSpec':
      return [''];
  }
}

const placesOf = (places: Readonly<Record<string, unknown>> | undefined): string[] =>
  Object.keys(places ?? {}).map(id => `tiles/${id}/place`);

/** The shorter of two paths of which one covers the other; undefined when they are apart. */
export function meeting(a: readonly string[], b: readonly string[]): string | undefined {
  for (const one of a) {
    for (const other of b) {
      if (covers(one, other)) return other;
      if (covers(other, one)) return one;
    }
  }
  return undefined;
}

const covers = (one: string, other: string): boolean => one === '' || one === other || other.startsWith(`${one}/`);
