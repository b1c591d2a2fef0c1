import { draws } from '../shows.ts';
import type { Tile, TileKind } from '../spec.ts';
import type { Work } from './context.ts';
import type { Look } from './look.ts';
import { named } from './tile.ts';

/** What can stand beside the rows of a tile, by the kinds that have a place for it; see also `draws`. */
const PLACES = {
  comparison: ['number', 'line', 'area', 'bar', 'table', 'list', 'pivot'],
  sparkline: ['number'],
  annotation: ['line', 'area', 'bar'],
  band: ['line', 'area', 'bar', 'scatter'],
  color: ['line', 'area', 'bar', 'scatter', 'funnel', 'gauge', 'heatMap', 'map'],
} as const satisfies Record<string, readonly TileKind[]>;

export type Beside = keyof typeof PLACES | 'target' | 'rules';

const called: Readonly<Record<Beside, string>> = {
  target: 'no target',
  rules: 'no colours by value',
  comparison: 'no values of before',
  sparkline: 'no sparkline',
  annotation: 'no annotations',
  band: 'no bands',
  color: 'no colour of its own',
};

type Shown = Pick<Tile, 'kind'> & Partial<Pick<Tile, 'sparkline' | 'plan'>>;

/** Whether it would be seen: a number has the colour of its sparkline, a mark at a date goes over periods. */
export function hasPlaceFor(what: Beside, { kind, sparkline, plan }: Shown): boolean {
  if (what === 'color' && kind === 'number') return sparkline !== undefined;
  if (what === 'annotation' && plan?.time?.grain === undefined) return false;
  if (what === 'target' || what === 'rules') return draws(kind, what);
  return (PLACES[what] as readonly TileKind[]).includes(kind);
}

const reasonOf = (what: Beside, title: string, kind: TileKind): string =>
  `“${title}” is a ${named(kind)}, which shows ${called[what]}.`;

/** Requests after which it could be seen. */
const nearestOf = (what: Beside, { kind, title }: Pick<Tile, 'kind' | 'title'>): readonly string[] => {
  if (what === 'color' && kind === 'number') return [`add a sparkline to ${title}`];
  if (what === 'rules') return [`turn ${title} into a table`];
  return [what === 'annotation' ? `turn ${title} into a line chart by month` : `turn ${title} into a bar chart`];
};

/** Says which of several tiles stay as they are. */
export function leftOut(work: Work, what: Beside, tiles: readonly Tile[]): void {
  for (const { id, title, kind } of tiles) {
    work.assume([`“${title}” stays as it is: a ${named(kind)} shows ${called[what]}.`], id);
  }
}

/** The tiles of these that have a place for it; that others have none is told. */
export function withPlaceFor(work: Work, what: Beside, tiles: readonly Tile[], request: string): readonly Tile[] {
  const fitting = tiles.filter(tile => hasPlaceFor(what, tile));
  const [first, ...more] = tiles.filter(tile => !fitting.includes(tile));
  if (!first) return tiles;
  if (fitting.length === 0 && more.length === 0) {
    work.refuse(request, reasonOf(what, first.title, first.kind), nearestOf(what, first), true);
  } else if (fitting.length === 0) {
    work.refuse(
      request,
      `None of these tiles shows ${called[what].replace(/^no /, '')}.`,
      nearestOf(what, first),
      true,
    );
  } else {
    leftOut(work, what, [first, ...more]);
  }
  return fitting;
}

/** The look without that which a new tile has no place for; it is told. */
export function placedLook(
  work: Work,
  look: Look,
  shown: { readonly kind: TileKind; readonly title: string; readonly plan: Tile['plan'] },
  request: string,
): Look {
  const { kind, title, plan } = shown;
  const tile = { kind, plan, ...(look.sparkline && { sparkline: { grain: 'month' as const, periods: 12 } }) };
  const kept = { ...look };
  for (const what of ['target', 'comparison', 'sparkline', 'color', 'rules'] as const) {
    if (look[what] === undefined || hasPlaceFor(what, tile)) continue;
    delete (kept as { -readonly [K in keyof Look]: Look[K] })[what];
    work.refuse(request, reasonOf(what, title, kind), nearestOf(what, { kind, title }), true);
  }
  return kept;
}
