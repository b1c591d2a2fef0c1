import { type ReactNode, type RefObject, useCallback } from 'react';
import { TableEdges } from '../table/table-edges.tsx';
import { useEdges } from '../table/use-edges.ts';

interface Props {
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Pixels of the column that stays in view. */
  readonly first: number;
  /** Whether cells stand closer. */
  readonly tight: boolean;
  readonly onScroll: (top: number) => void;
  readonly children: ReactNode;
}

/** As large as its table, and scrolls where that is larger than the tile: edges that hide something tell it. */
export function TableScroller({ scroller, first, tight, onScroll, children }: Props) {
  const [follow, edges] = useEdges();
  const hold = useCallback(
    (element: HTMLDivElement | null) => {
      scroller.current = element;
      return follow(element);
    },
    [scroller, follow],
  );
  return (
    <div
      className={`relative isolate flex max-h-full w-fit max-w-full flex-col overflow-hidden ${tight ? '[--cell:8px]' : '[--cell:12px]'}`}
    >
      <div
        ref={hold}
        className="relative isolate min-h-0 overflow-auto overscroll-x-contain"
        onScroll={event => onScroll(event.currentTarget.scrollTop)}
      >
        {children}
      </div>
      <TableEdges edges={edges} first={first} />
    </div>
  );
}
