import type { KeyboardEvent, MouseEvent } from 'react';

interface Grid {
  readonly label: string;
  /** With the head. */
  readonly rows: number;
  readonly columns: number;
  /** Id of the active cell; undefined for none, or for one that is not drawn. */
  readonly active: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent<HTMLElement>) => void;
  readonly onClick: (event: MouseEvent<HTMLElement>) => void;
}

/** What makes a table a grid: it has the focus itself, keys walk its cells, one of which is the active one. */
export const gridProps = ({ label, rows, columns, active, onKeyDown, onClick }: Grid) => ({
  role: 'grid',
  tabIndex: 0,
  'aria-label': label,
  'aria-rowcount': rows,
  'aria-colcount': columns,
  'aria-activedescendant': active,
  onKeyDown,
  onClick,
});
