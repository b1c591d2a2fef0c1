export interface RowWindow {
  /** First row drawn. */
  readonly from: number;
  /** One past the last row drawn. */
  readonly to: number;
}

const OVERSCAN = 12;

/** Rows worth drawing of a table that scrolls: those in view and `overscan` around them. Sizes in pixels. */
export function rowWindow(
  scroll: { readonly top: number; readonly height: number },
  rowHeight: number,
  count: number,
  overscan = OVERSCAN,
): RowWindow {
  const first = Math.floor(scroll.top / rowHeight);
  const from = Math.max(0, Math.min(first - overscan, count - 1));
  const to = Math.min(count, Math.ceil((scroll.top + scroll.height) / rowHeight) + overscan);
  return { from, to: Math.max(from, to) };
}

/**
 * How many elements hold the rows of a window, whichever they are: row `at` is in the one of `at % slots`, so that rows
 * that leave the window give theirs to those that come.
 */
export const rowSlots = (height: number, rowHeight: number): number => Math.ceil(height / rowHeight) + 2 * OVERSCAN + 2;

/** Tables up to this many rows are drawn whole. */
export const DRAWN_WHOLE = 200;
