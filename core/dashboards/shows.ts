import type { Tile, TileKind } from './spec.ts';

/** Members of a tile that only some kinds draw: the one place that says which. */
const DRAWN_BY = {
  target: ['number', 'gauge', 'line', 'area', 'bar', 'scatter'],
  rules: ['number', 'gauge', 'table', 'list', 'pivot'],
  /** Rules that mark whole rows. */
  rowRules: ['table'],
  /** Rows beyond the usual number: only those in view are drawn. */
  manyRows: ['table'],
} as const satisfies Record<string, readonly TileKind[]>;

export type Drawn = keyof typeof DRAWN_BY;

/** Whether a tile of the kind draws it. */
export const draws = (kind: TileKind, what: Drawn): boolean => (DRAWN_BY[what] as readonly TileKind[]).includes(kind);

/** The kinds that draw it, in words: "number, gauge or table". */
export const drawnBy = (what: Drawn): string =>
  new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(DRAWN_BY[what]);

/** Whether a rule of a tile marks whole rows. */
export const marksRows = ({ style }: Pick<Tile, 'style'>): boolean =>
  style?.rules?.some(({ marks }) => marks === 'row') ?? false;

/** The rules, each for the cell that it looks at. */
const ofCells = (style: Tile['style']): Tile['style'] => ({
  ...style,
  rules: style?.rules?.map(({ marks: _, ...rule }) => rule),
});

/** The tile without that which its kind draws nowhere; the tile itself where there is nothing of that. */
export function withoutUndrawn(tile: Tile): Tile {
  const { target, style, ...rest } = tile;
  const hasTarget = target !== undefined && !draws(tile.kind, 'target');
  const hasRules = style?.rules !== undefined && !draws(tile.kind, 'rules');
  const hasRows = marksRows(tile) && !draws(tile.kind, 'rowRules');
  if (!hasTarget && !hasRules && !hasRows) return tile;
  const { rules: _, ...others } = style ?? {};
  const kept = hasRules ? others : hasRows ? ofCells(style) : style;
  return {
    ...rest,
    ...(target !== undefined && !hasTarget && { target }),
    ...(kept !== undefined && Object.keys(kept).length > 0 && { style: kept }),
  };
}
