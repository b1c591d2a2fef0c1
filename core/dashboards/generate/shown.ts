import { draws } from '../shows.ts';
import type { Tile, TileKind } from '../spec.ts';
import type { Work } from './context.ts';
import type { Look } from './look.ts';
import { yearOfMonths } from './style.ts';
import { named } from './tile.ts';

/** What can stand beside the rows of a tile, by the kinds that have a place for it; see also `draws`. */
const PLACES = {
  comparison: ['number', 'line', 'area', 'bar', 'table', 'list', 'pivot'],
  sparkline: ['number'],
  annotation: ['line', 'area', 'bar'],
  band: ['line', 'area', 'bar', 'scatter'],
  legend: ['line', 'area', 'bar', 'scatter', 'pie', 'map'],
  labels: ['line', 'area', 'bar', 'heatMap'],
  totals: ['table', 'pivot'],
  arrangement: ['bar', 'area'],
  orientation: ['bar'],
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
  legend: 'no legend',
  labels: 'no values at its marks',
  totals: 'no row of totals',
  arrangement: 'nothing stacked or side by side',
  orientation: 'nothing that lies or stands',
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
  if (what === 'rules' || what === 'totals') return [`turn ${title} into a table`];
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

/** What of a look is asked for that not all kinds show. */
const asked: Readonly<Partial<Record<Beside, (look: Look) => boolean>>> = {
  sparkline: look => look.sparkline === true,
  target: look => look.target !== undefined,
  comparison: look => look.comparison !== undefined,
  color: look => look.color !== undefined,
  rules: look => look.rules !== undefined,
  legend: look => look.legend === true,
  labels: look => look.labels === true,
  totals: ({ encoding }) => encoding?.totals === true,
  arrangement: ({ encoding }) => encoding?.arrangement !== undefined,
  orientation: ({ encoding }) => encoding?.orientation !== undefined,
};

const inEncoding: ReadonlySet<Beside> = new Set(['totals', 'arrangement', 'orientation']);

function without(look: Look, what: Beside): Look {
  if (!inEncoding.has(what)) return { ...look, [what]: undefined };
  const encoding = { ...look.encoding, [what]: undefined };
  const isEmpty = Object.values(encoding).every(value => value === undefined);
  return { ...look, encoding: isEmpty ? undefined : encoding };
}

/** The look without that which a tile has no place for, and what that is. */
export function fitted(look: Look, tile: Shown): { readonly look: Look; readonly unplaced: readonly Beside[] } {
  const shown = { ...tile, ...(look.sparkline && { sparkline: yearOfMonths }) };
  const all = Object.entries(asked) as [Beside, (look: Look) => boolean][];
  const unplaced = all.filter(([what, isAsked]) => isAsked(look) && !hasPlaceFor(what, shown)).map(([what]) => what);
  return { look: unplaced.reduce(without, look), unplaced };
}

/** The look without that which a new tile has no place for; it is told. */
export function placedLook(
  work: Work,
  look: Look,
  shown: { readonly kind: TileKind; readonly title: string; readonly plan: Tile['plan'] },
  request: string,
): Look {
  const kept = fitted(look, shown);
  for (const what of kept.unplaced) {
    work.refuse(request, reasonOf(what, shown.title, shown.kind), nearestOf(what, shown), true);
  }
  return kept.look;
}
