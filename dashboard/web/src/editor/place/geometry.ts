/** Pixels of one step on the grid: a column or row and the gap after it. */
export interface GridStep {
  readonly column: number;
  readonly row: number;
}

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** What is measured of the board's grid. */
export interface Geometry {
  /** By tile; relative to the grid. */
  readonly boxes: ReadonlyMap<string, Box>;
  /** Undefined where the tiles flow (narrow windows): there they have no places to move to. */
  readonly step: GridStep | undefined;
}

const COLUMNS = 12;
const pixels = (text: string): number => Number.parseFloat(text) || 0;

export function measureGrid(grid: HTMLElement): Geometry {
  const boxes = new Map<string, Box>();
  for (const frame of grid.querySelectorAll<HTMLElement>(':scope > [data-tile]')) {
    const { offsetLeft: left, offsetTop: top, offsetWidth: width, offsetHeight: height } = frame;
    boxes.set(frame.dataset['tile'] ?? '', { left, top, width, height });
  }
  const style = getComputedStyle(grid);
  const gap = pixels(style.columnGap);
  const wide = style.gridTemplateColumns.split(' ').length === COLUMNS;
  const step = { column: (grid.clientWidth + gap) / COLUMNS, row: pixels(style.gridAutoRows) + pixels(style.rowGap) };
  return { boxes, step: wide && step.row > 0 ? step : undefined };
}

/** Whole steps of a distance in pixels. */
export const stepsOf = ({ column, row }: GridStep, dx: number, dy: number) => ({
  columns: Math.round(dx / column),
  rows: Math.round(dy / row),
});
