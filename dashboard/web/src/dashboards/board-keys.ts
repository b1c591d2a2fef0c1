import type { BoardState } from './board-state.ts';
import { specOf } from './board-state.ts';
import type { Tile } from './dashboards-api.ts';
import { readingOrder } from './flow.ts';

/** What a key does on a dashboard. */
export type BoardKey =
  | { readonly kind: 'refresh' }
  | { readonly kind: 'full'; readonly tile: string | undefined }
  | { readonly kind: 'focus'; readonly tile: string }
  | { readonly kind: 'up'; readonly tile: string }
  | { readonly kind: 'uncross' }
  | { readonly kind: 'edit' };

const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] } as const;
const isArrow = (key: string): key is keyof typeof ARROWS => key in ARROWS;

/**
 * What a key does: `within` is the tile that the focus is in, `on` whether it is on the tile itself and not on
 * something in it, which has arrows of its own. Undefined when it does nothing here.
 */
export function boardKey(
  key: string,
  state: BoardState,
  { within, on }: { within: string | undefined; on: boolean },
): BoardKey | undefined {
  if (key === 'Escape') return stepBack(state, within);
  if (key === 'r') return { kind: 'refresh' };
  if (key === 'e' && !state.editing) return { kind: 'edit' };
  if (key === 'f' && (within !== undefined || state.full !== undefined))
    return { kind: 'full', tile: state.full === undefined ? within : undefined };
  if (!isArrow(key) || (within !== undefined && !on) || state.full !== undefined) return undefined;
  const tile = neighbour(specOf(state)?.tiles ?? [], within, ARROWS[key]);
  return tile === undefined ? undefined : { kind: 'focus', tile };
}

/** Esc steps back one level: out of full screen, up from behind a number, back from a click. */
function stepBack({ full, drills, view }: BoardState, within: string | undefined): BoardKey | undefined {
  const below = [full, within].find(tile => tile !== undefined && drills[tile] !== undefined);
  if (below !== undefined) return { kind: 'up', tile: below };
  if (full !== undefined) return { kind: 'full', tile: undefined };
  const [open] = Object.keys(drills);
  if (open !== undefined) return { kind: 'up', tile: open };
  return (view.cross ?? []).length > 0 ? { kind: 'uncross' } : undefined;
}

type Side = readonly [number, number];

/** The tile next to another in a direction: the nearest that lies that way, one beside before one that is off. */
export function neighbour(tiles: readonly Tile[], from: string | undefined, [across, down]: Side): string | undefined {
  const here = tiles.find(({ id }) => id === from);
  if (here === undefined) return readingOrder(tiles)[0]?.id;
  const distance = ({ at }: Tile): number => {
    const along =
      across === 0 ? gap(here.at.y, here.at.h, at.y, at.h) * down : gap(here.at.x, here.at.w, at.x, at.w) * across;
    const off = across === 0 ? apart(here.at.x, here.at.w, at.x, at.w) : apart(here.at.y, here.at.h, at.y, at.h);
    return along <= 0 ? Number.POSITIVE_INFINITY : along + off * 20;
  };
  const nearest = readingOrder(tiles)
    .filter(tile => tile !== here)
    .map(tile => ({ id: tile.id, distance: distance(tile) }))
    .sort((a, b) => a.distance - b.distance)[0];
  return nearest === undefined || nearest.distance === Number.POSITIVE_INFINITY ? undefined : nearest.id;
}

/** How far one stretch begins beyond another, signed: 1 when it is next to it. */
const gap = (from: number, length: number, to: number, other: number): number => {
  if (to >= from + length) return to - (from + length) + 1;
  return to + other <= from ? to + other - from - 1 : 0;
};

/** How far two stretches are from touching; 0 when they overlap. */
const apart = (from: number, length: number, to: number, other: number): number =>
  Math.max(0, to - (from + length) + 1, from - (to + other) + 1);
