export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

interface Grid {
  readonly rows: number;
  readonly columns: number;
  /** Rows in view. */
  readonly page: number;
}

/** Where a key moves in a grid; undefined when it moves nothing. `at` undefined: into the first cell. */
export function placeAfterKey(
  { key, ctrlKey, metaKey }: { readonly key: string; readonly ctrlKey: boolean; readonly metaKey: boolean },
  at: GridPlace | undefined,
  { rows, columns, page }: Grid,
): GridPlace | undefined {
  if (rows === 0 || columns === 0) return undefined;
  const far = ctrlKey || metaKey;
  const { row, column } = at ?? { row: 0, column: 0 };
  const to = (down: number, across: number): GridPlace => ({
    row: Math.max(0, Math.min(rows - 1, down)),
    column: Math.max(0, Math.min(columns - 1, across)),
  });
  const moves: Readonly<Record<string, GridPlace>> = {
    ArrowDown: to(far ? rows - 1 : row + 1, column),
    ArrowUp: to(far ? 0 : row - 1, column),
    ArrowRight: to(row, far ? columns - 1 : column + 1),
    ArrowLeft: to(row, far ? 0 : column - 1),
    PageDown: to(row + page, column),
    PageUp: to(row - page, column),
    Home: to(far ? 0 : row, 0),
    End: to(far ? rows - 1 : row, columns - 1),
  };
  const moved = moves[key];
  return moved === undefined || at !== undefined ? moved : to(0, 0);
}
